"""What must hold of a backup before it is restored, beyond the form of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from deliberation.backup.table import Contents
from deliberation.errors import InvalidInputError
from deliberation.record.ledger import Entry, check_chain


def require_sound(contents: Contents, *, noted: Iterable[str] = ()) -> None:
    """Pass on if every ledger is an unbroken chain, and none is older than what was *noted*.

    Args:
        noted: digests of entries that somebody wrote down; a backup without one of them was made
            before it, or elsewhere.

    Raises:
        BrokenLedgerError: a chain is broken.
        InvalidInputError: a digest that was noted is on no ledger.
    """
    chains = ledgers(contents)
    for entries in chains.values():
        check_chain(entries)
    there = {entry.digest for entries in chains.values() for entry in entries}
    if missing := [digest for digest in noted if digest.lower() not in there]:
        raise InvalidInputError(
            f"no ledger in this backup has the entry {digest}: it was made before that entry was "
            "noted, or of another assembly; take a later one"
            for digest in missing
        )


def ledgers(contents: Contents) -> dict[str, list[Entry]]:
    """The ledger of each assembly that has one, in its order."""
    chains: dict[str, list[Entry]] = defaultdict(list)
    for row in contents.records("ledger"):
        entry = Entry(row["index"], row["kind"], row["payload"], row["previous"], row["digest"])
        chains[row["assembly_id"]].append(entry)
    return {
        assembly_id: sorted(entries, key=lambda entry: entry.index)
        for assembly_id, entries in chains.items()
    }
