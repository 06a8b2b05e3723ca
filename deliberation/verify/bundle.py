"""The whole bundle: what holds of it, and what a stranger cannot check."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, TextIO

from .archive import FIRST, LARGEST, unpack
from .certificate import check_certificate
from .documents import BundleError, digest, fit, need, read, show
from .ledger import check_ledger
from .lottery import check_draw, check_lottery, lots_of
from .numbers import check_announcement, check_numbering
from .reserve import check_reserve
from .vote import check_vote

MANIFEST = {"format": "deliberation bundle 1", "title": str, "files": {...: str}}


def check(data: bytes, *, commitment: str | None = None, noted: str | None = None) -> list[str]:
    """One line for each thing that holds of a bundle, and for each that cannot be checked.

    Args:
        commitment: what was published before the seed existed.
        noted: the digest of an entry of the ledger, as it was written down at the time.

    Raises:
        BundleError: the first thing that does not hold, in one sentence.
    """
    try:
        given = [text and text.strip().lower() for text in (commitment, noted)]
        return [*_lines(data, *given)]
    except RecursionError:
        raise BundleError("a document is nested too deeply") from None
    except ValueError:  # Python writes no number of more than 4300 digits
        raise BundleError("a fraction in a count has too many digits to be written") from None


def main(argv: Sequence[str] | None = None) -> int:
    """Print what holds of the bundle named on the command line; 0 if everything does, else 1."""
    try:
        parser = _Parser(prog="verify", description="Check a published bundle.")
        parser.add_argument("bundle", type=Path, help="the file bundle.zip")
        parser.add_argument("--commitment", help="the digest published before the seed existed")
        parser.add_argument("--noted", help="a digest of the ledger that was written down before")
        given = parser.parse_args(argv)
        with given.bundle.open("rb") as file:
            lines = check(file.read(LARGEST + 1), commitment=given.commitment, noted=given.noted)
    except OSError as error:
        _say(f"{str(given.bundle)!r} cannot be read: {error.strerror}", sys.stderr)
    except BundleError as problem:
        _say(f"does not hold: {problem}", sys.stderr)
    else:
        _say("\n".join(lines), sys.stdout)
        return 0
    return 1


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BundleError(message)


def _say(text: str, stream: TextIO) -> None:
    """Print *text*, also where the terminal lacks a letter of it."""
    letters = stream.encoding or "utf-8"
    print(text.encode(letters, "backslashreplace").decode(letters), file=stream)


def _lines(data: bytes, commitment: str | None, noted: str | None) -> Iterator[str]:
    files = unpack(data)
    yield f"holds: the archive is canonical; its SHA-256 is {sha256(data).hexdigest()}"
    documents = {name: read(name, content) for name, content in files.items()}
    whole = {**documents}
    first = (documents.pop(name, None) for name in FIRST)
    manifest, ledger, lottery, certificate, announcement, numbering, draw, reserve = first
    fit(manifest, MANIFEST, "manifest.json")
    digests = {name: sha256(files[name]).hexdigest() for name in [*files][1:]}
    fit(manifest["files"], digests, "manifest.json, files")
    yield f"holds: {len(digests)} files as the manifest of {show(manifest['title'])!r} names them"

    need((lottery is None) == (draw is None), "the lottery and the draw are not both there")
    if lottery is None:
        alone = {certificate is None, announcement is None, numbering is None, reserve is None}
        need(alone == {True}, "there is a file about a lottery, but no lottery")
        need(documents != {}, "the bundle holds nothing to check")
        need(commitment is None, "the bundle holds no lottery to compare the commitment with")
    else:
        yield from check_lottery(lottery)
        yield from check_certificate(certificate, lottery)
        if commitment is None:
            yield "not checked: that the commitment was published before the seed; compare it"
        else:
            need(lottery["commitment"] == commitment, "the commitment given is not this bundle's")
            yield "holds: the commitment is the one given"
        if numbering is not None:
            yield from check_numbering(numbering, lottery)
        yield from check_draw(draw, lottery, numbering)
        fit(draw["announcement"], announcement and digest(announcement), "the announcement")
        if announcement is not None:
            yield from check_announcement(announcement, draw, numbering)
        if reserve is not None:
            lots = lots_of(draw, numbering, "reserves measured")
            yield from check_reserve(reserve, draw, lottery, lots)
    for name, vote in documents.items():
        yield from check_vote(vote, name)
    if documents:
        yield "not checked: who cast the ballots; no bundle can show that"
    whole.pop("ledger.json", None)
    yield from check_ledger(ledger, whole, noted)
    yield "Everything that a stranger can check in this bundle holds."
