"""Who gave how much to which project, and who belongs together: what gifts are matched by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import cents
from deliberation.io.named_columns import named_columns
from deliberation.io.tables import Table, read_table
from deliberation.voting.quadratic import Contributions

CONTRIBUTOR = ("contributor", "giver", "name", "bidragyder", "navn")
PROJECT = ("project", "projekt")
AMOUNT = ("amount", "beløb")
GROUP = ("group", "gruppe")


def read_gifts(path: str | Path) -> Contributions:
    """What everybody gave; what somebody gave to a project in several rows is added.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    wanted = {"contributor": CONTRIBUTOR, "project": PROJECT, "amount": AMOUNT}
    who, project, amount = named_columns(table, wanted)
    problems: list[Problem] = [*_empty(table, (who, project))]
    gifts = []
    for row, cells in table.rows:
        if given := cents(cells[amount]):
            gifts.append((cells[who], cells[project], given))
        else:
            text = f"{cells[amount]!r} is not an amount above 0 such as 5 or 12.50"
            problems.append(table.problem(text, row, table.columns[amount]))
    if problems:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(problems)
    return Contributions.of(gifts)


def read_gift_groups(path: str | Path) -> dict[str, tuple[str, ...]]:
    """Who is in each group; somebody may be in several.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    places = named_columns(table, {"group": GROUP, "contributor": CONTRIBUTOR})
    problems: list[Problem] = [*_empty(table, places)]
    rows: dict[tuple[str, str], int] = {}
    for row, cells in table.rows:
        group, who = (cells[place] for place in places)
        if rows.setdefault((group, who), row) != row:
            text = f"{who!r} is in {group!r} by row {rows[group, who]} already; keep one"
            problems.append(table.problem(text, row))
    if problems:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(problems)
    members: dict[str, list[str]] = {}
    for group, who in rows:
        members.setdefault(group, []).append(who)
    return {group: tuple(people) for group, people in members.items()}


def _empty(table: Table, places: Sequence[int]) -> Iterator[Problem]:
    """Names that are missing, and a table without rows."""
    for row, cells in table.rows:
        for place in places:
            if not cells[place]:
                yield table.problem("the cell is empty", row, table.columns[place])
    if not table.rows:
        yield table.problem("there is no row below the header; write one for each entry")
