"""Rates as organisers keep them: how many letters are answered in an area, or by a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import rate
from deliberation.io.named_columns import named_columns
from deliberation.io.registers import AREA_NAMES
from deliberation.io.tables import Table, read_table

FEATURE = ("feature", "egenskab", "kriterium", "category", "kategori")
VALUE = ("value", "værdi", "name", "navn")
SHARE = ("share", "andel", "population")
RESPONSE = ("response", "rate", "svarprocent", "svar")

Groups = dict[tuple[str, str], Fraction]


def read_responses(path: str | Path) -> dict[str, Fraction]:
    """For each area, the share of letters that is expected to bring a volunteer.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    area, response = named_columns(table, {"area": AREA_NAMES, "response": RESPONSE})
    found = _numbers(table, [area], response)
    return {name: number for (name,), number in found.items()}


def read_groups(path: str | Path) -> tuple[Groups, Groups]:
    """For each feature and value, the share of the letters that reach it, and its response.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    wanted = {"feature": FEATURE, "value": VALUE, "share": SHARE, "response": RESPONSE}
    feature, value, share, response = named_columns(table, wanted)
    keys = [feature, value]
    problems: list[Problem] = [
        p for column in (share, response) for p in _wrong_rows(table, keys, column)
    ]
    if problems:  # what is wrong with a row's name is found for both of its numbers
        once = [*dict.fromkeys(problems)]
        once.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(once)
    shares, responses = (_numbers(table, keys, column) for column in (share, response))
    return (
        {(key[0], key[1]): number for key, number in shares.items()},
        {(key[0], key[1]): number for key, number in responses.items()},
    )


def read_shares(path: str | Path) -> dict[str, dict[str, Fraction]]:
    """For each feature, the share of each value among those who are written to.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    feature, value, share = named_columns(
        table, {"feature": FEATURE, "value": VALUE, "share": SHARE}
    )
    shares: dict[str, dict[str, Fraction]] = {}
    for (name, of), number in _numbers(table, [feature, value], share).items():
        shares.setdefault(name, {})[of] = number
    return shares


def _numbers(table: Table, keys: Sequence[int], column: int) -> dict[tuple[str, ...], Fraction]:
    """The numbers in one *column*, by the cells that name what they belong to.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    numbers = {tuple(cells[k] for k in keys): rate(cells[column]) for _, cells in table.rows}
    if problems := [*_wrong_rows(table, keys, column)]:
        raise InvalidInputError(problems)
    return {key: number for key, number in numbers.items() if number is not None}


def _wrong_rows(table: Table, keys: Sequence[int], column: int) -> Iterator[Problem]:
    """Cells that are empty or no number, and rows for what has one already."""
    rows: dict[tuple[str, ...], int] = {}
    for row, cells in table.rows:
        key = tuple(cells[k] for k in keys)
        for k in keys:
            if not cells[k]:
                yield table.problem("the cell is empty", row, table.columns[k])
        if all(key) and rows.setdefault(key, row) != row:
            name = " = ".join(key)
            yield table.problem(f"{name} stands in row {rows[key]} already; keep one", row)
        number = rate(cells[column])
        if number is None:
            text = f"{cells[column]!r} is no number such as 0.024, 2.4 % or 1/40"
            yield table.problem(text, row, table.columns[column])
        elif not 0 < number <= 1:
            text = f"{cells[column]!r} is not above 0 and at most 1 (100 %)"
            yield table.problem(text, row, table.columns[column])
    if not table.rows:
        yield table.problem("there is no row below the header; write one for each")
