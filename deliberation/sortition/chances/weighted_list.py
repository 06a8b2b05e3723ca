"""Listed panels, and the weights by which the lowest of the open chances is highest.

Column 0 of the programme is the lowest chance, column 1 + j the weight of panel j. Row t says that
type t has its chance, and the last row that the weights add up to one. What has to be exact is
solved again as fractions at the solver's basis.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), algorithm LEXIMIN: the programme over a set of panels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, SHARP, Floats, Options, Outcome, Programme
from deliberation.sortition.chances.completing import Wholes
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panel, Panels

NEARLY = 1e-6  # floats that lie so close, in proportion, may stand for the same


class WeightedList:
    """The panels listed so far, the programme over them, and what is pinned.

    Args:
        shares: what the chances are in proportion to; the seats count *unit* times, so that the
            lowest chance has the size of one.
        chances: those pinned, by type.
        options: how the programme is solved, besides sharply.
    """

    def __init__(
        self,
        panels: Panels,
        shares: Sequence[int],
        chances: Mapping[int, Fraction],
        listed: Iterable[Panel],
        options: Options,
    ) -> None:
        self.unit = min(shares)
        self.goals = [m * share for m, share in zip(panels.sizes, shares, strict=True)]
        self.chances = {**chances}
        self.open = set(range(len(panels.types))) - chances.keys()
        self.listed: list[Panel] = []
        self.seen: set[Panel] = set()
        self._seats: list[Wholes] = []  # those of the list, as arrays, in few bits
        self._bits = np.min_scalar_type(max(panels.sizes))
        n = len(panels.types)
        self._programme = Programme(
            costs=[1.0],
            lower=[0.0],
            upper=[FREE],
            columns=[[(t, -float(self.goals[t])) for t in sorted(self.open)]],
            row_lower=[0.0] * n + [1.0],
            row_upper=[FREE] * n + [1.0],
            options={**SHARP, **options},
        )
        for panel in listed:
            self.add(panel)
        self._set_goals(0.0)

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self.seen:
            return False
        self.seen.add(panel)
        self.listed.append(panel)
        self._seats.append(np.array(panel, dtype=self._bits))
        entries = [(t, float(c * self.unit)) for t, c in enumerate(panel) if c]
        self._programme.add_column(0.0, 0.0, FREE, [*entries, (len(panel), 1.0)])
        return True

    def pin(self, types: Iterable[int], chance: Fraction) -> None:
        """Hold *types* at *chance* from now on."""
        for t in types:
            self.chances[t] = chance
            self._programme.set_coefficient(t, 0, 0.0)
        self.open.difference_update(types)
        self._set_goals(0.0)

    def highest(self) -> float:
        """The lowest of the open chances, as high as the listed panels let it be.

        If pinned chances were rounded out of reach, these go a little.

        Raises:
            SolverError: the solver stopped without an answer.
        """
        for slack in (0.0, 1e-9, 1e-8, 1e-7):
            if slack:
                self._set_goals(slack)
            for afresh in (False, True):
                if self._programme.run(afresh=afresh) is Outcome.BEST:
                    return self._programme.objective
        raise SolverError("the pinned chances cannot be had together")

    def prices(self) -> tuple[Floats, float]:
        """The weights of the types, and what a panel must weigh by them to be as good as listed."""
        prices = self._programme.row_prices
        return np.maximum(-prices[:-1], 0.0), float(prices[-1]) / self.unit

    def heaviest(self, worth: float) -> list[Panel]:
        """The panels listed among which the heaviest are: those *worth* as much as the list."""
        short = np.abs(self._programme.reduced_costs[1:])
        near = np.flatnonzero(short <= NEARLY * max(worth * self.unit, NEARLY))
        return [self.listed[j] for j in near.tolist()]

    def multipliers(self) -> list[Fraction]:
        """The weights of the types at the solver's basis, as fractions.

        In a basis there are as many columns and slacks as rows, so that as many columns are in it
        as rows are tight: the equations are square.

        Raises:
            SolverError: the basis is none, or its weights are below zero.
        """
        rows, columns = self._programme.tight_rows(), self._programme.basic_columns()
        n = len(self.goals)
        matrix = np.zeros((len(columns), n + 1), dtype=np.int64)
        for i, column in enumerate(columns):
            if column:
                matrix[i, :n], matrix[i, n] = self._seats[column - 1], 1
                matrix[i, :n] *= self.unit
            else:
                matrix[i, sorted(self.open)] = [-self.goals[t] for t in sorted(self.open)]
        found = solve(matrix[:, rows], [int(column == 0) for column in columns])
        weights = dict.fromkeys(range(n), Fraction(0))
        if found:
            weights.update((row, -value) for row, value in zip(rows, found, strict=True) if row < n)
        if not found or min(weights.values()) < 0:
            raise SolverError("the lowest chance could not be had as a fraction")
        return list(weights.values())

    def _set_goals(self, slack: float) -> None:
        """Ask for the pinned chances, or a little less."""
        goals = [
            float(self.chances.get(t, 0) * goal) * (1 - slack) for t, goal in enumerate(self.goals)
        ]
        self._programme.set_row_bounds(np.array(goals), np.full(len(goals), FREE))
