"""The columns that a table must have, each under one of its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.errors import InvalidInputError
from deliberation.io.tables import Table
from deliberation.sentences import Sentence


def named_columns(table: Table, wanted: Mapping[str, Sequence[str]]) -> list[int]:
    """Where the *wanted* columns stand: what each is for, with the names that it may have.

    Raises:
        InvalidInputError: one is not there, or stands twice, or cells stand under no name.
    """
    places, problems = [], list(table.problems)
    for use, names in wanted.items():
        found = next((p for p in map(table.place, names) if p is not None), None)
        if found is None:
            text = Sentence(
                "there is no column {column!r}; the header must be {header}",
                column=use,
                header=",".join(wanted),
            )
            problems.append(table.problem(text, table.header_row))
        else:
            places.append(found)
    problems += table.repeated(table.columns[place] for place in places)
    if problems:
        raise InvalidInputError(problems)
    return places
