"""Leximin where people's chances are to be in proportion to weights, as far as they can be.

Somebody of weight 3 is to have three times the chance of somebody of weight 1. So not the lowest
chance is raised, but the lowest of chance / weight, here called the share; whoever cannot be raised
is pinned; then the second lowest share is raised, and so on. A chance that reaches one is pinned
there. The multipliers that prove each level are computed as fractions, as in ``fractional``.

Source: weighted max-min fairness, as in Bertsekas, Gallager, "Data networks" (1992), section 6.5;
levels by complementary slackness, as in ``fractional``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panels

CLOSE = 1e-7  # how far the proof may lie from what the solver says before it is distrusted


def weighted_leximin(
    panels: Panels, weights: Sequence[int], *, barred: frozenset[int] = frozenset()
) -> tuple[Fraction, ...]:
    """The chances of the types over fractional panels, as far as can be in proportion to *weights*.

    Args:
        weights: of one person of each type; positive.
        barred: types that are known to be on no panel; their chance is 0.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    ascent = _Ascent(panels, weights, barred)
    while ascent.open:
        ascent.pin(*ascent.next_level())
    chances = tuple(ascent.chances[t] for t in range(len(panels.types)))
    sums = [
        sum((panels.sizes[t] * chances[t] for t in row.types), Fraction(0)) for row in panels.rows
    ]
    if not all(0 <= p <= 1 for p in chances) or not all(
        row.lower <= s <= row.upper for row, s in zip(panels.rows, sums, strict=True)
    ):
        raise SolverError("the solver's chances do not add up exactly")
    return chances


