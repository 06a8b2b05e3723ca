"""In which condition a database is, without changing anything in it.

Unlike ``open_store`` it makes no file and runs no revision, so it may be asked at any time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, text

from deliberation.errors import InvalidInputError
from deliberation.store.durable import turned_off
from deliberation.store.engine import CONNECTIONS, for_reading, in_memory, make_engine
from deliberation.store.keeping import speaking_of
from deliberation.store.migrate import known, newest
from deliberation.store.shape import revision_of

OURS = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found out about a database.

    Args:
        kind: ``"SQLite"`` or ``"PostgreSQL"``.
        version: of the library, or of the server.
        revision: the revision of its tables; ``None`` where there are none of ours.
        newest: the revision that this code is written for.
        is_known: whether this code knows the revision, so that it can bring it up to date.
        file: where it is, on SQLite.
        journal: how SQLite keeps what is written until it is safe: ``"wal"``.
        faults: what SQLite finds wrong with the file.
        turned_off: settings of PostgreSQL without which a cut of the power loses ballots.
        clock: what time it is there, on PostgreSQL.
        processes: how many processes of ours the connections suffice for, on PostgreSQL.
    """

    kind: str
    version: str
    revision: str | None
    newest: str
    is_known: bool
    file: Path | None = None
    journal: str = ""
    faults: tuple[str, ...] = ()
    turned_off: tuple[str, ...] = ()
    clock: datetime | None = None
    processes: int = 0


def examine(url: str) -> Condition:
    """The condition of the database at *url*.

    Raises:
        InvalidInputError: nothing answers there, or it is no database.
    """
    engine = make_engine(url)
    if engine.dialect.name == "postgresql":
        return _of_server(engine)
    engine.dispose()
    if in_memory(engine.url):
        raise InvalidInputError(["a database in memory ends with its process; name a file"])
    return _of_file(Path(engine.url.database or ""))


def _of_file(file: Path) -> Condition:
    """The condition of an SQLite database, which is only read."""
    if not file.exists():
        raise InvalidInputError([f"there is no database {file}; check the path"])
    used = Path(f"{file}-wal").exists()  # else SQLite would make that file, and leave it behind
    address = f"file:{quote(str(file.absolute()))}?{'mode=ro' if used else 'immutable=1'}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
            faults = [row[0] for row in connection.execute("PRAGMA quick_check")]
            ours = connection.execute(OURS).fetchone()
            asked = "SELECT version_num FROM alembic_version"
            row = connection.execute(asked).fetchone() if ours else None
    except sqlite3.DatabaseError as error:
        raise InvalidInputError([f"the database refuses this: {error}"]) from error
    revision = None if row is None else row[0]
    return Condition(
        *("SQLite", sqlite3.sqlite_version, revision, newest()),
        is_known=revision in {None, *known()},
        file=file,
        journal=journal,
        faults=tuple(fault for fault in faults if fault != "ok"),
    )


def _of_server(engine: Engine) -> Condition:
    """The condition of a database of PostgreSQL."""
    with speaking_of(engine):
        with for_reading(engine).connect() as connection, connection.begin():
            revision = revision_of(connection)
            version = connection.scalar(text("SHOW server_version"))
            clock = connection.scalar(text("SELECT clock_timestamp()"))
            most = int(connection.scalar(text("SHOW max_connections")) or 0)
        off = turned_off(engine)
    return Condition(
        *("PostgreSQL", str(version), revision, newest()),
        is_known=revision in {None, *known()},
        turned_off=off,
        clock=clock,
        processes=most // sum(CONNECTIONS.values()),
    )
