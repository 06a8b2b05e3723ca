"""Tables as lines of JSON: one that names the columns, and one for each row.

Only ASCII is written, and objects keep the order of their names, as both databases do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from deliberation.backup.table import Table
from deliberation.errors import InvalidInputError


def write_tables(tables: Iterable[Table]) -> Iterator[str]:
    """The lines of *tables*, each with the line feed that ends it."""
    for table in tables:
        head = {"table": table.name, "columns": dict(table.columns), "rows": len(table.rows)}
        yield written(head)
        for row in table.rows:
            yield written(row)


def read_tables(lines: Sequence[str]) -> tuple[Table, ...]:
    """The tables that stand in *lines*.

    Raises:
        InvalidInputError: ``write_tables`` never writes such lines.
    """
    tables: list[Table] = []
    place = 0
    while place < len(lines):
        head = read(lines[place])
        match head:
            case {"table": str(name), "columns": dict(columns), "rows": int(count)} if count >= 0:
                rows = [read(line) for line in lines[place + 1 : place + 1 + count]]
            case _:
                raise not_a_backup()
        if len(rows) < count or not all(isinstance(row, list) for row in rows):
            raise not_a_backup()
        tables.append(Table(name, columns, tuple(map(tuple, rows))))
        place += 1 + count
    return tuple(tables)


def written(value: Any) -> str:
    """*value* as one line of JSON."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False) + "\n"


def read(line: str) -> Any:
    """The value in one *line*.

    Raises:
        InvalidInputError: ``written`` never writes such a line.
    """
    try:
        value = json.loads(line)
        same = written(value) == line + "\n"
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise not_a_backup()
    return value


def digest_of(*parts: Iterable[str]) -> str:
    """SHA-256 over all the texts of all *parts*, one after another, in hexadecimal."""
    sum = sha256()
    for lines in parts:
        for line in lines:
            sum.update(line.encode())
    return sum.hexdigest()


def not_a_backup() -> InvalidInputError:
    """The error where something is not written as backups are."""
    return InvalidInputError(["this is not written as backups are; take the file as it was made"])