class _Ascent:
    """The linear programme, and what is pinned so far.

    A type that is open has the chance w z + s, where w is its weight, z the lowest share of all and
    s its own surplus. In floats the weights are divided by their mean, so that z is of the size
    of a chance. The limit w z + s <= 1 becomes a row only when it is broken.
    """

    def __init__(self, panels: Panels, weights: Sequence[int], barred: frozenset[int]) -> None:
        self.panels, self.weights = panels, weights
        self.mean = sum(m * w for m, w in zip(panels.sizes, weights, strict=True)) / sum(
            panels.sizes
        )
        self.chances: dict[int, Fraction] = dict.fromkeys(barred, Fraction(0))
        self.open = set(range(len(panels.types))) - barred
        self.limited: list[int] = []
        n = len(panels.types)
        self.programme = Programme(
            costs=[1.0] + [0.0] * n,
            lower=[0.0] * (n + 1),
            upper=self._upper(),
            columns=[
                [(r, total / self.mean) for r, total in enumerate(self._open_totals()) if total],
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

    def next_level(self) -> tuple[Fraction, tuple[int, ...]]:
        """The highest possible lowest share of those open, proven, and who is held down by it.

        Raises:
            SolverError: the proof does not meet what the solver says.
        """
        heaviest = max(self.weights[t] for t in self.open)
        for afresh in (False, True):
            if afresh:
                self.programme.run(afresh=True)
            z = self._solve() / self.mean
            if 0 not in self.programme.basic_columns():  # then it stands at its upper bound
                certain = (t for t in sorted(self.open) if self.weights[t] == heaviest)
                return Fraction(1, heaviest), tuple(certain)
            multipliers = self._multipliers()
            if multipliers is not None:
                bound, held = self._bound(multipliers)
                if held and abs(float(bound) - z) * self.mean < CLOSE:
                    return bound, held
        raise SolverError("the solver's lowest share could not be proven")

    def pin(self, share: Fraction, types: Iterable[int]) -> None:
        """Hold *types* at this *share* of their weight from now on."""
        for t in types:
            self.chances[t] = self.weights[t] * share
            self.open.discard(t)
        for r, total in enumerate(self._open_totals()):
            self.programme.set_coefficient(r, 0, total / self.mean)
        for i, t in enumerate(self.limited):
            if t not in self.open:
                self.programme.set_coefficient(len(self.panels.rows) + i, 0, 0.0)
        self.programme.set_bounds(np.zeros(len(self.weights) + 1), np.array(self._upper()))
        rows = [*zip(self.panels.rows, self._pinned_totals(), strict=True)]
        self.programme.set_row_bounds(
            np.array([float(row.lower - s) for row, s in rows]),
            np.array([float(row.upper - s) for row, s in rows]),
        )

    def _solve(self) -> float:
        """The lowest share times the mean weight, with a row for every limit that is broken."""
        while True:
            outcome = self.programme.run()
            if outcome is not Outcome.BEST:
                outcome = self.programme.run(afresh=True)
            if outcome is not Outcome.BEST:
                raise SolverError("no lottery over fractional panels was found")
            values = self.programme.values
            weights = {t: self.weights[t] / self.mean for t in sorted(self.open)}
            broken = [
                t
                for t, w in weights.items()
                if t not in self.limited and values[t + 1] + w * values[0] > 1 + 1e-10
            ]
            if not broken:
                return float(values[0])
            for t in broken:
                self.programme.add_row(-FREE, 1.0, [(0, weights[t]), (t + 1, 1.0)])
            self.limited += broken

    def _multipliers(self) -> dict[int, Fraction] | None:
        """The multipliers of the rows at the solver's basis, as fractions; in any measure.

        They are what is orthogonal to all basic surpluses. The great sums in the column of the
        lowest share are not needed for that: one multiplier that is not zero is taken for one.
        """
        rows = self.programme.tight_rows()
        columns = [column for column in self.programme.basic_columns() if column]
        if len(rows) != len(columns) + 1:
            return None
        prices = self.programme.row_prices
        measure = max(range(len(rows)), key=lambda i: (abs(prices[rows[i]]), -i))
        place = {row: i for i, row in enumerate(rows)}
        limits = {t: len(self.panels.rows) + i for i, t in enumerate(self.limited)}
        matrix = np.zeros((len(rows), len(rows)), dtype=np.int64)
        for i, column in enumerate(columns):
            t = column - 1
            for row in self.panels.rows_of[t]:
                if row in place:
                    matrix[i, place[row]] = self.panels.sizes[t]
            if limits.get(t) in place:
                matrix[i, place[limits[t]]] = 1
        matrix[-1, measure] = 1
        found = solve(matrix, [0] * len(columns) + [1])
        if found is None:
            return None
        sign = 1 if prices[rows[measure]] > 0 else -1
        n = len(self.panels.rows)
        return {r: sign * y for r, y in zip(rows, found, strict=True) if y and r < n}

    def _bound(self, multipliers: Mapping[int, Fraction]) -> tuple[Fraction, tuple[int, ...]]:
        """What the lowest open share cannot exceed, and the types that the bound holds down.

        Any multipliers give a valid bound.
        """
        rows, sizes = self.panels.rows, self.panels.sizes
        at_most = sum(
            (y * (rows[r].upper if y > 0 else rows[r].lower) for r, y in multipliers.items()),
            Fraction(0),
        )
        weight = Fraction(0)
        held = []
        for t, counted in enumerate(self.panels.rows_of):
            g = sizes[t] * sum((multipliers[r] for r in counted if r in multipliers), Fraction(0))
            if t not in self.open:
                at_most -= g * self.chances[t]
            elif g > 0:
                weight += g * self.weights[t]
                held.append(t)
            else:
                at_most -= g  # nobody's chance is above one
        return (at_most / weight, tuple(held)) if held else (Fraction(1), ())

    def _upper(self) -> list[float]:
        """The lowest share takes nobody's chance above one; who is pinned has no surplus."""
        heaviest = max((self.weights[t] for t in self.open), default=1)
        free = [FREE if t in self.open else 0.0 for t in range(len(self.weights))]
        return [self.mean / heaviest, *free]

    def _open_totals(self) -> list[int]:
        """For each row, the weight of the people whom it counts and whose type is open."""
        of_types = zip(self.panels.sizes, self.weights, strict=True)
        return self.panels.count(
            [m * w if t in self.open else 0 for t, (m, w) in enumerate(of_types)]
        )

    def _pinned_totals(self) -> list[Fraction]:
        """For each row, what the pinned types contribute on average."""
        sums = [Fraction(0)] * len(self.panels.rows)
        for t, chance in self.chances.items():
            if chance:
                for r in self.panels.rows_of[t]:
                    sums[r] += self.panels.sizes[t] * chance
        return sums
