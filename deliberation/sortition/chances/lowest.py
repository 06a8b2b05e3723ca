"""The highest lowest chance over fractional panels, again and again under changed quotas.

The linear programme is that of the first level of ``fractional``, over some of the types; the
others are left out as if they were not in the pool. It is kept from one set of rows to the next,
for little changes. The multipliers of the rows are computed again as fractions at the solver's
basis, so that the chance is a bound that holds whatever the solver did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panels, Row

CLOSE = 1e-7  # how far the proof may lie from what the solver says before it is distrusted


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest *chance* at its highest.

    Args:
        shadows: for each row that holds it down, how much one more place in the row's bound would
            add to the chance at first: above 0 the upper bound holds it, below 0 the lower.
    """

    chance: Fraction
    shadows: Mapping[int, Fraction]


class LowestChance:
    """The lowest chance of the types *counted*, at its highest over fractional panels of them."""

    def __init__(self, panels: Panels, counted: AbstractSet[int]) -> None:
        self._panels, self._counted = panels, frozenset(counted)
        self._limited: list[int] = []
        n = len(panels.types)
        self._totals = panels.count([m if t in counted else 0 for t, m in enumerate(panels.sizes)])
        self._programme = Programme(
            costs=[1.0] + [0.0] * n,
            lower=[0.0] * (n + 1),
            upper=[1.0] + [FREE if t in counted else 0.0 for t in range(n)],
            columns=[
                [(r, float(total)) for r, total in enumerate(self._totals) if total],
                *(
                    [(r, float(m)) for r in rows]
                    for m, rows in zip(panels.sizes, panels.rows_of, strict=True)
                ),
            ],
            row_lower=[row.lower for row in panels.rows],
            row_upper=[row.upper for row in panels.rows],
            options={
                "presolve": "off",
                "solver": "simplex",
                "primal_feasibility_tolerance": 1e-10,
                "dual_feasibility_tolerance": 1e-10,
            },
        )

    def under(self, rows: Sequence[Row]) -> Lowest:
        """The lowest chance where the *rows* of the panels have other bounds.

        Raises:
            SolverError: the solver's answer could not be proven.
        """
        self._programme.set_row_bounds(
            np.array([row.lower for row in rows], dtype=np.float64),
            np.array([row.upper for row in rows], dtype=np.float64),
        )
        for afresh in (False, True):
            highest = self._solve(afresh=afresh)
            multipliers = self._multipliers()
            found = None if multipliers is None else self._bound(multipliers, rows)
            if found is not None and abs(float(found.chance) - highest) < CLOSE:
                return found
        raise SolverError("the solver's lowest chance could not be proven")

    def _solve(self, *, afresh: bool) -> float:
        """The lowest chance, with a row for every chance that would be above one."""
        while True:
            if (
                self._programme.run(afresh=afresh) is not Outcome.BEST
                and self._programme.run(afresh=True) is not Outcome.BEST
            ):
                raise SolverError("no lottery over fractional panels was found")
            values = self._programme.values
            lowest = float(values[0])
            new = sorted(self._counted - set(self._limited))
            broken = [t for t in new if values[t + 1] + lowest > 1 + 1e-10]
            if not broken:
                return lowest
            for t in broken:
                self._programme.add_row(-FREE, 1.0, [(0, 1.0), (t + 1, 1.0)])
            self._limited += broken

    def _multipliers(self) -> dict[int, Fraction] | None:
        """The multipliers of the panels' rows at the solver's basis, as fractions."""
        tight, columns = self._programme.tight_rows(), self._programme.basic_columns()
        place = {row: i for i, row in enumerate(tight)}
        n_rows = len(self._panels.rows)
        limits = {t: n_rows + i for i, t in enumerate(self._limited)}
        matrix = np.zeros((len(columns), len(tight)), dtype=np.int64)
        for i, column in enumerate(columns):
            if column == 0:
                entries = [*enumerate(self._totals), *((row, 1) for row in limits.values())]
            else:
                t = column - 1
                entries = [(row, self._panels.sizes[t]) for row in self._panels.rows_of[t]]
                entries += [(limits[t], 1)] if t in limits else []
            for row, value in entries:
                if row in place:
                    matrix[i, place[row]] = value
        found = solve(matrix, [int(column == 0) for column in columns])
        if found is None:
            return None
        return {r: y for r, y in zip(tight, found, strict=True) if y and r < n_rows}

    def _bound(self, multipliers: Mapping[int, Fraction], rows: Sequence[Row]) -> Lowest:
        """What the lowest chance cannot exceed; any multipliers give a valid bound."""
        most = sum(
            (y * (rows[r].upper if y > 0 else rows[r].lower) for r, y in multipliers.items()),
            Fraction(0),
        )
        weight = Fraction(0)
        for t in sorted(self._counted):
            counting = self._panels.rows_of[t]
            share = sum((multipliers[r] for r in counting if r in multipliers), Fraction(0))
            share *= self._panels.sizes[t]
            if share > 0:
                weight += share
            else:
                most -= share  # nobody's chance is above one
        if not weight or most >= weight:
            return Lowest(Fraction(1), {})
        shadows = {r: y / weight for r, y in multipliers.items()}
        return Lowest(most / weight, shadows)
