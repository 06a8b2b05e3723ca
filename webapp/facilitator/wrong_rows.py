"""What is wrong with uploaded files: as a whole, and beside the cells of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.tables import parse_table
from webapp.facilitator.uploads import File

ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an uploaded file, with what is wrong in it."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an uploaded file as a whole, and in which of its rows."""

    filename: str
    whole: tuple[Problem, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def wrong_files(
    files: Mapping[str, File], problems: tuple[Problem, ...], *, sized: bool
) -> dict[str, Wrong]:
    """The *problems* by file and row; those that name no file are between the two.

    Args:
        sized: whether the number of seats is known; otherwise nothing is said of quotas.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        name = problem.file or "people"
        if sized or name == "people":
            by_file.setdefault(name, []).append(problem)
    return {name: _rows(found, *files[name]) for name, found in by_file.items()}


def _rows(problems: list[Problem], filename: str, data: bytes) -> Wrong:
    """The *problems* of one file by row, beside the cells of the row."""
    whole = tuple(problem for problem in problems if problem.row is None)
    try:
        table = parse_table(data, filename)
    except InvalidInputError:
        return Wrong(filename, tuple(problems))
    cells = dict(table.rows) | {table.header_row: table.columns}
    by_row: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None:
            by_row.setdefault(problem.row, []).append(problem)
    rows = tuple(Row(n, cells.get(n, ()), tuple(by_row[n])) for n in sorted(by_row))
    return Wrong(filename, whole, table.columns, rows)
