"""Who shares a home: people for whom the cells of one or several columns are equal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deliberation.errors import Problem
from deliberation.io.tables import Table
from deliberation.sentences import Sentence

NOWHERE = re.compile(r"[\W_]+|n/?a|none|null|unknown|ukendt|uoplyst", re.IGNORECASE)
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)")
BETWEEN = "\x1f"  # no cell holds it


def home_of(cells: Sequence[str], places: Sequence[int]) -> str | None:
    """What is equal for people of one home, in whatever capitals; ``None`` where all is empty.

    >>> home_of(["1", "Park Way 3", ""], [1, 2]) == home_of(["2", "PARK WAY 3", ""], [1, 2])
    True
    """
    parts = [cells[place].casefold() for place in places]
    return BETWEEN.join(parts) if any(parts) else None


def wrong_homes(table: Table, places: Sequence[int]) -> Iterator[Problem]:
    """What would make one home of people who share none.

    Signs that stand for no address, and further columns that are filled where the first is not: a
    floor or a postcode alone is nobody's home.
    """
    for row, cells in table.rows:
        for place in places:
            value = cells[place]
            if NOWHERE.fullmatch(value) or ERROR.fullmatch(value):
                text = Sentence(
                    "{value!r} would be one home for everybody who has it; leave the cell empty "
                    "where no home is known",
                    value=value,
                )
                if place != places[0]:
                    text = Sentence(
                        "{value!r} is no part of an address; leave the cell empty", value=value
                    )
                yield table.problem(text, row, table.columns[place])
        filled = [table.columns[place] for place in places if cells[place]]
        if filled and not cells[places[0]]:
            text = Sentence(
                "the cell is empty, but {column!r} is not, which alone would be one home for "
                "everybody who has it; fill it, or leave all empty",
                column=filled[0],
            )
            yield table.problem(text, row, table.columns[places[0]])
