"""The two databases, made to behave alike: SQLite in one file, and PostgreSQL.

A transaction begins at the first verb, not before, so a procedure that first reckons (hashing
the codes of cards, say) keeps nobody waiting meanwhile.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from deliberation.errors import InvalidInputError

PATIENCE = 10  # seconds that a writer waits for another before it gives up
CONNECTIONS = {"pool_size": 16, "max_overflow": 16}
THREADS: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
LIMITS = {"connect_timeout": 5, "tcp_user_timeout": PATIENCE * 1000}
"""Seconds, and milliseconds, after which a server that says nothing is given up.

Without them a page would wait for minutes. The address may name others.
"""
QUIET = {"hide_parameters": True}  # an error must not write a ballot and its slot into a log
PRAGMAS = {
    "busy_timeout": PATIENCE * 1000,  # first, so that the others wait too
    "journal_mode": "WAL",
    "synchronous": "FULL",  # NORMAL loses ballots that were acknowledged when the power is cut
    "foreign_keys": "ON",
    "secure_delete": "ON",  # a ballot that was replaced is overwritten, not left in a free page
}


def make_engine(address: str) -> Engine:
    """An engine for ``sqlite://`` (in memory), ``sqlite:///FILE`` or ``postgresql://...``.

    Raises:
        InvalidInputError: the address is of another kind, or its driver is not installed.
    """
    url = _parsed(address)
    if url.get_backend_name() == "postgresql":
        return _postgres_engine(url)
    if in_memory(url):  # every connection would be a database of its own
        engine = create_engine(url, **QUIET, **THREADS, poolclass=StaticPool)
    else:
        engine = create_engine(url, **QUIET, **THREADS, **CONNECTIONS)
        _take_turns(engine)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _postgres_engine(url: URL) -> Engine:
    """An engine for PostgreSQL, whose driver is an extra."""
    limits = {name: value for name, value in LIMITS.items() if name not in url.query}
    try:
        return create_engine(url, **QUIET, **CONNECTIONS, pool_pre_ping=True, connect_args=limits)
    except ModuleNotFoundError:
        raise InvalidInputError(
            ['PostgreSQL needs its driver; run pip install "deliberation[postgres]"']
        ) from None


def in_memory(url: URL) -> bool:
    """Whether the database lives only as long as its one connection."""
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def keep_private(url: URL) -> None:
    """Make the file of a new SQLite database one that nobody else on the machine can read.

    The log beside it gets the same permissions from SQLite.
    """
    if url.get_backend_name() == "sqlite" and not in_memory(url):
        with suppress(OSError):  # it is there already, or SQLite will say why it cannot be
            Path(url.database or "").touch(mode=0o600, exist_ok=False)


def for_writing(engine: Engine) -> Engine:
    """The same engine for transactions that may write, one at a time on SQLite."""
    return engine.execution_options(writes=True)


def for_reading(engine: Engine) -> Engine:
    """The same engine for transactions that see one moment, write nothing and wait for nobody."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.execution_options(writes=False)


def _parsed(address: str) -> URL:
    """The address as a URL, with the driver that we install."""
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is not None and url.drivername in {"sqlite", "sqlite+pysqlite"}:
        return url
    if url is not None and url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    shown = repr(address) if url is None else str(url)  # as a URL, without its password
    raise InvalidInputError(
        [f"{shown} is no database we know; write sqlite:///FILE or postgresql://HOST/NAME"]
    )


def _prepare(connection: Any, _record: object) -> None:
    """Set up a new SQLite connection, and take beginning away from the driver."""
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}").close()


def _begin(connection: Connection) -> None:
    """Begin as the engine's option says; a write lock is taken at once, never upgraded to.

    Whether it may write, a connection remembers from one transaction to the next.
    """
    writes = _writes(connection)
    if connection.info.get("writes") is not writes:
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}").close()
        connection.info["writes"] = writes
    connection.exec_driver_sql(f"BEGIN {'IMMEDIATE' if writes else 'DEFERRED'}").close()


def _take_turns(engine: Engine) -> None:
    """Let the threads that write wait in a queue.

    SQLite alone would let each sleep and look again, and the unlucky ones for many seconds. It
    still does so between processes.
    """
    turn = Lock()

    def take(connection: Connection) -> None:
        if _writes(connection):
            connection.info["has_turn"] = turn.acquire(timeout=PATIENCE)

    def give_back(_connection: object, record: ConnectionPoolEntry) -> None:
        if record.info.pop("has_turn", False):
            turn.release()

    event.listen(engine, "begin", take)
    event.listen(engine, "checkin", give_back)


def _writes(connection: Connection) -> bool:
    """Whether the transaction that begins on *connection* may write."""
    return bool(connection.get_execution_options()["writes"])
