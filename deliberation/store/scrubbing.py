"""Overwriting what was deleted, as far as each database lets a program do it.

SQLite overwrites what is deleted with zeros (``secure_delete``); then its file is written anew, and
its log is emptied. PostgreSQL writes the tables in question into new files and gives the
old ones back to the disk. Its own log (``pg_wal``) holds what was written to them until it comes to
be used again, and archives and replicas of it hold it longer: nothing here reaches those.
"""

from __future__ import annotations

from contextlib import closing
from sqlite3 import OperationalError

from sqlalchemy import Engine, text

from deliberation.store.tables import Row

EMPTIED = (0, 0, 0)  # not busy, no page in the log, none to copy
IN_MEMORY = (0, -1, -1)  # there is no log


def scrub(engine: Engine) -> bool:
    """Overwrite what was deleted; whether nothing of it is left in the database's files.

    On SQLite it is left where somebody is reading at this moment; call it again.
    """
    if engine.dialect.name == "postgresql":
        _rewrite_tables(engine)
        return True
    return _rewrite_file(engine)


def _rewrite_tables(engine: Engine) -> None:
    """Write every table that something is deleted from into new files."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in Row.metadata.tables:
            connection.execute(text(f"VACUUM FULL {table}"))


def _rewrite_file(engine: Engine) -> bool:
    """Write the file anew, and empty its log; false where others are using it."""
    with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA query_only = OFF")
        connection.info["writes"] = True  # what the engine remembers of it
        try:
            cursor.execute("VACUUM")
        except OperationalError:  # others kept it locked longer than we are patient
            return False
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ((busy, log, copied),) = cursor.fetchall()
        return (busy, log, copied) in (EMPTIED, IN_MEMORY)
