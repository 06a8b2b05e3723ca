"""What every voter has left to spend, exactly; and the price at which some can pay for a project.

Voters with the same amount left stand in one *class*. The amounts are whole numbers of one unit
that becomes finer with each payment; beside them stand floats, which only screen: a price that
floats cannot tell from another is worked out in fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from deliberation.voting.budget.electorate import Support, Whole

Floats = npt.NDArray[np.float64]
SLACK = 1e-9
"""Far more than the error of adding up a million floats, relative to what is added up."""


@dataclass(frozen=True, slots=True, eq=False)
class Payers:
    """Those who could pay for a project, voters alike together.

    Args:
        classes: the class of each group, and the index of its number of points.
        votes: how many voters are in it.
        points: how many points each of them gives.
        amounts: what each of them has, as a float.
    """

    classes: Whole
    which: Whole
    votes: Whole
    points: Floats
    amounts: Floats


class Purses:
    """Everybody's money.

    Args:
        weights: how many voters cast each distinct ballot.
        share: what each voter begins with, in whatever unit prices and costs have.
    """

    def __init__(self, weights: Whole, share: Fraction) -> None:
        self.weights = weights
        self.unit = share.denominator
        self.amounts: list[int] = [share.numerator]  # of each class, in 1/unit
        self.classes: Whole = np.zeros(len(weights), dtype=np.int64)  # of each ballot
        self._floats: Floats = np.array([float(share)])

    def payers(self, support: Support) -> Payers:
        """The supporters of a project, grouped."""
        kinds = len(support.values)
        keys = self.classes[support.rows] * kinds + support.which
        votes = np.bincount(keys, weights=support.votes, minlength=len(self.amounts) * kinds)
        found = np.flatnonzero(votes)
        classes, which = np.divmod(found, kinds)
        points = np.array(support.values, dtype=np.float64)[which]
        return Payers(classes, which, votes[found].astype(np.int64), points, self._floats[classes])

    def held(self, support: Support) -> Fraction:
        """What the supporters of a project have together."""
        payers = self.payers(support)
        return Fraction(self._sum(payers.classes, payers.votes), self.unit)

    def floats(self) -> Floats:
        """What the voters of each distinct ballot have, as a float."""
        return self._floats[self.classes]

    def price(self, support: Support, cost: Fraction) -> Fraction | None:
        """The smallest price per point at which the supporters can pay *cost* together.

        Whoever has less than the price of all their points pays all they have. ``None`` where all
        of them together have too little.

        What is paid at a price is concave, so Newton's method comes to the price from below, after
        the first step wherever floats let it begin.
        """
        payers = self.payers(support)
        bounds = _near(payers, float(cost))
        if bounds is None:
            return None
        if bounds[1] == inf and (all_of_it := self.held(support)) <= cost:
            return self._last(support, payers) if all_of_it == cost else None
        poor = payers.amounts < bounds[0] * payers.points
        while True:
            missing = cost * self.unit - self._sum(payers.classes[poor], payers.votes[poor])
            given = zip(payers.votes[~poor].tolist(), payers.which[~poor].tolist(), strict=True)
            points = sum(votes * support.values[k] for votes, k in given)
            price: Fraction = missing / points / self.unit
            before, poor = poor, self._poor(support, payers, price)
            if (poor == before).all():
                return price

    def pay(self, support: Support, price: Fraction | None) -> int:
        """Take from every supporter the *price* of their points, or all they have if it is less.

        Args:
            price: for each point; ``None`` takes everything.

        Returns:
            How many had less.
        """
        payers = self.payers(support)
        poor = 0 if price is None else payers.votes[self._poor(support, payers, price)].sum()
        finer = 1 if price is None else (price * self.unit).denominator
        each = 0 if price is None else (price * self.unit).numerator
        left = [
            0 if price is None else max(0, self.amounts[c] * finer - each * support.values[k])
            for c, k in zip(payers.classes.tolist(), payers.which.tolist(), strict=True)
        ]
        others = np.ones(len(self.classes), dtype=bool)
        others[support.rows] = False
        kept = np.flatnonzero(np.bincount(self.classes[others], minlength=len(self.amounts)))
        untouched = [self.amounts[c] * finer for c in kept.tolist()]
        kinds = len(support.values)
        keys = self.classes[support.rows] * kinds + support.which
        self.unit *= finer
        places = {amount: place for place, amount in enumerate(untouched)}
        new = [places.setdefault(amount, len(places)) for amount in left]
        self.amounts = list(places)
        made = [amount / self.unit for amount in self.amounts[len(untouched) :]]
        self._floats = np.concatenate([self._floats[kept], made])
        moved = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.int64)
        moved[payers.classes * kinds + payers.which] = new
        stayed = np.zeros(int(kept.max(initial=0)) + 1, dtype=np.int64)
        stayed[kept] = np.arange(len(kept))
        self.classes[others] = stayed[self.classes[others]]
        self.classes[support.rows] = moved[keys]
        return int(poor)

    def _poor(self, support: Support, payers: Payers, price: Fraction) -> npt.NDArray[np.bool_]:
        """Which groups have less than the *price* of their points."""
        prices = float(price) * payers.points
        poor: npt.NDArray[np.bool_] = payers.amounts < prices
        for i in np.flatnonzero(np.abs(payers.amounts - prices) <= SLACK * prices).tolist():
            exact = price * support.values[payers.which[i]] * self.unit
            poor[i] = self.amounts[payers.classes[i]] < exact
        return poor

    def _last(self, support: Support, payers: Payers) -> Fraction:
        """The price where everybody pays all they have, to the last unit."""
        return max(
            Fraction(self.amounts[c], self.unit * support.values[k])
            for c, k in zip(payers.classes.tolist(), payers.which.tolist(), strict=True)
        )

    def _sum(self, classes: Whole, votes: Whole) -> int:
        pairs = zip(classes.tolist(), votes.tolist(), strict=True)
        return sum(self.amounts[c] * n for c, n in pairs)


def _near(payers: Payers, cost: float) -> tuple[float, float] | None:
    """Bounds on the price per point; the upper one is infinite where it may be out of reach."""
    if not len(payers.votes):
        return None
    ratios = payers.amounts / payers.points
    order = np.argsort(ratios, kind="stable")
    held = payers.votes[order] * payers.amounts[order]
    given = payers.votes[order] * payers.points[order]
    paid = np.cumsum(held)
    if paid[-1] < cost * (1 - SLACK):
        return None
    rest = np.cumsum(given[::-1])[::-1]
    prices = (cost - paid + held) / rest
    reached = np.flatnonzero(prices <= ratios[order])
    if paid[-1] <= cost * (1 + SLACK) or not len(reached):
        return 0.0, inf
    price = float(prices[reached[0]])
    error = SLACK * (price + cost / float(rest[reached[0]]))
    return max(0.0, price - error), price + error


def everybody_else(support: Support, weights: Whole) -> Support:
    """Those who do not support a project, with one point each."""
    others = np.ones(len(weights), dtype=bool)
    others[support.rows] = False
    rows = np.flatnonzero(others)
    return Support.of(rows, np.ones(len(rows), dtype=np.int64), weights)
