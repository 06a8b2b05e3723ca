"""Urns, apart from everything else: a backup holds them locked, or not at all.

Whoever has sealed ballots under their slots and, one day, the shares, reads them. A database loses
its sealed ballots by the purge; a backup that was forgotten in a drawer does not. So they stand in
a part of their own, which opens only with a key that lies elsewhere and is destroyed at the purge.
The ballots of a vote that is decided, or given up, are needed no more, and are in no backup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from deliberation.backup.table import Contents, Row, Table
from deliberation.errors import InvalidInputError

KEYS = "urn_key"  # what the table of the signing keys is called in the part of its own
KEY_COLUMNS = {"vote_id": "text", "signing": "bytes"}
BALLOTS = "sealed_ballot"


@dataclass(frozen=True, slots=True)
class Urns:
    """What is kept apart: the sealed ballots of votes that are not decided, and their keys.

    Args:
        votes: their ids, sorted.
        keys: the key that signs receipts, by vote.
        ballots: the sealed ballots.
    """

    votes: tuple[str, ...]
    keys: Table
    ballots: Table

    def count(self, vote_id: str) -> int:
        """How many sealed ballots of a vote there are."""
        return self.ballots.column("vote_id").count(vote_id)


def part(contents: Contents) -> tuple[Contents, Urns | None]:
    """What may be kept in the clear, and the urns; ``None`` where none is needed."""
    votes = _needed(contents)
    tables = [_cleared(table) for table in contents.tables]
    if not votes:
        return Contents(contents.revision, tuple(tables)), None
    by_name = {table.name: table for table in contents.tables}
    keys = [
        (urn["vote_id"], urn["signing"])
        for urn in by_name["urn"].records()
        if urn["vote_id"] in votes
    ]
    ballots = by_name[BALLOTS]
    held = ballots.with_rows(_of(ballots, votes))
    urns = Urns(votes, Table(KEYS, KEY_COLUMNS, tuple(keys)), held)
    return Contents(contents.revision, tuple(tables)), urns


def join(clear: Contents, urns: Urns) -> Contents:
    """What ``part`` took apart, but for the ballots of votes that were decided.

    Raises:
        InvalidInputError: the urns are not those of these contents.
    """
    signing = {record["vote_id"]: record["signing"] for record in urns.keys.records()}
    known = {urn["vote_id"] for urn in clear.records("urn")}
    strangers = {*signing, *urns.ballots.column("vote_id")} - known
    if strangers or {*signing} != {*urns.votes}:
        raise InvalidInputError(["the urns in the backup are not those of its votes"])
    tables = []
    for table in clear.tables:
        if table.name == "urn":
            place, own = [*table.columns].index("signing"), [*table.columns].index("vote_id")
            rows = [(*r[:place], signing.get(r[own]), *r[place + 1 :]) for r in table.rows]
            table = table.with_rows(rows)
        tables.append(urns.ballots if table.name == BALLOTS else table)
    return Contents(clear.revision, tuple(tables))


def _needed(contents: Contents) -> tuple[str, ...]:
    """The votes whose sealed ballots are still to be counted, or to be cast."""
    decided = {one["vote_id"] for one in contents.records("opening") if not one["decision"]}
    entries = contents.records("ledger")
    given_up = {one["payload"]["vote"] for one in entries if one["kind"] == "abandoned"}
    there = {urn["vote_id"] for urn in contents.records("urn") if urn["signing"] is not None}
    return tuple(sorted(there - decided - given_up))


def _cleared(table: Table) -> Table:
    """The *table* without what is kept apart."""
    if table.name == BALLOTS:
        return table.with_rows(())
    if table.name == "urn":
        place = [*table.columns].index("signing")
        return table.with_rows((*row[:place], None, *row[place + 1 :]) for row in table.rows)
    return table


def _of(table: Table, votes: tuple[str, ...]) -> Iterable[Row]:
    wanted = zip(table.column("vote_id"), table.rows, strict=True)
    return (row for vote_id, row in wanted if vote_id in votes)
