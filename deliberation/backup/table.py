"""What a database keeps, as plain values: the same whichever database it is."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from deliberation.errors import InvalidInputError

NAME: Final = re.compile(r"[a-z_]{1,64}")
REVISION: Final = re.compile(r"[0-9a-z]{1,32}")

Row = tuple[Any, ...]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _bytes(value: Any) -> bool:
    try:
        b64decode(value, validate=True)
    except (TypeError, ValueError, NoBase64):
        return False
    return isinstance(value, str)


TYPES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": lambda value: isinstance(value, str),
    "whole": _whole,
    "number": lambda value: _whole(value) or isinstance(value, float),
    "truth": lambda value: isinstance(value, bool),
    "moment": _moment,
    "bytes": _bytes,
    "json": lambda value: isinstance(value, dict | list | str | int | float),
}
"""What a column holds, and whether a value may stand there; where there is none, it is null."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table.

    Args:
        columns: the type of each, a key of ``TYPES``, by its name.
        rows: the values in the order of the columns, as JSON has them: a moment as text in ISO
            8601 with its zone, bytes as base 64.

    Raises:
        InvalidInputError: a row does not fit the columns.
    """

    name: str
    columns: Mapping[str, str] = field(hash=False)
    rows: tuple[Row, ...] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(self.rows))
        if problem := next(_problems(self), None):
            raise InvalidInputError([problem])

    def column(self, name: str) -> tuple[Any, ...]:
        """The values of the column *name*, row by row."""
        place = [*self.columns].index(name)
        return tuple(row[place] for row in self.rows)

    def records(self) -> Iterator[dict[str, Any]]:
        """Each row by the names of its columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def with_rows(self, rows: Iterable[Row]) -> Table:
        """The same table with other *rows*."""
        return Table(self.name, self.columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Contents:
    """All tables of a database at one moment, each after those that it refers to.

    Args:
        revision: of the tables' structure, as ``deliberation.store`` numbers them.

    Raises:
        InvalidInputError: two tables have one name.
    """

    revision: str
    tables: tuple[Table, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", tuple(self.tables))
        if len({table.name for table in self.tables}) < len(self.tables):
            raise InvalidInputError(["two tables of a backup share a name"])

    def records(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of the table *name*; none where this revision has no such table."""
        return (record for table in self.tables if table.name == name for record in table.records())


def _problems(table: Table) -> Iterator[str]:
    if not NAME.fullmatch(table.name) or not all(map(NAME.fullmatch, table.columns)):
        yield f"{table.name!r} and its columns are no names of a table"
    if strange := set(table.columns.values()) - TYPES.keys():
        yield f"the table {table.name} has a column of the type {strange.pop()!r}, which is none"
        return
    fits = [TYPES[kind] for kind in table.columns.values()]
    for number, row in enumerate(table.rows):
        if len(row) != len(fits) or not all(
            value is None or fit(value) for fit, value in zip(fits, row, strict=True)
        ):
            yield f"row {number} of the table {table.name} does not fit its columns"
