"""Scores as an array: a row for each distinct ballot, a column for each candidate.

A cell says which of the different scores stands there, so that it is narrow whatever they are, and
fractions stay exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole, grouped, narrow, sealed
from deliberation.voting.ratings import Scores

Number = int | Fraction


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """What each ballot gives each candidate.

    Args:
        codes: distinct ballots x candidates, a place among the *values* each; -1 where a ballot
            does not score a candidate. As narrow as can be.
        values: the different scores, the lowest first.
    """

    codes: Whole
    values: tuple[Number, ...]

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which ballots score nobody."""
        said_nothing: npt.NDArray[np.bool_] = np.logical_and.reduce(self.codes < 0, axis=1)
        return said_nothing

    def ballots(self, candidates: Sequence[str]) -> Iterator[Scores]:
        """The same as ballots, where *candidates* are the columns."""
        columns = sorted(range(len(candidates)), key=candidates.__getitem__)
        names = [candidates[column] for column in columns]
        for row in self.codes[:, columns].tolist():
            pairs = zip(names, row, strict=True)
            scores = tuple((name, self.values[code]) for name, code in pairs if code >= 0)
            yield Scores.unchecked(scores)


def table_of_scores(ballots: Iterable[Scores], candidates: Sequence[str]) -> ScoreTable:
    """The table of *ballots*, a row for each in their order, where *candidates* are the columns."""
    rows = [dict(ballot.scores) for ballot in ballots]
    values = sorted({score for row in rows for score in row.values()})
    code = {score: i for i, score in enumerate(values)}
    codes = np.full((len(rows), len(candidates)), -1, dtype=narrow(len(values)))
    place = {candidate: i for i, candidate in enumerate(candidates)}
    for i, row in enumerate(rows):
        for candidate, score in row.items():
            codes[i, place[candidate]] = code[score]
    return ScoreTable(sealed(codes), tuple(values))


def table_of_codes(
    codes: Whole, values: Sequence[Number], weights: Weights
) -> tuple[ScoreTable, Weights]:
    """Equal rows together, each with its weight, whatever the order of the *values*."""
    used = np.unique(codes[codes >= 0]).tolist()
    upwards = sorted(used, key=values.__getitem__)
    new = np.full(len(values) + 1, -1, dtype=narrow(len(values)))  # the last is for no score
    new[upwards] = np.arange(len(upwards))
    rows, summed = grouped(new[codes], weights, len(values))
    wide = np.full((len(rows), codes.shape[1]), -1, dtype=rows.dtype)
    wide[:, : rows.shape[1]] = rows  # columns that nobody scored were cut off at the end
    return ScoreTable(sealed(wide), tuple(values[i] for i in upwards)), summed


def score_problems(
    codes: Whole, values: Sequence[Number], weights: Weights, standing: int
) -> list[str]:
    """What is wrong with arrays that should be ballots; nothing if they are."""
    problems = [
        f"{value!r} is no score; give a whole number or a fraction"
        for value in values
        if isinstance(value, bool) or not isinstance(value, int | Fraction)
    ]
    if len({*values}) < len(values):
        problems.append("a score has two codes; give it one")
    if codes.ndim != 2 or codes.shape[1] != standing or weights.shape != codes.shape[:1]:
        return [*problems, "codes must be ballots x candidates, with one weight for each ballot"]
    if (weights < 1).any():
        problems.append("a ballot is cast fewer than one times")
    if (codes < -1).any() or (codes >= len(values)).any():
        problems.append(f"a code is no index of {len(values)} scores")
    return problems
