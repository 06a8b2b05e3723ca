"""Attacks on a sealed vote that was held on the pages, with all that it leaves behind."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, create_engine, inspect, text

from deliberation import urn
from deliberation.store import open_store
from tests.attacks import matcher, traces
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.meeting import NAMES, ROOT, Meeting, a_meeting, everything_in
from tests.attacks.site import Place


def all_of_them(place: Place, *, voters: int) -> Iterator[Attempt]:
    """A sealed vote from its key to its purge, and the attacks at each stage."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with a_meeting(place.new(folder), folder, voters=voters) as meeting:
            meeting.key()
            copies = [cast_and_copied(meeting, voter) for voter in range(voters)]
            yield told_by_length(meeting, place)
            rows = [*in_order(meeting.url), by_copies(meeting, copies)]
            yield linked(meeting, rows, place)
            if place.cluster is not None:
                yield in_one_transaction(meeting, place)
            yield backed_up(meeting, place)
            yield traces.found(
                meeting, heap(meeting, place), "tables, files and logs", named=place.name
            )
            meeting.close()
            meeting.unseal()
            seen = features(meeting, rows[-1])
            yield matcher.matched(seen, meeting.ballots, NAMES, place.name)
            yield from purged(meeting, place)


def cast_and_copied(meeting: Meeting, voter: int) -> bytes:
    """Every file of the server after this voter has cast: the database and its log, on SQLite."""
    meeting.cast(voter)
    return meeting.written()


def told_by_length(meeting: Meeting, place: Place) -> Attempt:
    """Of the form, the answer to the post and the receipt, headers included."""
    commonest = max(set(meeting.lengths), key=meeting.lengths.count)
    what = f"the lengths of a voter's pages are others than most have ({place.name})"
    return attempt(what, (lengths != commonest for lengths in meeting.lengths))


def in_order(url: str) -> list[list[bytes]]:
    """The sealed ballots in each order that the database remembers."""
    engine = create_engine(url)
    with engine.connect() as connection:
        marks = {*inspect(connection).get_table_names()} - {"sealed_ballot"}
        found = orders(connection, sorted(marks), "sealed_ballot", "sealed")
    engine.dispose()
    return found


def orders(
    connection: Connection, marks: Sequence[str], ballots: str, column: str
) -> list[list[bytes]]:
    """Rows of *ballots* in each order: by the transactions of other rows, or as they lie."""
    if connection.dialect.name == "postgresql":
        found = [traces.by_transaction(connection, mark, ballots, column) for mark in marks]
        lying = connection.scalars(text(f"SELECT {column} FROM {ballots} ORDER BY ctid"))
        return [*found, [bytes(row) for row in lying]]
    return [traces.by_order(connection, ballots, column)]


def by_copies(meeting: Meeting, copies: Sequence[bytes]) -> list[bytes]:
    """The sealed ballots in the order in which copies of the files first show them."""
    with open_store(meeting.url) as begin, begin.reading() as store:
        return traces.by_replay(copies, [*store.sealed("v1").values()])


def linked(meeting: Meeting, rows: Sequence[Sequence[bytes]], place: Place) -> Attempt:
    """Who watched the door reads, in each of these orders, the choice of each voter."""
    kept = [order for order in rows if len(order) == len(meeting.ballots)]
    return Attempt(
        f"a voter is linked to a choice by transactions, order, copies ({place.name})",
        len(kept) * len(meeting.ballots),
        sum(traces.linked(meeting.ballots, order) for order in kept),
    )


def in_one_transaction(meeting: Meeting, place: Place) -> Attempt:
    """In PostgreSQL's own log: transactions that write a sealed ballot, and anything else."""
    assert place.cluster is not None
    cluster = place.cluster
    told = traces.wal_dump(cluster.programs, cluster.folder / "data" / "pg_wal")
    touched: dict[str, set[str]] = {}
    for line in told.splitlines():
        if (found := traces.RECORD.search(line)) is not None and "Heap" in line:
            touched.setdefault(found["xid"], set()).add(found["relation"])
    ours = traces.relation(meeting.url, "sealed_ballot")
    locked = traces.relation(meeting.url, "vote")  # one row, which every cast locks
    casts = [relations - locked for relations in touched.values() if ours & relations]
    what = f"pg_waldump shows a cast beside another table's row ({place.name})"
    return attempt(what, (bool(relations - ours) for relations in casts))


def backed_up(meeting: Meeting, place: Place) -> Attempt:
    """A backup with its urns, and the key that locks them."""
    with tempfile.TemporaryDirectory() as folder:
        words = [
            "backup",
            f"{folder}/a.backup",
            "--key",
            f"{folder}/key/k",
            "--database",
            meeting.url,
        ]
        Path(folder, "key").mkdir()
        subprocess.run(
            [sys.executable, "-m", "deliberation.cli", *words],
            check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        return traces.found(meeting, everything_in(Path(folder)), "a backup", named=place.name)


def heap(meeting: Meeting, place: Place) -> bytes:
    """Every table, and every file of server and database, its log and temporary files included."""
    parts = [traces.dump(meeting.url), meeting.written()]
    if place.cluster is not None:
        parts.append(everything_in(place.cluster.folder))
    return b"\n".join(parts)


def features(meeting: Meeting, since: Sequence[bytes]) -> matcher.Floats:
    """A row of numbers for each voter: log of accesses, roll, place in the urn and on the board.

    Args:
        since: the sealed ballots in the order in which they appeared.
    """
    with open_store(meeting.url) as begin, begin.reading() as store:
        kept, board = store.sealed("v1"), store.board("v1")
    assert board is not None
    entries = [entry.name for entry in board.entries]
    rows = []
    for n, slot in enumerate(meeting.slots):
        sealed = kept[slot]
        place = entries.index(urn.blinded("v1", slot))
        row = [n, *meeting.seconds[n], *meeting.lengths[n], len(sealed), since.index(sealed)]
        rows.append(
            [*row, place, *bytes.fromhex(slot[:8]), *board.entries[place].leaf[:4], *sealed[:8]]
        )
    return np.array(rows, float)


def purged(meeting: Meeting, place: Place) -> Iterator[Attempt]:
    """What is left after the purge, in tables and files, and in the server once it is restarted."""
    with open_store(meeting.url) as begin, begin.reading() as store:
        kept = [*store.sealed("v1").values()]
    meeting.purge()
    left = meeting.written() + traces.dump(meeting.url)
    yield attempt(
        f"a sealed ballot is left in tables or SQLite's files after the purge ({place.name})",
        (ballot in left for ballot in kept),
    )
    after = heap(meeting, place)
    yield traces.found(meeting, after, "what is left after the purge", named=place.name)
    meeting.restart()
    meeting.voters[0].get("/ballots")
    meeting.anna.get("/facilitator/a1/votes/v1")
    memory = meeting.memory()
    yield traces.found(meeting, memory, "memory after purge and restart", named=place.name)
