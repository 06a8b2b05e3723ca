"""Whether somebody is at work on a job is seen by a lock, which ends with the process that has it.

On PostgreSQL several processes serve one database, and each ends and starts for itself. An SQLite
file is served by processes that start and end together, so what is under way there when one
starts was interrupted.

Source: PostgreSQL 16, manual, section 13.3.5 (advisory locks).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

HALF = 2**32
TAKEN = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND classid = :upper AND objid = :lower"
)


class Claims:
    """The claims of one process to jobs, in the database of *engine*."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._are_kept = engine.dialect.name == "postgresql"

    @contextmanager
    def held(self, job_id: str) -> Iterator[None]:
        """Claim a job to the end of the block.

        The lock has a connection of its own, which goes with it; where that breaks, so does the
        claim, and the work goes on.
        """
        if not self._are_kept:
            yield
            return
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _key(job_id)})
            yield
        finally:
            with suppress(DBAPIError):  # it may be gone already, and the lock with it
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _key(job_id)})
            connection.close()

    def is_held(self, job_id: str) -> bool:
        """Whether a process that lives has claimed a job."""
        if not self._are_kept:
            return False
        upper, lower = divmod(_key(job_id) % HALF**2, HALF)
        with self._engine.connect() as connection:
            return bool(connection.scalar(TAKEN, {"upper": upper, "lower": lower}))


def _key(job_id: str) -> int:
    """The number of a job among PostgreSQL's advisory locks: 64 bits with a sign."""
    return int.from_bytes(sha256(f"job {job_id}".encode()).digest()[:8], signed=True)
