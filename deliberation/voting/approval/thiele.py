"""Thiele's rules: a voter with j representatives is worth f(1) + ... + f(j).

Source: Thiele, "Om Flerfoldsvalg", Oversigt over det Kongelige Danske Videnskabernes Selskabs
Forhandlinger (1895); Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023),
section 2.3. With f(j) = 1/j this is proportional approval voting; with f = 1, 0, 0, ... the rule
of Chamberlin and Courant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from deliberation.voting.approval.approvals import Approvals, Index
from deliberation.voting.arrays import Weights

Worth = Callable[[int], Fraction]
"""What the j-th representative is worth to a voter, from j = 1; it never grows with j."""


def harmonic(j: int) -> Fraction:
    """1, 1/2, 1/3, ...: proportional approval voting.

    >>> harmonic(3)
    Fraction(1, 3)
    """
    return Fraction(1, j)


def first_only(j: int) -> Fraction:
    """1, 0, 0, ...: one representative is enough.

    >>> first_only(1), first_only(2)
    (Fraction(1, 1), Fraction(0, 1))
    """
    return Fraction(int(j == 1))


class Gains:
    """What electing each candidate would add, while candidates are elected one by one.

    Args:
        f: what the j-th representative is worth.
        seats: how many will be elected at most.
    """

    def __init__(self, approvals: Approvals, f: Worth, seats: int) -> None:
        held = np.zeros(len(approvals.weights), dtype=np.intp)
        worth = [f(j) for j in range(1, seats + 1)] + [Fraction(0)]
        self._values = _Values(approvals, held, worth)

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """What each of *standing* would add."""
        return self._values.of(standing)

    def take(self, candidate: int) -> None:
        """Elect *candidate*."""
        self._values.move(candidate, 1)


class Losses:
    """What removing each candidate would cost, while candidates are removed one by one.

    Args:
        f: what the j-th representative is worth.
    """

    def __init__(self, approvals: Approvals, f: Worth) -> None:
        held = np.diff(approvals.starts)
        worth = [Fraction(0)] + [f(j) for j in range(1, int(held.max()) + 1)]
        self._values = _Values(approvals, held, worth)

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """What each of *standing* is worth to the voters as long as all of these are elected."""
        return self._values.of(standing)

    def take(self, candidate: int) -> None:
        """Remove *candidate*."""
        self._values.move(candidate, -1)


class _Values:
    """The sum, for each candidate, of *worth[j]* over the supporters who hold j representatives."""

    def __init__(self, approvals: Approvals, held: Index, worth: Sequence[Fraction]) -> None:
        self._approvals, self._held = approvals, held
        self._unit = lcm(*(value.denominator for value in worth))
        scaled = [int(value * self._unit) for value in worth]
        # No sum below exceeds this, nor does any difference of two.
        most = max(scaled) * sum(map(int, approvals.weights))
        self._worth: Weights = np.array(scaled, dtype=np.int64 if most < 2**62 else np.object_)
        self._sums = self._total(np.arange(len(held)), self._worth)

    def of(self, candidates: Sequence[int]) -> dict[int, Fraction]:
        return {c: Fraction(int(self._sums[c]), self._unit) for c in candidates}

    def move(self, candidate: int, by: int) -> None:
        supporters = self._approvals.supporters[candidate]
        change = np.roll(self._worth, -by) - self._worth
        self._sums = self._sums + self._total(supporters, change)
        self._held[supporters] += by

    def _total(self, ballots: Index, worth: Weights) -> Weights:
        """The sum of *worth* over the supporters among *ballots*, for each candidate."""
        voters = self._approvals.sums(ballots, self._held[ballots], len(worth))
        sums: Weights = worth @ voters.astype(worth.dtype)
        return sums
