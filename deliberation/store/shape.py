"""Which tables a database has at a revision, and what their columns hold.

It is asked of the revisions themselves: they make the tables in memory, and the tables tell. So
whoever writes a revision has nothing to add here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TableClause,
    column,
    table,
)
from sqlalchemy.types import TypeEngine

from deliberation.errors import InvalidInputError
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import known, upgrade, upgrading
from deliberation.store.tables import Instant

KEPT: Mapping[str, TypeEngine[Any]] = {
    "text": String(),
    "whole": Integer(),
    "number": Float(),
    "truth": Boolean(),
    "moment": Instant(),
    "bytes": LargeBinary(),
    "json": JSON(none_as_null=True),
}
"""How each type of a column in a backup is kept."""

_TOLD: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (JSON, "json"),
    (Boolean, "truth"),
    (DateTime, "moment"),
    (LargeBinary, "bytes"),
    (Float, "number"),
    (Integer, "whole"),
    (String, "text"),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One table: the types of its columns by their names, and which of them are its key."""

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]

    @property
    def clause(self) -> TableClause:
        """The table, to be asked or filled."""
        return table(self.name, *(column(name, KEPT[kind]) for name, kind in self.columns.items()))


@cache
def shapes_at(revision: str) -> tuple[Shape, ...]:
    """Every table at *revision*, each after those that it refers to.

    Raises:
        InvalidInputError: only a newer version of this program knows this revision.
    """
    engine = for_writing(make_engine("sqlite://"))
    try:
        with upgrading(engine) as connection:
            if revision not in known():
                raise InvalidInputError(
                    ["a newer version of this program has changed the database; install that"]
                )
            upgrade(connection, revision)
            made = MetaData()
            made.reflect(connection)
    finally:
        engine.dispose()
    return tuple(
        Shape(
            one.name,
            {column.name: _told(column.type) for column in one.columns},
            tuple(column.name for column in one.primary_key),
        )
        for one in made.sorted_tables
        if one.name != "alembic_version"
    )


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; ``None`` where this program has never been at work."""
    return MigrationContext.configure(connection).get_current_revision()


def _told(kind: TypeEngine[Any]) -> str:
    return next(name for known, name in _TOLD if isinstance(kind, known))
