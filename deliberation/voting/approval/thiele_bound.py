"""What a committee is worth to voters by one of Thiele's rules, and what any can be worth at most.

Source: Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023), section 5.1, for
the linear programme.

With a multiplier l for each ballot, of which w voters cast it, a committee is worth at most the sum
over ballots of the greatest w F(j) - l j, with F(j) = f(1) + ... + f(j), and over members of the
multipliers of the ballots that approve them: because F(j) = (F(j) - l j / w) + l j / w.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import lcm

import numpy as np

from deliberation.solver import FREE, Column, Floats, Programme
from deliberation.voting.approval.approvals import Approvals, Index
from deliberation.voting.approval.fixing import Relaxed
from deliberation.voting.approval.search import Bound, Members
from deliberation.voting.approval.thiele import Worth
from deliberation.voting.arrays import Weights

FINE = 2**20
"""Parts of the least difference between two worths, in which multipliers are rounded."""


class ThieleProblem:
    """Committees of *seats* members, worth the sum over voters of F(representatives)."""

    def __init__(self, approvals: Approvals, f: Worth, seats: int) -> None:
        self.size = seats
        self.standing: Members = frozenset(range(len(approvals.candidates)))
        self._approvals = approvals
        self._worths = [f(j) for j in range(1, seats + 1)]
        self._unit = lcm(*(worth.denominator for worth in self._worths))
        whole = [0, *accumulate(int(worth * self._unit) for worth in self._worths)]
        # Nothing below exceeds this, with multipliers at most w f(1).
        greatest = sum(map(int, approvals.weights)) * whole[1] * seats
        self._fine = next((2**n for n in range(20, 7, -1) if greatest * 2**n < 2**61), 0)
        exact = np.int64 if self._fine else np.object_
        self._fine = self._fine or FINE
        self._weights = approvals.weights.astype(exact)
        self._sums: Weights = np.array([part * self._fine for part in whole], dtype=exact)
        self._rows = np.repeat(np.arange(len(self._weights)), np.diff(approvals.starts))
        self._scale = float(max(approvals.weights))

    @property
    def step(self) -> Fraction:
        """What two different worths differ by at least."""
        return Fraction(1, self._unit)

    def worth(self, committee: Members) -> Fraction:
        """The sum over voters of F(representatives)."""
        total = (self._weights * self._sums[self._held(committee)]).sum()
        return Fraction(int(total), self._unit * self._fine)

    def bound(self, inside: Members, outside: Members) -> Bound:
        """What a committee is worth at most that has all *inside*, and nobody *outside*.

        Raises:
            SolverError: the linear programme was not solved.
        """
        guess, row_prices = self._relaxed.solve(inside, outside)
        multipliers = self._multipliers(row_prices[1:])
        prices = np.zeros(len(self.standing), dtype=multipliers.dtype)
        np.add.at(prices, self._approvals.columns, multipliers[self._rows])
        of = prices.tolist()
        dearest = sorted((of[c] for c in self.standing - inside - outside), reverse=True)
        total = self._constant(multipliers, inside, outside)
        total += sum(of[c] for c in inside) + sum(dearest[: self.size - len(inside)])
        # Worths are whole numbers of the unit, so a bound between two of them is the lower one.
        return Bound(Fraction(total // self._fine, self._unit), of, self._unit * self._fine, guess)

    def _multipliers(self, prices: Floats) -> Weights:
        """Those of the linear programme, as whole numbers between 0 and w f(1)."""
        rough = prices * self._scale * float(self._unit * self._fine)
        whole = np.array([int(x) for x in np.rint(rough).tolist()], dtype=self._weights.dtype)
        return np.clip(whole, 0, self._weights * self._sums[1])

    def _constant(self, multipliers: Weights, inside: Members, outside: Members) -> int:
        """The sum over ballots of the greatest w F(j) - l j, over the j that are possible."""
        fewest = self._held(inside)
        most = np.minimum(self._held(self.standing - outside), self.size)
        least: Weights = self._weights * self._sums[fewest]
        greatest = least - multipliers * fewest
        for j in range(1, self.size + 1):
            possible = (fewest <= j) & (j <= most)
            gain = self._weights * self._sums[j] - multipliers * j
            greatest = np.where(possible & (gain > greatest), gain, greatest)
        return int(greatest.sum())

    def _held(self, committee: Members) -> Index:
        """How many of the *committee* each ballot approves."""
        member = np.zeros(len(self.standing), dtype=bool)
        member[list(committee)] = True
        rows = self._rows[member[self._approvals.columns]]
        return np.bincount(rows, minlength=len(self._weights))

    @cached_property
    def _relaxed(self) -> Relaxed:
        """The linear programme: row 0 counts the members, each further row a ballot's.

        A column for each candidate, and for each ballot one for its first, second, ...
        representative; it cannot have more of them than members that it approves.
        """
        ballots = len(self._weights)
        rows: list[list[int]] = [supporters.tolist() for supporters in self._approvals.supporters]
        columns: list[Column] = [[(0, 1.0), *((row + 1, -1.0) for row in of)] for of in rows]
        costs = [0.0] * len(columns)
        for row, approved in enumerate(np.diff(self._approvals.starts).tolist()):
            share = float(self._weights[row]) / self._scale
            for worth in self._worths[:approved]:
                if worth > 0:
                    columns.append([(row + 1, 1.0)])
                    costs.append(float(worth) * share)
        programme = Programme(
            costs=costs,
            lower=[0.0] * len(columns),
            upper=[1.0] * len(columns),
            columns=columns,
            row_lower=[float(self.size), *[-FREE] * ballots],
            row_upper=[float(self.size), *[0.0] * ballots],
        )
        return Relaxed(programme, len(rows))
