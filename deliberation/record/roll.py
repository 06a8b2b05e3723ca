"""How the roll of a vote differs from the one that was frozen first: exceptions on the record.

A roll is frozen when a vote is opened, so that nobody gets a voice while others cast. Cards that
are handed out between two votes are for the later one, and whoever reads the record should see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Entries = Iterable[tuple[str, Mapping[str, Any]]]
"""Kinds and payloads of the entries of a ledger, in their order."""


@dataclass(frozen=True, slots=True)
class Late:
    """What happened to the roll after it was first frozen.

    Args:
        added: cards that were handed out since.
        revoked: cards that lost their voice since.
    """

    added: int
    revoked: int


def late(entries: Entries) -> tuple[Late, ...]:
    """For each entry what had happened to the roll by then, since a vote was first opened.

    >>> some = {"issued": 30, "revoked": 0}, {"issued": 32, "revoked": 1}
    >>> said = [("cards", some[0]), ("opened", {}), ("cards", some[1]), ("opened", {})]
    >>> [(one.added, one.revoked) for one in late(said)]
    [(0, 0), (0, 0), (2, 1), (2, 1)]
    """
    now, first, found = (0, 0), None, []
    for kind, said in entries:
        if kind == "cards":
            now = said["issued"], said["revoked"]
        elif kind == "opened":
            first = first or now
        then = first or now
        found.append(Late(now[0] - then[0], now[1] - then[1]))
    return tuple(found)


def late_for(entries: Entries, vote_id: str) -> Late:
    """The same when the vote was opened; nothing if it was not."""
    kept = [*entries]
    for (kind, said), changed in zip(kept, late(kept), strict=True):
        if kind == "opened" and said["vote"] == vote_id:
            return changed
    return Late(0, 0)
