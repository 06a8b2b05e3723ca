"""What voters have left to spend on the candidates they approve, in the method of equal shares.

Source: Peters & Skowron, "Proportionality and the Limits of Welfarism", EC (2020), section 3.

Voters with equal money are one class, and money is a whole number of a unit that grows finer with
each purchase. No price ever falls, because voters only spend. So an old price bounds a new one from
below, and so does one found in floats, less what floats can be wrong by: exact prices are worked
out only where these bounds do not tell that a candidate costs more than another.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from math import inf, lcm

import numpy as np

from deliberation.voting.approval.approvals import Approvals, Index, totalled

ULP = 2.0**-50
"""More than a sum in floats is wrong by for each number that is added, where it stays below 2."""


class Purses:
    """Every voter's money, while candidates are bought one by one for a price of one each.

    Args:
        each: what every voter has at first.
    """

    def __init__(self, approvals: Approvals, each: Fraction) -> None:
        self._approvals = approvals
        self.classes: Index = np.zeros(len(approvals.weights), dtype=np.intp)
        self._unit, self._money = each.denominator, [each.numerator]
        self._weights = approvals.weights.astype(np.float64)
        self._floats = np.full(len(approvals.weights), float(each))
        # No price ever falls, as voters only spend: an old one is a lower bound.
        self._bounds = [1 / support if support else inf for support in approvals.support]

    @property
    def money(self) -> list[Fraction]:
        """What a voter of each class has."""
        return [Fraction(money, self._unit) for money in self._money]

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """The most that a supporter pays for those of *standing* who cost least, and some others.

        Those whom their supporters cannot pay for are not among them.
        """
        heap = [(self._bounds[c], c) for c in standing if self._bounds[c] < inf]
        heapify(heap)
        prices: dict[int, Fraction] = {}
        least = inf
        while heap and heap[0][0] <= least:
            old, c = heap[0]
            self._bounds[c] = max(old, self._bound(c))
            heapreplace(heap, (self._bounds[c], c))
            if heap[0] != (self._bounds[c], c) or self._bounds[c] > least:
                continue
            heappop(heap)
            price = self._price(c)
            if price is None:
                self._bounds[c] = inf
            else:
                prices[c] = price
                least = min(least, float(price) * (1 + ULP))
        return {c: prices[c] for c in standing if c in prices}

    def take(self, candidate: int) -> None:
        """Buy *candidate*: every supporter pays the price, or all that is left."""
        price = self._price(candidate)
        assert price is not None, "only who can be paid for is bought"
        scale = lcm(self._unit, price.denominator) // self._unit
        self._unit *= scale
        self._money = [money * scale for money in self._money]
        pays = int(price * self._unit)
        supporters = self._approvals.supporters[candidate]
        before, where = np.unique(self.classes[supporters], return_inverse=True)
        after = [max(self._money[k] - pays, 0) for k in before.tolist()]
        self.classes[supporters] = len(self._money) + where
        self._money += after
        self._tidy()

    def _tidy(self) -> None:
        """Put voters with equal money into one class again, in the order of what they have."""
        used, where = np.unique(self.classes, return_inverse=True)
        money = [self._money[k] for k in used.tolist()]
        self._money = sorted(set(money))
        place = {amount: k for k, amount in enumerate(self._money)}
        self.classes = np.array([place[amount] for amount in money], dtype=np.intp)[where]
        self._floats = np.array([m / self._unit for m in self._money])[self.classes]

    def _bound(self, candidate: int) -> float:
        """What *candidate* costs at least; infinite where it cannot be had."""
        supporters = self._approvals.supporters[candidate]
        order = np.argsort(self._floats[supporters])
        money = self._floats[supporters][order]
        voters = self._weights[supporters][order]
        wrong = len(order) * ULP
        spent = np.cumsum(money * voters)
        if spent[-1] < 1 - wrong:
            return inf
        # If the k poorest give all they have, the others pay this each; most of it is the price.
        paying = np.cumsum(voters[::-1])[::-1]
        missing = 1 - np.concatenate([[0.0], spent[:-1]])
        return float(((missing - wrong) / paying).max() * (1 - ULP))

    def _price(self, candidate: int) -> Fraction | None:
        """The least amount that is enough if every supporter pays it, or all that is left."""
        supporters = self._approvals.supporters[candidate]
        voters = self._voters_by_class(supporters)
        missing, paying = self._unit, sum(n for _, n in voters)
        for k, n in voters:  # the poorest first
            if missing <= self._money[k] * paying:
                return Fraction(missing, self._unit * paying)
            missing -= self._money[k] * n
            paying -= n
        return None

    def _voters_by_class(self, supporters: Index) -> list[tuple[int, int]]:
        """How many of the *supporters* are in each class that has some, the poorest first."""
        weights = self._approvals.weights[supporters]
        counts = totalled(self.classes[supporters], weights, len(self._money))
        some = np.flatnonzero(counts)
        return list(zip(some.tolist(), counts[some].tolist(), strict=True))
