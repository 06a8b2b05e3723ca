"""Everybody's purse as a float with a bound on its error: what floats say, they say for certain.

At a price of rho a point the supporters of a project pay f(rho) = sum of w min(b, rho u) together:
*w* voters have *b* left and give it *u* points. For any set R of supporters, f(rho) is at most what
the others have and rho times the points of R; so what costs c is not to be had below (c - what the
others have) / (points of R), whichever set that is. And a price at which the least that the purses
may hold comes to c is high enough. Both hold for whatever floats stand in them once the errors of
the purses and of adding up are counted in; so Newton's method, which finds the set, needs no proof
of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from deliberation.voting.budget.electorate import Support, Whole

Floats = npt.NDArray[np.float64]
ULP = 2.0**-52
"""Twice the relative error of one operation on floats."""


@dataclass(frozen=True, slots=True, eq=False)
class Buyers:
    """The supporters of a project, for a sum of floats.

    Args:
        rows: their distinct ballots.
        votes: how many voters cast each, with so many *points* for the project; one number where
            all give it as many.
        worth: votes times points.
        voters: how many they are together.
        rounding: the error of adding up something of each of them, relative to the sum.
    """

    rows: Whole
    votes: Floats
    points: Floats | float
    worth: Floats
    voters: float
    rounding: float

    @classmethod
    def of(cls, support: Support) -> Buyers:
        """Whole numbers that floats hold exactly, as they are below 2**53."""
        values = np.array(support.values, dtype=np.float64)
        points = values[support.which] if len(values) > 1 else float(values[0])
        votes = support.votes.astype(np.float64)
        rounding = (len(votes) + 8) * ULP
        return cls(support.rows, votes, points, votes * points, float(support.voters), rounding)


class Screen:
    """What everybody has left, nearly.

    Args:
        ballots: how many distinct ballots there are.
        share: what each voter begins with.
    """

    def __init__(self, ballots: int, share: Fraction) -> None:
        self.amounts: Floats = np.full(ballots, float(share))
        self.errors: Floats = self.amounts * ULP
        self.error = float(share) * ULP  # the largest since the amounts were last set

    def set(self, amounts: Floats) -> None:
        """Begin again with *amounts* that are as near as floats can be."""
        self.amounts = amounts
        self.errors = amounts * ULP
        self.error = float(self.errors.max(initial=0.0))

    def bounds(
        self, buyers: Buyers, cost: float, low: float, limit: float
    ) -> tuple[float, float] | None:
        """Between which prices a point of a project costs.

        Args:
            low: what it costs at least, as known before.
            limit: a price above which nothing more is asked.

        Returns:
            the lower and the upper bound, which is infinite where the lower one is above the limit
            or the project may be out of reach; ``None`` where it surely is.
        """
        mine = self.amounts.take(buyers.rows)
        held = float(buyers.votes @ mine)
        error = self.error * buyers.voters + buyers.rounding * (held + cost)
        if abs(held - cost) <= error:
            return low, inf
        if held < cost:
            return None
        price, before = low, len(mine) + 1
        while True:
            most = price * buyers.points
            rich = mine > most
            if (count := int(np.count_nonzero(rich))) >= before:
                return self._around(buyers, cost, mine, rich, low)
            if not count:
                return low, inf
            before, worth = count, float(buyers.worth @ rich)
            price += (cost - float(buyers.votes @ np.minimum(mine, most))) / worth
            if price - error / worth > limit:
                return max(low, price - error / worth), inf

    def _around(
        self,
        buyers: Buyers,
        cost: float,
        mine: Floats,
        rich: npt.NDArray[np.bool_],
        low: float,
    ) -> tuple[float, float]:
        """Bounds where the *rich* pay for all their points, and the others all they have."""
        errors, poor = self.errors.take(buyers.rows), ~rich
        worth = float(buyers.worth @ rich)
        all_of_it = float(buyers.votes @ (mine * poor))
        error = float(buyers.votes @ (errors * poor)) * (1 + buyers.rounding)
        error = (error + buyers.rounding * (all_of_it + cost)) / worth
        price = (cost - all_of_it) / worth
        high = price + 3 * error
        least = np.maximum(mine - errors, 0.0)
        paid = float(buyers.votes @ np.minimum(least, high * buyers.points))
        enough = paid > cost + buyers.rounding * (paid + cost)
        return max(low, price - error), high if enough else inf

    def pay(self, buyers: Buyers, low: float, high: float) -> None:
        """Take from every supporter a price for each point, which lies between two bounds."""
        mine, errors = self.amounts.take(buyers.rows), self.errors.take(buyers.rows)
        each = (low + high) / 2 * buyers.points
        emptied = mine + errors < low * buyers.points * (1 - 8 * ULP)
        wider = errors + (high - low + ULP * high) * buyers.points / 2 + 4 * ULP * (mine + each)
        left = np.where(emptied, 0.0, wider)
        self.amounts[buyers.rows] = np.maximum(0.0, mine - each)
        self.errors[buyers.rows] = left
        self.error = max(self.error, float(left.max()))
