"""Attacks on what a sealed vote leaves behind: planted choices are looked for, and voters linked.

Whoever attacks has every file and every table, watched who came when, and copied the database after
each ballot. What only voters and holders know is planted: choices, tokens, words, the key.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import Connection, create_engine, inspect, text

from deliberation import urn
from deliberation.store import open_store
from deliberation.voting import Ranking
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.meeting import NAMES, Meeting, fields_of

Secrets = Mapping[str, Sequence[bytes]]


def secrets_of(meeting: Meeting) -> Secrets:
    """What nobody may find, by what it tells, as text and as the pages send it."""
    with open_store(meeting.url) as begin, begin.reading() as store:
        box = store.urn("v1")
    assert box is not None
    key = urn.join(meeting.shares, box).private.private_bytes_raw()
    parts = [share.words[6:12] for share in meeting.shares]
    forms = [fields_of(ballot) for ballot in meeting.ballots]
    return {
        "a choice": [
            *(urn.encode(ballot) for ballot in meeting.ballots),
            *(("do=cast&" + urlencode(form)).encode() for form in forms),
        ],
        "the key": [key, key.hex().encode()],
        "a share": [
            mark.join(words).encode() for words in parts for mark in (" ", "+", "</li><li>")
        ],
    }


def found(meeting: Meeting, heap: bytes, where: str, *, named: str) -> Attempt:
    """How many of the planted secrets are in *heap*."""
    secrets = [secret for some in secrets_of(meeting).values() for secret in some]
    what = f"a choice, the key or a share is found in {where} ({named})"
    return attempt(what, (secret in heap for secret in secrets))


def tables(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the order in which the database gives them."""
    names = inspect(connection).get_table_names()
    return {
        name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))]
        for name in names
    }


def dump(url: str) -> bytes:
    """Every value of every table, bytes as they are."""
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = [row for some in tables(connection).values() for row in some]
    engine.dispose()
    values = [value for row in rows for value in row]
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for value in values
    )


def linked(ballots: Sequence[Ranking], rows: Iterable[bytes]) -> int:
    """How many voters' choices are read in the rows that were linked to them, in their order."""
    return sum(ballot == reads(row) for ballot, row in zip(ballots, rows, strict=True))


def reads(row: bytes) -> Ranking | None:
    """The one ballot that the bytes of a row say, as far as a thief can tell."""
    spoken = sorted((row.find(name.encode()), name) for name in NAMES if name.encode() in row)
    return Ranking(tuple(name for _, name in spoken)) if spoken else None


def by_transaction(connection: Connection, marks: str, ballots: str, column: str) -> list[bytes]:
    """Rows of the table *ballots* in the order of the rows of *marks* that bear the same ``xmin``.

    Where none does, in the order of their own ``xmin``.
    """
    joined = text(
        f"SELECT b.{column} FROM {marks} m JOIN {ballots} b ON b.xmin::text = m.xmin::text "
        "ORDER BY m.xmin::text::bigint, m.ctid"
    )
    rows = [*connection.scalars(joined)]
    own = text(f"SELECT {column} FROM {ballots} ORDER BY xmin::text::bigint, ctid")
    return [bytes(row) for row in rows or connection.scalars(own)]


def by_order(connection: Connection, ballots: str, column: str) -> list[bytes]:
    """Rows in the order of casting, as SQLite keeps it: row ids, or else as they stand."""
    known = "rowid" if has_row_ids(connection, ballots) else "1"
    rows = connection.scalars(text(f"SELECT {column} FROM {ballots} ORDER BY {known}"))
    return [bytes(row) for row in rows]


def has_row_ids(connection: Connection, table: str) -> bool:
    """Whether SQLite numbers the rows of a table."""
    made = connection.scalar(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}
    )
    return "WITHOUT ROWID" not in str(made).upper()


def by_replay(copies: Sequence[bytes], rows: Sequence[bytes]) -> list[bytes]:
    """Rows in the order in which they first appear in copies taken after each ballot."""
    since = {row: next((n for n, copy in enumerate(copies) if row in copy), -1) for row in rows}
    return sorted(rows, key=lambda row: since[row])


RECORD = re.compile(r"tx: +(?P<xid>[0-9]+),.*rel (?P<relation>[0-9]+/[0-9]+/[0-9]+)")
"""The number of a transaction, and the table that it writes to, in a line of ``pg_waldump``."""


def relation(url: str, table: str) -> set[str]:
    """How PostgreSQL's log calls a table: table space, database, file."""
    engine = create_engine(url)
    with engine.connect() as connection:
        named = connection.execute(
            text(
                "SELECT coalesce(nullif(c.reltablespace, 0), d.dattablespace), d.oid, "
                "pg_relation_filenode(c.oid) FROM pg_class c, pg_database d "
                "WHERE c.relname = :table AND d.datname = current_database()"
            ),
            {"table": table},
        ).one()
    engine.dispose()
    return {"/".join(map(str, named))}


def wal_dump(programs: Path, wal: Path) -> str:
    """What ``pg_waldump`` tells of every record in the log."""
    segments = sorted(path for path in wal.iterdir() if len(path.name) == 24)
    done = subprocess.run(
        [programs / "pg_waldump", "--path", wal, segments[0].name, segments[-1].name],
        capture_output=True,
        check=False,
        text=True,
    )  # fmt: skip - it ends with an error where the log ends
    return done.stdout
