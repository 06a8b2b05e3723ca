"""What people answered, cell by cell, and how the quotas spell it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from deliberation.errors import Problem
from deliberation.io.cells import folded
from deliberation.io.homes import ERROR
from deliberation.io.tables import Table

DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-. ]+[A-Za-z]{3,4}|[A-Za-z]{3,4}[-. ]+\d{1,4}")
EMPTY = (
    "the cell is empty; where somebody gave no answer write one, such as 'prefer not to say', and "
    "give it a quota"
)


def wrong_answers(
    table: Table, place: int, known: Collection[str] | None, spelt: Collection[str]
) -> Iterator[Problem]:
    """Blank cells of one column, the spreadsheet's errors, and values that have no quota.

    Args:
        known: the only values that have one; ``None`` where there may be others.
        spelt: values that quotas name, whether or not they are the only ones.
    """
    column = table.columns[place]
    alike = {folded(value): value for value in (*spelt, *(known or ()))}
    right = {*(spelt if known is None else known)}
    for row, cells in table.rows:
        value = cells[place]
        if not value:
            yield table.problem(EMPTY, row, column)
        elif ERROR.fullmatch(value):
            yield table.problem(f"{value} is an error of the spreadsheet", row, column)
        elif value in right or (known is None and folded(value) not in alike):
            continue
        elif folded(value) in alike:
            suggestion = f"the quotas write {alike[folded(value)]!r}; write it the same"
            yield table.problem(f"{value!r} has no quota, but {suggestion}", row, column)
        else:
            cause = "; the spreadsheet may have made a date of it" if DATE.fullmatch(value) else ""
            text = f"{value!r} has no quota; the quotas name {', '.join(known or ())}{cause}"
            yield table.problem(text, row, column)
