"""The bundle: one archive with everything a stranger needs to check an assembly.

The archive is canonical, so that equal content is equal bytes: its digest can be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import digest, from_file, to_file
from deliberation.record.ledger import Entry, check_documents, encode_ledger

FORMAT = "deliberation bundle 1"
MANIFEST = "manifest.json"
FIRST = (
    *(MANIFEST, "ledger.json", "lottery.json", "certificate.json", "announcement.json"),
    *("numbering.json", "draw.json", "reserve.json", "replacement.json"),
)
VOTE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
LARGEST = 2**26  # bytes; the checker reads no more


def bundle(
    title: str,
    *,
    ledger: Sequence[Entry] = (),
    lottery: Mapping[str, Any] | None = None,
    certificate: Mapping[str, Any] | None = None,
    announcement: Mapping[str, Any] | None = None,
    numbering: Mapping[str, Any] | None = None,
    draw: Mapping[str, Any] | None = None,
    reserve: Mapping[str, Any] | None = None,
    replacement: Mapping[str, Any] | None = None,
    votes: Iterable[Mapping[str, Any]] = (),
    urns: Iterable[Mapping[str, Any]] = (),
    boards: Iterable[Mapping[str, Any]] = (),
    lists: Iterable[Mapping[str, Any]] = (),
    wordings: Iterable[Mapping[str, Any]] = (),
) -> bytes:
    """The bytes of ``bundle.zip`` with the documents given.

    Args:
        ledger: of the assembly, from its beginning; nothing where there is none.
        urns: of the sealed votes that were opened, as ``urn.encode_urn`` writes them.
        boards: of those that were closed, as ``urn.encode_board`` writes them.
        lists: of votes whose mode publishes ballots, as ``ballot_list.encode_list`` writes them.
        wordings: of votes that were opened, as ``wordings.encode_wordings`` writes them.

    Raises:
        BrokenLedgerError: the ledger is no unbroken chain, or sealed another document.
        InvalidInputError: there is a lottery without a draw or a draw without its lottery, the
            draw goes with another announcement or numbering, the certificate is another lottery's
            or would tell whose withheld answers are alike, the reserve list is another draw's,
            the replacements are another lottery's, there is nothing at all, two votes share an
            id, an id cannot name a file, a board is without its urn, or a vote was counted from an
            urn without a board.
    """
    votes, urns, boards, lists = [*votes], [*urns], [*boards], [*lists]
    wordings = [*wordings]
    beside = {"announcement": announcement, "numbering": numbering}
    problems = [*_problems(lottery, beside, draw, votes, [*urns, *lists, *wordings])]
    problems += _problems_of_certificate(certificate, lottery)
    problems += _problems_of_boards(votes, urns, boards)
    if reserve is not None and (draw is None or reserve["draw"] != digest(draw)):
        problems.append("the reserve list is that of another draw")
    if replacement and (lottery or {}).get("commitment") != replacement["commitment"]:
        problems.append("the replacements are those of another lottery")
    if problems:
        raise InvalidInputError(problems)
    sealed = encode_ledger(ledger) if ledger else None
    documents = {"ledger.json": sealed, "lottery.json": lottery, "certificate.json": certificate}
    documents |= {"announcement.json": announcement, "numbering.json": numbering}
    documents |= {"draw.json": draw, "reserve.json": reserve}
    documents |= {"replacement.json": replacement}
    documents |= {vote_name(vote["id"]): vote for vote in votes}
    documents |= {vote_name(urn["vote"] + ".urn"): urn for urn in urns}
    documents |= {vote_name(board["vote"] + ".board"): board for board in boards}
    documents |= {vote_name(each["vote"] + ".list"): each for each in lists}
    documents |= {vote_name(each["vote"] + ".wording"): each for each in wordings}
    given = {name: document for name, document in documents.items() if document}
    check_documents(ledger, given)
    files = {name: to_file(document) for name, document in given.items()}
    manifest = {
        "format": FORMAT,
        "title": title,
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    data = _archive({MANIFEST: to_file(manifest)} | files)
    if len(data) > LARGEST:
        raise InvalidInputError([f"the bundle is larger than {LARGEST} bytes; publish it in parts"])
    return data


def unbundle(data: bytes) -> dict[str, dict[str, Any]]:
    """The documents of a bundle by file name, the manifest first.

    What they say is not checked here: that is for ``deliberation.verify``.

    Raises:
        InvalidInputError: *data* is not a bundle, or was changed since it was written.
    """
    if len(data) > LARGEST:
        raise InvalidInputError([f"the bundle is larger than {LARGEST} bytes"])
    files = _entries(data)
    if _archive(files) != data or next(iter(files), None) != MANIFEST:
        raise InvalidInputError(
            ["the archive was changed or packed again; take the bundle as it was published"]
        )
    documents = {name: from_file(content, name=name) for name, content in files.items()}
    manifest = documents[MANIFEST]
    if manifest.get("format") != FORMAT:
        raise InvalidInputError([f"this is not a bundle: its format is not {FORMAT!r}"])
    named = {name: sha256(content).hexdigest() for name, content in files.items()}
    if manifest.get("files") != {name: hex for name, hex in named.items() if name != MANIFEST}:
        raise InvalidInputError(["the files in the bundle are not those that its manifest names"])
    return documents


def vote_name(id: str) -> str:
    """The name of a vote's file; that of an urn, a board or the like adds a word to the id."""
    return f"votes/{id}.json"


