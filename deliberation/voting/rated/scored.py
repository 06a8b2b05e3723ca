"""Scores as a table: what each distinct ballot gives each candidate, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.arrays import Weights
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.score_table import Number
from deliberation.voting.seats import require_countable

Unscored = Literal["least", "skipped"]
Table = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A profile of scores, ready to be counted; blank ballots are left out.

    Args:
        table: distinct ballots x candidates, in parts of one *unit*; 64 bits, or Python's numbers
            where a sum over all voters needs more.
        given: whether a ballot scores a candidate.
        weights: how many voters cast each ballot.
        unit: how many parts a point has.
    """

    candidates: tuple[str, ...]
    table: Table
    given: npt.NDArray[np.bool_]
    weights: Weights
    unit: int

    def sums(self) -> dict[str, Fraction]:
        """The points of each candidate."""
        totals = (self.weights @ self.table).tolist()
        return {
            c: Fraction(total, self.unit) for c, total in zip(self.candidates, totals, strict=True)
        }

    def prefer(self, first: int, second: int) -> tuple[int, int]:
        """How many voters score the *first* higher than the *second*, and the other way round."""
        a, b = self.table[:, first], self.table[:, second]
        return int(self.weights[a > b].sum()), int(self.weights[a < b].sum())

    def with_score(self, candidate: int, score: Number) -> int:
        """How many voters give the *candidate* just this *score*."""
        parts = Fraction(score) * self.unit
        if parts.denominator > 1:
            return 0
        return int(self.weights[self.table[:, candidate] == int(parts)].sum())


def scored(profile: Profile[Scores], seats: int, *, least: Number, most: Number) -> Scored:
    """The table of *profile*, with the *least* score for candidates whom a ballot leaves out.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, *least* is not
            below *most*, or a score is outside of these (every such ballot is named).
    """
    require_countable(profile, Scores, seats)
    if least >= most:
        raise InvalidInputError([f"scores go from {least} to {most}, which is not upwards"])
    values, valid = profile.scores.values, ~profile.scores.blank
    codes, weights = profile.scores.codes[valid], profile.weights[valid]
    if problems := [
        f"a ballot gives {candidate!r} {score}, which is not from {least} to {most}"
        for code, score in enumerate(values)
        if not least <= score <= most
        for candidate, column in zip(profile.candidates, codes.T, strict=True)
        if (column == code).any()
    ]:
        raise InvalidInputError(problems)
    unit = lcm(*{Fraction(score).denominator for score in (least, *values)})
    voters = int(weights.sum())
    greatest = max(abs(Fraction(least)), abs(Fraction(most))) * unit * voters
    exact = np.int64 if greatest < 2**62 and voters < 2**62 else np.object_
    parts = np.array([int(score * unit) for score in (*values, least)], dtype=exact)
    return Scored(profile.candidates, parts[codes], codes >= 0, weights.astype(exact), unit)
