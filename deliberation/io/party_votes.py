"""Votes by party, or people by region: what seats are shared out by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import whole_number
from deliberation.io.named_columns import named_columns
from deliberation.io.tables import Table, read_table

PARTY = ("party", "list", "parti", "liste", "region")
VOTES = ("votes", "stemmer", "people", "population")


def read_party_votes(path: str | Path) -> dict[str, int]:
    """The votes of each party, in the order of the file.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    party, votes = named_columns(table, {"party": PARTY, "votes": VOTES})
    if problems := [*_problems(table, party, votes)]:
        raise InvalidInputError(problems)
    numbers = ((cells[party], whole_number(cells[votes])) for _, cells in table.rows)
    return {name: number for name, number in numbers if number is not None}


def _problems(table: Table, party: int, votes: int) -> Iterator[Problem]:
    """Cells that are empty or no number, and parties that stand twice."""
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        name, number = cells[party], cells[votes]
        if not name:
            yield table.problem("the cell is empty", row, table.columns[party])
        elif rows.setdefault(name, row) != row:
            text = f"{name!r} stands in row {rows[name]} already; keep one"
            yield table.problem(text, row, table.columns[party])
        if whole_number(number) is None:
            text = f"{number!r} is not a whole number from 0, written in nine digits at most"
            yield table.problem(text, row, table.columns[votes])
    if not table.rows:
        yield table.problem("there is no row below the header; write one for each party")
