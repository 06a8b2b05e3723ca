"""The database: whether it answers, is up to date, and keeps what it acknowledged."""

from __future__ import annotations

from collections.abc import Iterator

from deliberation.cli.checkup.finding import Finding, look, ok, wrong
from deliberation.store import Condition

RESTORE = "stop serving, and restore the last backup into a new file"
BACK_UP = "make a backup, then start `deliberation serve`, which brings it up to date"


def of_database(found: Condition) -> Iterator[Finding]:
    """What is to be said of a database that answers."""
    yield ok("database", f"{found.kind} {found.version} answers")
    yield _migration(found)
    if found.kind == "PostgreSQL":
        yield _keeps(found)
        yield _connections(found)
        return
    if found.faults:
        yield wrong("database", f"the file is damaged ({found.faults[0]})", RESTORE)
    if found.journal != "wal":
        said = f"its journal is {found.journal!r}, and readers would wait for writers"
        yield look("database", said, "`deliberation serve` turns on WAL when it starts")


def _migration(found: Condition) -> Finding:
    """Whether its tables are those of this code."""
    if found.revision == found.newest:
        return ok("migration", found.newest)
    if found.revision is None:
        return look("migration", "none yet", "`deliberation serve` makes the tables")
    if found.is_known:
        return look("migration", f"{found.revision}, and this program's is {found.newest}", BACK_UP)
    said = f"{found.revision} is of a newer program than this"
    return wrong("migration", said, "install that, and never go back")


def _keeps(found: Condition) -> Finding:
    """Whether a ballot that was acknowledged outlives a cut of the power."""
    if found.turned_off:
        said = f"{', '.join(found.turned_off)} are off, so a cut of the power loses ballots"
        return wrong("durable", said, "turn them on in postgresql.conf, and reload it")
    return ok("durable", "it waits for the disk before a ballot is acknowledged")


def _connections(found: Condition) -> Finding:
    """For how many processes its connections suffice."""
    said = f"the connections suffice for {found.processes} workers, if no other program has any"
    if found.processes < 1:
        return wrong("connections", said, "raise max_connections in postgresql.conf")
    return ok("connections", said)
