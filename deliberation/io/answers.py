"""What people answered, cell by cell, and how the quotas spell it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from deliberation.errors import Problem
from deliberation.io.cells import folded
from deliberation.io.homes import ERROR
from deliberation.io.tables import Table
from deliberation.sentences import Sentence

DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-. ]+[A-Za-z]{3,4}|[A-Za-z]{3,4}[-. ]+\d{1,4}")
EMPTY = Sentence(
    "the cell is empty; where somebody gave no answer write one, such as {example!r}, and give it "
    "a quota",
    example=Sentence("prefer not to say"),
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
            text = Sentence("{value} is an error of the spreadsheet", value=value)
            yield table.problem(text, row, column)
        elif value in right or (known is None and folded(value) not in alike):
            continue
        elif folded(value) in alike:
            text = Sentence(
                "{value!r} has no quota, but the quotas write {right!r}; write it the same",
                value=value,
                right=alike[folded(value)],
            )
            yield table.problem(text, row, column)
        else:
            yield table.problem(_unknown(value, tuple(known or ())), row, column)


def _unknown(value: str, known: tuple[str, ...]) -> Sentence:
    """What to say of a *value* that has no quota and is like none of those *known*."""
    if DATE.fullmatch(value):
        return Sentence(
            "{value!r} has no quota; the quotas name {known}; the spreadsheet may have made a "
            "date of it",
            value=value,
            known=known,
        )
    return Sentence("{value!r} has no quota; the quotas name {known}", value=value, known=known)
