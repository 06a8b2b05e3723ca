"""The search for a reserve list: bounds on what lists miss, and what follows from all of them.

A list is a number for each kind of people. Each bound says of a scenario s that a list x misses at
least a - wx there, whatever the list is; it comes from the prices of who steps in for some list
that was asked about. Three searches use them:

1. *Fractional* lists: take the list that all bounds together like best, ask half-way back to the
   best list so far, until bound and list meet. No whole list misses less.
2. *Exchanges*: of all lists that differ from the present one by one exchange, ask about the one
   that the bounds like best, and go there if it misses less; stop when no bound leaves hope.
3. *Whole* lists by branch and bound, where the programme is small.

Source: Benders' decomposition (Benders 1962; Van Slyke and Wets 1969), asked between the bounds'
favourite and the best so far as in Ben-Ameur and Neto 2007.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from deliberation.errors import SolverError
from deliberation.solver import FREE, Column, Floats, Outcome, Programme
from deliberation.sortition.reserve.filling import Filling
from deliberation.sortition.reserve.gaps import Gaps

Kinds = npt.NDArray[np.bool_]

CLOSE = 1e-3  # relative: when a fractional list is good enough
SLIGHT = 1e-9
NEAR = 0.03  # bounds that are further from deciding are forgotten after the fractional search
FRACTIONAL_ROUNDS = 60
EXCHANGES = 500
WHOLE_ROUNDS = 100
ENTRIES = 10_000  # bounds times kinds: a larger programme over whole lists is not tried
NODES = 1000  # of branch and bound, for each of these programmes


class Search:
    """What is known of lists of up to *count* people so far."""

    def __init__(self, gaps: Gaps, count: int) -> None:
        self.low = 0.0  # what is missed on average at least
        self._count = count
        self._most = np.array([min(len(ids), count) for ids in gaps.kinds], dtype=np.float64)
        self._shares = np.array(gaps.times) / sum(gaps.times)
        self._filling = Filling(gaps, whole=False)
        self._bounds: list[tuple[int, float, Floats]] = []
        self._dearer = np.zeros(len(gaps.kinds))  # by how much the bound rises with one of a kind

    def ask(self, numbers: Floats) -> float:
        """What is missed on average at least with such a list; keeps the bounds that show it.

        Raises:
            SolverError: the optimiser stopped without an answer.
        """
        missed = 0.0
        for s, share in enumerate(self._shares):
            missed += share * self._filling.run(s, numbers)
            least, worth = self._filling.cut(s)
            if least > SLIGHT:
                self._bounds.append((s, least, worth))
        return missed

    def fractional(self) -> Floats:
        """The fractional list that misses least, or nearly, which also sets ``low``.

        Raises:
            SolverError: the optimiser stopped without an answer.
        """
        everyone = np.ones(len(self._most), dtype=np.bool_)
        master = self._programme(everyone, whole=False)
        best = self._most * min(1.0, self._count / max(self._most.sum(), 1.0))
        asked, high = best, FREE
        for _ in range(FRACTIONAL_ROUNDS):
            known = len(self._bounds)
            here = self.ask(asked)
            if here < high:
                best, high = asked, here
            for bound in self._bounds[known:]:
                master.add_row(bound[1], FREE, self._entries(bound, everyone))
            if master.run() is not Outcome.BEST:
                raise SolverError("no reserve list was found; nothing was decided")
            self.low = -master.objective
            if high - self.low <= CLOSE * high + SLIGHT:
                break
            asked = (best + master.values[: len(best)]) / 2
        held, missed = np.split(master.values, [len(best)])
        self._dearer = -master.reduced_costs[: len(best)]
        self._bounds = [
            (s, least, worth)
            for s, least, worth in self._bounds
            if worth @ held + missed[s] - least <= NEAR
        ]
        return held

    def rounded(self, held: Floats) -> Floats:
        """A whole list: the whole part of the fractional one, filled by the greatest remainders."""
        numbers = np.floor(held + SLIGHT)
        for kind in np.argsort(numbers - held, kind="stable"):
            if numbers.sum() < self._count and numbers[kind] < self._most[kind]:
                numbers[kind] += 1
        return numbers

    def exchanged(self, numbers: Floats) -> Floats:
        """A list that no single exchange makes better, found from *numbers* on.

        Raises:
            SolverError: the optimiser stopped without an answer.
        """
        here = self.ask(numbers)
        for _ in range(EXCHANGES):
            if here <= SLIGHT or not numbers.any():
                break
            hoped, other = self._best_exchange(numbers)
            if hoped >= here - SLIGHT:
                break
            there = self.ask(other)
            if there < here - SLIGHT:
                numbers, here = other, there
        return numbers

    def whole_lists(self, *, below: float) -> Iterator[Floats]:
        """Lists that may miss less than *below*, until there is none or it would take too long.

        Raises:
            SolverError: the optimiser stopped without an answer.
        """
        kinds = self.low + self._dearer < below - SLIGHT  # with others, the bound says no
        for _ in range(WHOLE_ROUNDS):
            small = int(kinds.sum()) * len(self._bounds) <= ENTRIES
            if not small or self.low >= below - SLIGHT:
                return
            programme = self._programme(kinds, whole=True)
            if programme.run() not in (Outcome.BEST, Outcome.FOUND):
                return
            low = -programme.bound
            self.low = max(self.low, min(low, below))
            numbers = np.zeros(len(kinds))
            numbers[kinds] = np.round(programme.values[: int(kinds.sum())])
            yield numbers
            if self.ask(numbers) <= low + SLIGHT:
                return

    def _best_exchange(self, numbers: Floats) -> tuple[float, Floats]:
        """The list one exchange away that the bounds like best, and what they say it misses."""
        bounds = sorted(self._bounds, key=lambda bound: bound[0])
        of = np.array([s for s, _, _ in bounds])
        worth = np.array([w for _, _, w in bounds])
        least = np.array([a for _, a, _ in bounds]) - worth @ numbers
        first = np.flatnonzero(np.diff(of, prepend=-1))
        hoped, leaving, coming = FREE, 0, 0
        for kind in np.flatnonzero(numbers):
            missed = (least + worth[:, kind])[:, None] - worth
            missed = np.maximum(np.maximum.reduceat(missed, first, axis=0), 0.0)
            means = self._shares[of[first]] @ missed
            means[(numbers >= self._most) | (np.arange(len(numbers)) == kind)] = FREE
            if means.min() < hoped:
                hoped, leaving, coming = float(means.min()), int(kind), int(means.argmin())
        other = numbers.copy()
        other[leaving] -= 1
        other[coming] += 1
        return hoped, other

    def _programme(self, kinds: Kinds, *, whole: bool) -> Programme:
        """The programme over lists of these *kinds*, with the bounds known so far.

        The kinds stand before what is missed in each scenario; the first row is the length.
        """
        n, scenarios = int(kinds.sum()), len(self._shares)
        columns: list[list[tuple[int, float]]] = [[(0, 1.0)] for _ in range(n)]
        columns += [[] for _ in range(scenarios)]
        for row, bound in enumerate(self._bounds, start=1):
            for column, worth in self._entries(bound, kinds):
                columns[column].append((row, worth))
        return Programme(
            costs=np.concatenate([np.zeros(n), -self._shares]),
            lower=np.zeros(n + scenarios),
            upper=np.concatenate([self._most[kinds], np.full(scenarios, FREE)]),
            columns=columns,
            row_lower=[0.0, *(least for _, least, _ in self._bounds)],
            row_upper=[float(self._count), *(FREE for _ in self._bounds)],
            whole=[True] * n + [False] * scenarios if whole else False,
            options={"mip_rel_gap": 0.0, "mip_max_nodes": NODES} if whole else {},
        )

    def _entries(self, bound: tuple[int, float, Floats], kinds: Kinds) -> Column:
        """The row of a *bound*: what each of these *kinds* is worth, and what is missed."""
        s, _, worth = bound
        of_kinds = [(i, float(w)) for i, w in enumerate(worth[kinds]) if w > SLIGHT]
        return [*of_kinds, (int(kinds.sum()) + s, 1.0)]
