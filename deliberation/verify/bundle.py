"""The whole bundle: what holds of it, and what a stranger cannot check."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NoReturn, TextIO

from .archive import LARGEST, unpack
from .board import check_boards
from .documents import BundleError, fit, need, read, show
from .draws import check_draws
from .forms import check_forms
from .ledger import check_ledger
from .listed import check_lists
from .votes import check_vote


def check(data: bytes, *, commitment: str | None = None, noted: str | None = None) -> list[str]:
    """One line for each thing that holds of a bundle, and for each that cannot be checked.

    Args:
        commitment: what was published before the seed existed.
        noted: the digest of an entry of the ledger, as it was written down at the time.

    Raises:
        BundleError: the first thing that does not hold, in one sentence.
    """
    try:
        return [*_lines(data, *(text and text.strip().lower() for text in (commitment, noted)))]
    except RecursionError:
        raise BundleError("a document is nested too deeply") from None


def main(argv: Sequence[str] | None = None) -> int:
    """Print what holds of the bundle named on the command line, and what its receipts are.

    0 if everything holds, 1 if something does not; else the status of the gravest receipt.
    """
    try:
        parser = _Parser(prog="verify", description="Check a published bundle.")
        parser.add_argument("bundle", type=Path, help="the file bundle.zip")
        parser.add_argument("--commitment", help="the digest published before the seed existed")
        parser.add_argument("--noted", help="a digest of the ledger that was written down before")
        parser.add_argument("--receipt", action="append", default=[], help="a receipt's code")
        given = vars(parser.parse_args(argv))
        path, codes = given.pop("bundle"), given.pop("receipt")
        with path.open("rb") as file:
            lines = check(data := file.read(LARGEST + 1), **given)
        found = _looked_up(data, codes) if codes else []
    except OSError as error:
        _say(f"{str(path)!r} cannot be read: {error.strerror}", sys.stderr)
    except BundleError as problem:
        _say(f"does not hold: {problem}", sys.stderr)
    else:
        lines += [f"receipt {n}: {words}" for n, (_, words) in enumerate(found, start=1)]
        _say("\n".join(lines), sys.stdout)
        return min((status for status, _ in found if status), default=0)
    return 1


def _looked_up(data: bytes, codes: list[str]) -> list[tuple[int, str]]:
    """The status and the words for each receipt; only this needs more than Python."""
    try:
        from .receipts import look_up
    except ImportError:
        raise BundleError("a receipt is looked up with the library cryptography") from None
    docs = {name: read(name, content) for name, content in unpack(data).items()}
    return [look_up(code, docs) for code in codes]


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
    docs = {name: read(name, content) for name, content in files.items()}
    digests = {name: sha256(files[name]).hexdigest() for name in [*files][1:]}
    fit(docs["manifest.json"].get("files"), digests, "manifest.json, files")
    need(digests.keys() - {"ledger.json"} != set(), "the bundle holds nothing to check")
    check_forms(docs)
    title = show(docs["manifest.json"]["title"])
    yield f"holds: {len(digests)} files as the manifest of {title!r} names them"
    yield from check_draws(docs)
    votes = [name for name in docs if name.startswith("votes/") and name.count(".") == 1]
    for name in votes:
        yield from check_vote(docs[name], name, listed=name.replace(".json", ".list.json") in docs)
    yield from check_boards(docs)
    yield from check_lists(docs)
    if votes:
        yield "not checked: who cast the ballots; no bundle can show that"
    if commitment is not None:
        made = docs.get("lottery.json", {"commitment": None})["commitment"]
        need(made is not None, "the bundle holds no lottery to compare the commitment with")
        need(made == commitment, "the commitment given is not this bundle's")
        yield "holds: the commitment is the one given"
    elif "lottery.json" in docs:
        yield "not checked: that the commitment was published before the seed; compare it"
    yield from check_ledger(docs, noted)
    yield "Everything that a stranger can check in this bundle holds."
