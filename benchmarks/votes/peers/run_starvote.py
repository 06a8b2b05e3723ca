"""Runs starvote (MIT) on one table of scores: a program for its own environment."""

import csv
from pathlib import Path

import starvote
from job import answer

Rows = list[tuple[str, ...]]


def gathered(path: Path) -> Rows:
    """The rows of the table; off the clock, for the peer's reader takes another layout."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


def load(rows: Rows) -> list[dict[str, int]]:
    """A ballot for each voter."""
    names, *given = rows
    return [dict(zip(names, map(int, row), strict=True)) for row in given]


if __name__ == "__main__":
    answer(
        load,
        {"star": lambda ballots, _: starvote.election(starvote.star, ballots, verbosity=0)},
        reads=(".csv",),
        before=gathered,
    )
