"""A table of names with a number beside each: votes of parties, values of options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.named_columns import named_columns
from deliberation.io.tables import Table, read_table

N = TypeVar("N")


def numbers_by_name(
    path: str | Path,
    columns: Mapping[str, Sequence[str]],
    number: Callable[[str], N | None],
    *,
    otherwise: str,
) -> dict[str, N]:
    """The number beside each name, in the order of the file.

    Args:
        columns: what the column of the names, and then that of the numbers, may be called.
        number: reads a cell; ``None`` where it holds no such number.
        otherwise: what is said of such a cell, behind what stands in it.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    name, beside = named_columns(table, columns)
    if problems := [*_problems(table, name, beside, number, otherwise, next(iter(columns)))]:
        raise InvalidInputError(problems)
    numbers = ((cells[name], number(cells[beside])) for _, cells in table.rows)
    return {name: number for name, number in numbers if number is not None}


def _problems(
    table: Table,
    name: int,
    beside: int,
    number: Callable[[str], object | None],
    otherwise: str,
    each: str,
) -> Iterator[Problem]:
    """Cells that are empty or no number, and names that stand twice."""
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        if not cells[name]:
            yield table.problem("the cell is empty", row, table.columns[name])
        elif rows.setdefault(cells[name], row) != row:
            text = f"{cells[name]!r} stands in row {rows[cells[name]]} already; keep one"
            yield table.problem(text, row, table.columns[name])
        if number(cells[beside]) is None:
            text = f"{cells[beside]!r} is not {otherwise}"
            yield table.problem(text, row, table.columns[beside])
    if not table.rows:
        yield table.problem(f"there is no row below the header; write one for each {each}")
