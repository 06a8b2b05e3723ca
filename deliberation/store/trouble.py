"""What ails a database that refuses, told by the codes that it gives.

Only what is nobody's fault is told: a full disk, a server that is started again, a crowd. Anything
else that a database refuses is a fault of this program, and stays one.

Source: SQLite, "Result and Error Codes"; PostgreSQL 16, manual, appendix A.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError

from deliberation.errors import Cause, UnavailableError

SQLITE: Final[Mapping[int, Cause]] = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CANTOPEN: "away",
    sqlite3.SQLITE_IOERR: "away",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
}
POSTGRESQL: Final[Mapping[str, Cause]] = {
    "25006": "read-only",
    "40001": "busy",  # two transactions at once of which one has to wait for the other
    "40P01": "busy",
    "53": "busy",  # too many connections, or too little memory
    "53100": "full",
    "55P03": "busy",
    "57P": "away",  # stopped, or starting
    "58030": "away",
    "08": "away",
}
"""By the whole code, or by what it begins with; the longest that fits counts."""


@dataclass(slots=True)
class Transaction:
    """How far a transaction has come.

    Args:
        writes: whether it may write; one that may not, and does, is a fault of ours.
        ends: whether all that was to be done in it is done, so that only its end is left.
    """

    writes: bool
    ends: bool = False


@contextmanager
def telling(transaction: Transaction) -> Iterator[None]:
    """Tell what ails the database, where that is why the block fails.

    Raises:
        UnavailableError: the database cannot be used at this moment.
    """
    try:
        yield
    except exc.TimeoutError as error:  # every connection is in use
        raise UnavailableError("busy") from error
    except DBAPIError as error:
        cause = cause_of(error)
        if cause is None or (cause == "read-only" and not transaction.writes):
            raise
        lost = transaction.ends and transaction.writes and error.connection_invalidated
        raise UnavailableError("unsure" if lost else cause) from error


def cause_of(error: DBAPIError) -> Cause | None:
    """Why the database refuses; ``None`` where that is a fault of ours."""
    if isinstance(error.orig, sqlite3.Error):
        return SQLITE.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        return "away" if _is_cut_off(error) else None
    found = (POSTGRESQL[code[:n]] for n in (5, 3, 2) if code[:n] in POSTGRESQL)
    return next(found, None)


def _is_cut_off(error: DBAPIError) -> bool:
    """Whether there is no connection, so that the server could give no code."""
    return error.connection_invalidated or type(error.orig).__name__ == "OperationalError"
