"""What one vote for each option is worth to somebody: what credits are best spent by."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import DASHES, rate
from deliberation.io.named_columns import named_columns
from deliberation.io.tables import Table, read_table

OPTION = ("option", "candidate", "project", "mulighed", "kandidat", "projekt")
VALUE = ("value", "worth", "værdi")


def read_valuations(path: str | Path) -> dict[str, Fraction]:
    """The value of each option, in the order of the file; below 0 where a vote against helps.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    option, value = named_columns(table, {"option": OPTION, "value": VALUE})
    if problems := [*_problems(table, option, value)]:
        raise InvalidInputError(problems)
    values = ((cells[option], _number(cells[value])) for _, cells in table.rows)
    return {name: number for name, number in values if number is not None}


def _number(text: str) -> Fraction | None:
    """The number that *text* writes, with a sign or without; exactly, or ``None``."""
    signed = DASHES.sub("-", text)
    size = rate(signed.removeprefix("-").lstrip())
    return -size if size is not None and signed.startswith("-") else size


def _problems(table: Table, option: int, value: int) -> Iterator[Problem]:
    """Cells that are empty or no number, and options that stand twice."""
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        name = cells[option]
        if not name:
            yield table.problem("the cell is empty", row, table.columns[option])
        elif rows.setdefault(name, row) != row:
            text = f"{name!r} stands in row {rows[name]} already; keep one"
            yield table.problem(text, row, table.columns[option])
        if _number(cells[value]) is None:
            text = f"{cells[value]!r} is not a number such as 3, -0.5 or 2/3"
            yield table.problem(text, row, table.columns[value])
    if not table.rows:
        yield table.problem("there is no row below the header; write one for each option")
