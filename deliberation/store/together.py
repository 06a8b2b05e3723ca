"""Writers who come at the same moment share one transaction, and one wait for the disk.

A disk takes milliseconds to make sure of what was written, however much that is. So whoever
writes while others wait for their turn leaves the transaction open for the next; the last commits
for all, and only then is anybody answered. Each has a savepoint, so an error takes back nothing
but what its own writer did.

Source: D. DeWitt, R. Katz, F. Olken, L. Shapiro, M. Stonebraker & D. Wood, "Implementation
techniques for main memory database systems", SIGMOD 1984, section 5.2 (group commit).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

MOST = 32
"""Writers in one transaction, so that the first is answered however many more come."""


@dataclass(slots=True)
class _Group:
    """An open transaction that writers pass on to one another.

    Args:
        kept: set when it is committed, or to the error because of which it was not.
    """

    connection: Connection
    size: int = 0
    kept: Future[None] = field(default_factory=Future)


class Together:
    """Lets the threads of this process that write to an SQLite file do so in groups."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = Lock()
        self._count = Lock()
        self._waiting = 0
        self._group: _Group | None = None

    @contextmanager
    def join(self) -> Iterator[Session]:
        """A session in a transaction with others; past the end of the block all is on the disk.

        An error in the block is this writer's own, and takes back what was done in it. An error
        when the group is committed comes to everybody in it, and nothing is kept.
        """
        self._take_turn()
        try:
            group = self._group = self._group or self._begun()
            ends = True
            try:
                with _savepoint(group.connection) as session, session.begin():
                    yield session
                ends = self._is_last(group)
            finally:
                if ends:  # after an error too: perhaps the database has taken everything back
                    self._end(group)
        finally:
            self._turn.release()
        group.kept.result()

    def _take_turn(self) -> None:
        """Wait until nobody else is at work; who waits is seen by whoever is."""
        with self._count:
            self._waiting += 1
        self._turn.acquire()
        with self._count:
            self._waiting -= 1

    def _begun(self) -> _Group:
        """A new group, which has the database's write lock."""
        connection = self._engine.connect()
        try:
            connection.begin()
        except BaseException:
            connection.close()
            raise
        return _Group(connection)

    def _is_last(self, group: _Group) -> bool:
        """Whether nobody comes after the one who has just written."""
        group.size += 1
        return not self._waiting or group.size >= MOST

    def _end(self, group: _Group) -> None:
        """Commit, and tell everybody who waits for it."""
        self._group = None
        try:
            with group.connection as connection:
                # The driver's own commit says nothing where the database has rolled back by itself.
                connection.exec_driver_sql("COMMIT").close()
        except BaseException as error:
            group.kept.set_exception(error)
            raise
        group.kept.set_result(None)


def _savepoint(connection: Connection) -> Session:
    """A session for one writer of a group."""
    return Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
