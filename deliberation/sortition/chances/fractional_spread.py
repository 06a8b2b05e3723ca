"""Trades between the lowest and the highest chance over fractional panels, exactly.

The solver proposes a basis. Most types then stand at the lowest chance or at the highest, and only
about as many as there are quotas in between; so the two chances, those in between, and the
multipliers of the quotas are the solutions of one small system of linear equations, which is
solved again in fractions. Any multipliers give a valid line; the chances are checked to be
possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, SHARP, WARM, Floats, Outcome, Programme
from deliberation.sortition.chances.fractional import possible
from deliberation.sortition.chances.spread import Corner, Settled
from deliberation.sortition.equations.lifting import Matrix, solve
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import Ceiling, proven_most
from deliberation.sortition.proofs.guarantee import Ground
from deliberation.sortition.proofs.trees import Leaf

LOWEST, HIGHEST, FIRST = 0, 1, 2  # columns: the two chances, then what each type has above LOWEST


@dataclass(frozen=True, slots=True)
class _System:
    """Equations that say where everybody stands: ``matrix @ unknown == right``.

    Args:
        unknown: columns of the programme; those of types stand for their chance.
        known: the lowest or the highest chance, where it is not among them.
        at_top: the types that have the highest chance.
        rows: the tight quotas, which come first among the equations.
    """

    unknown: list[int]
    known: Mapping[int, Fraction]
    at_top: set[int]
    rows: list[int]
    matrix: Matrix
    right: list[Fraction]


class FractionalSpread:
    """The linear programme for all prices, with a row for each quota.

    A type has the chance z + s, where z is the lowest; that z + s is at most the highest becomes a
    row only when it is broken.
    """

    def __init__(self, panels: Panels, settled: Settled) -> None:
        self.panels, self.settled, self.ground = panels, settled, Ground.ROWS
        self._limited: list[int] = []
        self._free = [m if t not in settled else 0 for t, m in enumerate(panels.sizes)]
        certain = [m if settled.get(t) == 1 else 0 for t, m in enumerate(panels.sizes)]
        self._certain = panels.count(certain)  # seats in each row that are given away already
        self._programme = Programme(
            costs=[0.0] * (FIRST + len(certain)),
            lower=[0.0] * (FIRST + len(certain)),
            upper=[1.0] * (FIRST + len(certain)),
            columns=[
                [(r, float(total)) for r, total in enumerate(panels.count(self._free)) if total],
                [],
                *([(r, float(m)) for r in panels.rows_of[t]] for t, m in enumerate(panels.sizes)),
            ],
            row_lower=[row.lower - c for row, c in zip(panels.rows, self._certain, strict=True)],
            row_upper=[row.upper - c for row, c in zip(panels.rows, self._certain, strict=True)],
            options={**WARM, **SHARP},
        )

    def corner(self, low: Fraction, high: Fraction) -> Corner:
        """Where *low* times the lowest chance less *high* times the highest is most.

        Raises:
            SolverError: the solver's answer could not be made exact.
        """
        self._set_prices(low, high)
        for afresh in (False, True):
            values = self._solve(afresh=afresh)
            corner = self._exact(self._system(values), low, high)
            if corner is not None:
                return corner
        raise SolverError("the lowest and the highest chance could not be made exact")

    def _set_prices(self, low: Fraction, high: Fraction) -> None:
        """Where nothing is paid for the highest chance, it is one, and limits nobody."""
        unit, rest = max(low, high), [0.0] * len(self._free)
        self._programme.set_costs(np.array([float(low / unit), -float(high / unit), *rest]))
        mean = (self.panels.rows[0].upper - self._certain[0]) / max(1, sum(self._free))
        least = 0.999 * mean if high else 1.0  # not everybody is below the mean
        upper = [FREE if m else 0.0 for m in self._free]
        self._programme.set_bounds(np.array([0.0, least, *rest]), np.array([1.0, 1.0, *upper]))

    def _solve(self, *, afresh: bool) -> Floats:
        """The variables, with a row for every limit that would be broken."""
        while True:
            if self._programme.run(afresh=afresh) is not Outcome.BEST:
                raise SolverError("no lottery over fractional panels was found")
            values = self._programme.values
            above = values[FIRST:] + values[LOWEST] - values[HIGHEST] > 1e-10
            known = {*self._limited, *self.settled}
            broken = [int(t) for t in np.flatnonzero(above) if t not in known]
            if not broken:
                return values
            for t in broken:
                entries = [(LOWEST, 1.0), (HIGHEST, -1.0), (FIRST + t, 1.0)]
                self._programme.add_row(-FREE, 0.0, entries)
            self._limited += broken

    def _system(self, values: Floats) -> _System | None:
        """The equations that hold at the solver's basis; ``None`` if they do not suffice."""
        tight, n_rows = self._programme.tight_rows(), len(self.panels.rows)
        basic = set(self._programme.basic_columns())
        limits = [self._limited[r - n_rows] for r in tight if r >= n_rows]
        at_top = {t for t in limits if FIRST + t in basic}
        rows = [r for r in tight if r < n_rows]
        unknown = sorted(c for c in basic if c - FIRST not in at_top)
        if len(unknown) != len(rows) + len(limits) - len(at_top):
            return None
        known = {c: Fraction(round(values[c])) for c in (LOWEST, HIGHEST) if c not in basic}
        # Where a limit is tight for somebody at the lowest chance, the two chances are equal.
        signs = {LOWEST: 1, HIGHEST: -1}
        matrix = np.zeros((len(unknown), len(unknown)), dtype=np.int64)
        right = [self._bound(r, values) for r in rows] + [Fraction(0)] * (len(unknown) - len(rows))
        for c in [*unknown, *known]:
            sums = self.panels.count(self._people_at(c, at_top, unknown))
            column = [sums[r] for r in rows] + [signs.get(c, 0)] * (len(unknown) - len(rows))
            if c in known:
                right = [b - a * known[c] for a, b in zip(column, right, strict=True)]
            else:
                matrix[:, unknown.index(c)] = column
        return _System(unknown, known, at_top, rows, matrix, right)

    def _people_at(self, column: int, at_top: set[int], unknown: list[int]) -> list[int]:
        """How many people of each type have the chance that *column* stands for."""
        if column >= FIRST:
            return [m if t == column - FIRST else 0 for t, m in enumerate(self._free)]
        if column == HIGHEST:
            return [m if t in at_top else 0 for t, m in enumerate(self._free)]
        elsewhere = {*at_top, *(c - FIRST for c in unknown)}
        return [0 if t in elsewhere else m for t, m in enumerate(self._free)]

    def _bound(self, r: int, values: Floats) -> Fraction:
        """The bound at which the tight row *r* stands, less the seats that are given away."""
        row = self.panels.rows[r]
        seats = sum(self._free[t] * (values[LOWEST] + values[FIRST + t]) for t in row.types)
        seats += self._certain[r]
        nearest = row.lower if abs(seats - row.lower) < abs(seats - row.upper) else row.upper
        return Fraction(nearest - self._certain[r])

    def _exact(self, system: _System | None, low: Fraction, high: Fraction) -> Corner | None:
        """The corner where the equations of *system* hold; ``None`` where it is not one."""
        if system is None:
            return None
        found = solve(system.matrix, system.right)
        prices = {LOWEST: low, HIGHEST: -high}
        prices_paid = solve(system.matrix.T, [prices.get(c, 0) for c in system.unknown])
        if found is None or prices_paid is None:
            return None
        at = {**system.known, **dict(zip(system.unknown, found, strict=True))}
        chances = tuple(
            self.settled[t]
            if t in self.settled
            else at[HIGHEST]
            if t in system.at_top
            else at.get(FIRST + t, at[LOWEST])
            for t in range(len(self._free))
        )
        multipliers = {r: y for r, y in zip(system.rows, prices_paid, strict=False) if y}
        return self._proven(chances, multipliers, high) if possible(self.panels, chances) else None

    def _proven(
        self, chances: tuple[Fraction, ...], multipliers: Mapping[int, Fraction], high: Fraction
    ) -> Corner:
        """The corner with the ceiling that the *multipliers* of the quotas prove."""
        weights = []
        for t, rows in enumerate(self.panels.rows_of):
            weight = sum((multipliers[r] for r in rows if r in multipliers), Fraction(0))
            # Without a price the highest chance is one at most, and needs no weight to say so.
            weights.append(weight if high or t in self.settled else max(weight, Fraction(0)))
        leaf = Leaf(multipliers)
        most = proven_most(self.panels, weights, leaf)
        return Corner(chances, None, tuple(weights), most, Ceiling(tuple(weights), most, leaf))
