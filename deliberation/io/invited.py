"""Who was written to, as organisers know it: shares of values, or people with their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.rates import FEATURE, SHARE, VALUE, read_shares
from deliberation.io.tables import Table, read_table
from deliberation.sortition.letters.response import Values, from_sample, from_shares
from deliberation.sortition.pool import Pool


@dataclass(frozen=True, slots=True)
class Sample:
    """People who were written to, all or some: how many have each combination of values.

    Args:
        features: in the order of the values.
    """

    features: tuple[str, ...]
    counted: dict[Values, int]


Shares = dict[str, dict[str, Fraction]]


def read_invited(path: str | Path, pool: Pool) -> Shares | Sample:
    """What a file says of those who were written to.

    It has either the columns feature, value and share, or a row for each person and a column for
    each feature of the pool on which the answer may depend.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    if all(
        any(table.place(name) is not None for name in names) for names in (FEATURE, VALUE, SHARE)
    ):
        return read_shares(path)
    features = tuple(feature for feature in pool.features if feature in table.columns)
    if problems := [*_problems(table, pool, features)]:
        raise InvalidInputError(problems)
    places = [table.columns.index(feature) for feature in features]
    return Sample(features, Counter(tuple(cells[p] for p in places) for _, cells in table.rows))


def willingness(invited: Shares | Sample, pool: Pool, *, letters: int) -> dict[str, Fraction]:
    """For each person's id, the chance that somebody like this answers a letter.

    Raises:
        InvalidInputError: with every problem found, such as a value that nobody invited has.
        SolverError: it could not be estimated.
    """
    if isinstance(invited, Sample):
        features = invited.features
        return from_sample(pool, invited.counted, features=features, letters=letters)
    return from_shares(pool, invited, letters=letters)


def _problems(table: Table, pool: Pool, features: tuple[str, ...]) -> Iterator[Problem]:
    """No feature of the pool, a column twice, empty cells, or nobody at all."""
    yield from table.problems
    yield from table.repeated(features)
    if not features:
        yield table.problem(
            "this has neither the columns feature, value and share nor any feature of the pool "
            f"({', '.join(pool.features)})",
            table.header_row,
        )
    for row, cells in table.rows:
        for feature in features:
            if not cells[table.columns.index(feature)]:
                yield table.problem("the cell is empty", row, feature)
    if not table.rows:
        yield table.problem("there is nobody in this file; write a row for each person")
