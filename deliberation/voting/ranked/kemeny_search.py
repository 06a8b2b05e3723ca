"""The best agreement of a ranking with the ballots, by branch and bound in linear programmes.

Sources: Conitzer, Davenport & Kalagnanam, "Improved Bounds for Computing Kemeny Rankings", AAAI
(2006); Grötschel, Jünger & Reinelt, "A Cutting Plane Algorithm for the Linear Ordering Problem",
Operations Research 32 (1984).

x[i, j], for i < j, is 1 where i stands before j. Of three candidates i < j < k no ranking puts them
in a circle: x[i, j] + x[j, k] - x[i, k] is 0 or 1. These rows are added where a solution breaks
them. No bound is taken from the solver: the prices of its rows are rounded to whole numbers, and
any whole prices prove a bound in whole numbers, good or bad.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from deliberation.errors import SolverError
from deliberation.solver import Floats, Outcome, Programme
from deliberation.voting.preferences import Matrix

PRICE = 2**20
"""Prices are counted in parts of this size."""

NODES = 4000
"""After so many linear programmes the search gives up."""

ROWS = 400
"""So many broken rows are added at once."""

Whole = npt.NDArray[np.int64]
Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of all rankings: which pairs are settled."""

    lower: Whole
    upper: Whole


class Search:
    """The search for the best order of the candidates of a matrix; it changes while it runs.

    Args:
        d: how many ballots prefer the row's candidate to the column's.
    """

    def __init__(self, d: Matrix) -> None:
        self.n = len(d)
        self.firsts, self.seconds = np.triu_indices(self.n, 1)
        margins = (d - d.T)[self.firsts, self.seconds]
        if max(map(abs, margins.tolist())) * PRICE * self.n**2 >= 2**62:
            raise SolverError(
                f"the margins of {self.n} candidates are too large to be searched exactly"
            )
        self.step = math.gcd(*map(int, margins.tolist())) or 1
        self.margins = margins.astype(np.int64) // self.step
        self.least = int(d[self.seconds, self.firsts].sum())
        self.rows: list[Row] = []
        self.pair = np.zeros((self.n, self.n), dtype=np.int64)
        self.pair[self.firsts, self.seconds] = np.arange(len(margins))
        columns = len(margins)
        self.programme = Programme(
            costs=self.margins.astype(float),
            lower=np.zeros(columns),
            upper=np.ones(columns),
            columns=[[] for _ in range(columns)],
            row_lower=[],
            row_upper=[],
        )
        self.best = self._improved(_by_wins(d))

    def agreement(self) -> int:
        """The best agreement of an order, proven.

        Raises:
            SolverError: it is not proven after so many linear programmes.
        """
        ones = np.ones(len(self.margins), dtype=np.int64)
        waiting = [Node(0 * ones, ones)]
        programmes = 0
        while waiting:
            node = waiting.pop()
            while True:
                programmes += 1
                if programmes > NODES:
                    raise SolverError(
                        f"the best ranking of {self.n} candidates who all depend on each other was"
                        f" not proven after {NODES} linear programmes"
                    )
                self.programme.set_bounds(node.lower.astype(float), node.upper.astype(float))
                if self.programme.run() is not Outcome.BEST:
                    break
                x = self.programme.values
                self.best = max(self.best, self._improved(self._order(x)))
                bound, reduced = self._bound(node)
                if bound < (self.best + 1) * PRICE:
                    break
                node = self._fixed(node, bound, reduced)
                if self._add_broken(x):
                    continue
                waiting += self._branches(node, x)
                break
        return self.least + self.step * self.best

    def _bound(self, node: Node) -> tuple[int, Whole]:
        """What nothing in a *node* exceeds, in parts, and what is left of each margin."""
        prices = np.rint(self.programme.row_prices * PRICE).astype(np.int64)
        reduced = self.margins * PRICE
        if self.rows:
            rows = np.array(self.rows)
            for column, sign in ((0, 1), (1, 1), (2, -1)):
                np.subtract.at(reduced, rows[:, column], sign * prices)
        best = np.where(reduced > 0, node.upper, node.lower)
        return int(np.maximum(prices, 0).sum() + (best * reduced).sum()), reduced

    def _fixed(self, node: Node, bound: int, reduced: Whole) -> Node:
        """The node without what cannot be part of a better ranking."""
        dear = bound - np.abs(reduced) < (self.best + 1) * PRICE
        lower = np.where(dear & (reduced > 0), node.upper, node.lower)
        upper = np.where(dear & (reduced < 0), node.lower, node.upper)
        return Node(lower, upper)

    def _add_broken(self, x: Floats) -> bool:
        """Add the rows that a solution breaks most; whether there was one."""
        i, j, k = _triples(self.n)
        ij, jk, ik = self.pair[i, j], self.pair[j, k], self.pair[i, k]
        sums = x[ij] + x[jk] - x[ik]
        broken = np.maximum(sums - 1, -sums)
        (found,) = (broken > 1e-6).nonzero()
        known = set(self.rows)
        added = False
        for t in found[np.argsort(-broken[found], kind="stable")][:ROWS].tolist():
            row = (int(ij[t]), int(jk[t]), int(ik[t]))
            if row not in known:
                self.programme.add_row(0, 1, [(row[0], 1.0), (row[1], 1.0), (row[2], -1.0)])
                self.rows.append(row)
                added = True
        return added

    def _branches(self, node: Node, x: Floats) -> list[Node]:
        """The two halves of a *node*, the likelier last."""
        free = node.lower < node.upper
        unsure = np.where(free, 0.5 - np.abs(x - 0.5), -1.0)
        weight = unsure * (1 + np.abs(self.margins) / (1 + np.abs(self.margins).max()))
        pair = int(weight.argmax())
        if not free[pair]:
            return []
        halves = []
        for value in (0, 1) if x[pair] > 0.5 else (1, 0):
            lower, upper = node.lower.copy(), node.upper.copy()
            lower[pair] = upper[pair] = value
            halves.append(Node(lower, upper))
        return halves

    def _order(self, x: Floats) -> list[int]:
        """The candidates by how many they stand before in a solution."""
        before = np.zeros((self.n, self.n))
        before[self.firsts, self.seconds] = x
        before[self.seconds, self.firsts] = 1 - x
        order: list[int] = np.argsort(-before.sum(axis=1), kind="stable").tolist()
        return order

    def _improved(self, order: list[int]) -> int:
        """What an *order* is worth after moving one candidate at a time as long as that helps."""
        m = np.zeros((self.n, self.n), dtype=np.int64)
        m[self.firsts, self.seconds] = self.margins
        m -= m.T
        current, moved = list(order), True
        while moved:
            moved = False
            for candidate in list(current):
                rest = [c for c in current if c != candidate]
                # What standing at each place is worth: those before it won, those behind it lost.
                gains = np.concatenate([[0], np.cumsum(-m[candidate, rest])])
                place, here = int(gains.argmax()), current.index(candidate)
                if gains[place] > gains[here]:
                    rest.insert(place, candidate)
                    current, moved = rest, True
        places = np.argsort(current)
        before = places[self.firsts] < places[self.seconds]
        return int(self.margins[before].sum())


def _by_wins(d: Matrix) -> list[int]:
    """The candidates by the votes for them, less those against."""
    order: list[int] = np.argsort(-(d - d.T).sum(axis=1), kind="stable").tolist()
    return order


def _triples(n: int) -> tuple[Whole, Whole, Whole]:
    """All i < j < k."""
    i, j, k = np.ogrid[:n, :n, :n]
    first, second, third = ((i < j) & (j < k)).nonzero()
    return first, second, third
