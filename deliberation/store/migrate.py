"""Bringing a database up to date, before anything else is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from deliberation.errors import InvalidInputError

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x64656C6962  # our number among PostgreSQL's advisory locks ("delib")

_one_at_a_time = Lock()  # Alembic keeps the migration at work in a global of its own


def migrate(engine: Engine) -> None:
    """Run every revision that the database lacks, all or none.

    Processes that start together wait for one another: SQLite by its write lock, PostgreSQL by an
    advisory lock that ends with the transaction.

    Raises:
        InvalidInputError: a newer version of this program has been at work here.
    """
    with upgrading(engine) as connection:
        upgrade(connection)


@contextmanager
def upgrading(engine: Engine) -> Iterator[Connection]:
    """A transaction in which revisions may be run, while nobody else does."""
    with _one_at_a_time, engine.connect() as connection:
        _enforce_foreign_keys(connection, False)
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
                yield connection
        finally:
            _enforce_foreign_keys(connection, True)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run every revision up to *revision* that is missing, inside of ``upgrading``.

    Raises:
        InvalidInputError: a newer version of this program has been at work here.
    """
    try:
        command.upgrade(alembic_config(connection), revision)
    except CommandError as error:
        raise InvalidInputError(
            ["a newer version of this program has changed the database; install that version"]
        ) from error


@cache
def newest() -> str:
    """The revision that this code is written for."""
    head = ScriptDirectory(str(FOLDER)).get_current_head()
    assert head is not None, "there are revisions"
    return head


@cache
def known() -> frozenset[str]:
    """Every revision that there is."""
    script = ScriptDirectory(str(FOLDER))
    return frozenset(revision.revision for revision in script.walk_revisions())


def alembic_config(connection: Connection) -> Config:
    """What Alembic's commands need to know, for *connection*."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _enforce_foreign_keys(connection: Connection, on: bool) -> None:
    """On SQLite, allow a table to be copied and dropped although others refer to it."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}").close()