def _problems(
    lottery: Mapping[str, Any] | None,
    beside: Mapping[str, Mapping[str, Any] | None],
    draw: Mapping[str, Any] | None,
    votes: list[Mapping[str, Any]],
    others: list[Mapping[str, Any]],
) -> Iterable[str]:
    if (lottery is None) != (draw is None):
        yield "a lottery and its draw are published together"
    elif lottery and draw and lottery["commitment"] != draw["commitment"]:
        yield "the draw was made from another lottery"
    for name, document in beside.items():
        if (draw or {}).get(name) != (None if document is None else digest(document)):
            yield f"the draw goes with another {name}, or with none"
    if lottery is None and not votes and not others:
        yield "there is nothing to publish yet: no draw and no vote"
    ids = [vote["id"] for vote in votes]
    yield from (
        f"the vote id {id!r} cannot name a file; use letters, digits, - and _"
        for id in ids
        if not VOTE_ID.fullmatch(id)
    )
    if len(set(ids)) < len(ids):
        yield "two votes share an id"


def _problems_of_certificate(
    certificate: Mapping[str, Any] | None, lottery: Mapping[str, Any] | None
) -> Iterable[str]:
    if certificate is None:
        return
    if lottery is None or certificate["commitment"] != lottery["commitment"]:
        yield "the certificate is that of another lottery"
    elif any("digest" in person for person in lottery["people"]):
        yield "a certificate tells who answered alike; it is published only with the answers"


def _problems_of_boards(
    votes: list[Mapping[str, Any]], urns: list[Mapping[str, Any]], boards: list[Mapping[str, Any]]
) -> Iterable[str]:
    sealed, shown = ({document["vote"] for document in some} for some in (urns, boards))
    for id in sorted(shown - sealed):
        yield f"the vote {id!r} has a board and no urn"
    for id in sorted(({vote["id"] for vote in votes} & sealed) - shown):
        yield f"the vote {id!r} was counted from an urn without a board"


def _archive(files: Mapping[str, bytes]) -> bytes:
    """The canonical archive: stored, with one fixed time, in the order that the page says."""
    order = [name for name in FIRST if name in files]
    order += sorted(name for name in files if name not in FIRST)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in order:
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def _entries(data: bytes) -> dict[str, bytes]:
    """The archive's files; ``{}`` where two share a name, which no canonical archive has."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(info.compress_type != ZIP_STORED for info in infos):
                return {}
            return {info.filename: archive.read(info) for info in infos}
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise InvalidInputError(["this is not a bundle: it cannot be read as an archive"]) from None
