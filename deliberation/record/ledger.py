"""The ledger of an assembly: everything that decides, in its order, each entry sealing the last.

An entry's digest covers the digest of the entry before it, so the last one covers them all: whoever
has noted it can tell whether anything before it was changed, dropped or moved. The table of what
entries say is ``kinds``.

Source: S. Haber & W. S. Stornetta, "How to time-stamp a digital document", Journal of Cryptology 3
(1991), section 5.1, with the digests published instead of sent to the next client.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from deliberation.errors import BrokenLedgerError
from deliberation.record.canonical import digest
from deliberation.record.kinds import DOCUMENTS, require_kind

FORMAT = "deliberation ledger 1"
GENESIS = "0" * 64  # what the first entry follows


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was kept, whether or not it follows from the one before it.

    Args:
        index: from 0.
        kind: a key of ``KINDS``.
        payload: what the kind says, in JSON's own values.
        previous: the digest of the entry before.
        digest: of everything else.
    """

    index: int
    kind: str
    payload: Mapping[str, Any] = field(hash=False)
    previous: str
    digest: str


def following(last: Entry | None, kind: str, payload: Mapping[str, Any]) -> Entry:
    """The entry that follows *last*, or that begins a ledger.

    Raises:
        InvalidInputError: there is no such *kind*, or the *payload* is not what it says.
    """
    require_kind(kind, payload)
    index, previous = (0, GENESIS) if last is None else (last.index + 1, last.digest)
    return Entry(index, kind, payload, previous, entry_digest(index, kind, payload, previous))


def entry_digest(index: int, kind: str, payload: Mapping[str, Any], previous: str) -> str:
    """SHA-256 over the canonical JSON of an entry without its digest."""
    return digest({"index": index, "kind": kind, "payload": payload, "previous": previous})


def check_chain(entries: Iterable[Entry]) -> None:
    """Pass on if the *entries* are one unbroken chain from the first.

    Raises:
        BrokenLedgerError: at the first entry that does not follow from the one before it.
    """
    previous = GENESIS
    for index, entry in enumerate(entries):
        made = entry_digest(index, entry.kind, entry.payload, previous)
        if (entry.index, entry.previous, entry.digest) != (index, previous, made):
            raise BrokenLedgerError(index)
        previous = made


def check_documents(
    entries: Iterable[Entry], documents: Mapping[str, Mapping[str, Any]]
) -> None:  # fmt: skip
    """Pass on if each of the *documents* that an entry is about is still the one it sealed.

    Args:
        documents: by the names of their files.

    Raises:
        BrokenLedgerError: at the first entry whose document is another now.
    """
    for entry in entries:
        name = DOCUMENTS.get(entry.kind, "").format(**entry.payload)
        if name in documents and digest(documents[name]) != entry.payload["document"]:
            raise BrokenLedgerError(entry.index)


def encode_ledger(entries: Sequence[Entry]) -> dict[str, Any]:
    """The document ``ledger.json``.

    Raises:
        BrokenLedgerError: the entries are no unbroken chain.
    """
    check_chain(entries)
    return {"format": FORMAT, "entries": [_shown(entry) for entry in entries]}


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "index": entry.index,
        "kind": entry.kind,
        "payload": dict(entry.payload),
        "previous": entry.previous,
        "digest": entry.digest,
    }
