"""The lowest chance over fractional panels, raised level by level, each with its proof.

A type that is open has the chance w z + s, where w is its weight (one, unless chances are to be in
proportion to weights), z the lowest chance of somebody of weight one, and s its own surplus. So the
linear programme has one row for each quota and none for a type; the limit w z + s <= 1 becomes a
row only when it is broken.

The solver proposes a basis. The multipliers of that basis are computed again as fractions, and
give a bound that holds whatever the solver did: in every lottery the rows, multiplied and added
up, say that a weighted mean of chances is at most *b*, so the lowest of them is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import lcm

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, SHARP, WARM, Floats, Outcome, Programme
from deliberation.sortition.equations.lifting import FITS, solve_whole
from deliberation.sortition.panels import Panels, Row
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.trees import Leaf

CLOSE = 1e-7  # how far the proof may lie from what the solver says before it is distrusted


@dataclass(frozen=True, slots=True)
class Level:
    """The *types* whose chance cannot be above *chance*, once the levels before are pinned.

    Args:
        chance: of somebody of weight one; others have it times their weight.
        multipliers: for rows of ``Panels``; they prove the bound. Empty for types that are barred
            or have chance one.
        ceiling: what they say of the types' weights, multiplied and added up in whole numbers.
    """

    chance: Fraction
    types: tuple[int, ...]
    multipliers: Mapping[int, Fraction]
    ceiling: Ceiling | None = None


class Ascent:
    """The linear programme, and what is pinned so far.

    In floats the weights are divided by their mean, so that z is of the size of a chance.

    Args:
        barred: types that are known to be on no panel; their chance is 0.
        weights: whole and positive, of one person of each type; by default all are one.
    """

    def __init__(
        self, panels: Panels, barred: frozenset[int], weights: Sequence[int] | None = None
    ) -> None:
        n, sizes = len(panels.types), panels.sizes
        self._panels, self._rows = panels, tuple(panels.rows)
        self._weights = weights or [1] * n
        self._sizes, many = np.array(sizes), [*map(len, panels.rows_of)]
        self._types = np.repeat(np.arange(n), many)  # of each pair of a type and a row counting it
        self._counting = np.array([*chain.from_iterable(panels.rows_of)], dtype=np.int64)
        self._begins = np.cumsum([0, *many[:-1]])  # the first pair of each type
        self._mean = sum(m * w for m, w in zip(sizes, self._weights, strict=True)) / sum(sizes)
        self.chances: dict[int, Fraction] = dict.fromkeys(barred, Fraction(0))
        self.open = set(range(n)) - barred
        self._totals = self._counted(self.open)  # for each row, the weight of those who are open
        self._shares = np.array([w / self._mean for w in self._weights])
        self._free = np.full(n, FREE)
        self._free[[*barred]] = 0.0
        self._settled = [(Fraction(0), tuple(barred))]
        self._pinned = [Fraction(0)] * len(panels.rows)  # what those settled add to each row
        self._limited: list[int] = []
        self._programme = Programme(
            costs=[1.0] + [0.0] * n,
            lower=[0.0] * (n + 1),
            upper=self._upper(),
            columns=[
                [(r, total / self._mean) for r, total in enumerate(self._totals) if total],
                *(
                    [(r, float(m)) for r in rows]
                    for m, rows in zip(sizes, panels.rows_of, strict=True)
                ),
            ],
            row_lower=[row.lower for row in panels.rows],
            row_upper=[row.upper for row in panels.rows],
            options={**WARM, **SHARP},
        )

    def bound_by(self, rows: Sequence[Row]) -> None:
        """Let the *rows* of the panels have other bounds from now on."""
        self._rows = tuple(rows)
        self._set_row_bounds()

    def next_level(self) -> Level:
        """The highest possible lowest chance of those open, proven, and who is held down by it.

        Raises:
            SolverError: the proof does not meet what the solver says.
        """
        for afresh in (False, True):
            if afresh:
                self._programme.run(afresh=True)
            z = self._solve() / self._mean
            level = self._at_one(z)
            if level is None and (multipliers := self._multipliers()):
                level = self._bound(multipliers)
            if level is not None and abs(float(level.chance) - z) * self._mean < CLOSE:
                return level
        raise SolverError("the solver's lowest chance could not be proven")

    def pin(self, level: Level) -> None:
        """Hold the types of *level* at its chance from now on."""
        for t in level.types:
            self.chances[t] = level.chance * self._weights[t]
        self.open -= set(level.types)
        self._free[[*level.types]] = 0.0
        for r, counted in enumerate(self._counted(level.types)):
            if counted:
                self._totals[r] -= counted
                self._pinned[r] += counted * level.chance
                self._programme.set_coefficient(r, 0, self._totals[r] / self._mean)
        for i, t in enumerate(self._limited):
            if t in level.types:
                self._programme.set_coefficient(len(self._rows) + i, 0, 0.0)
        self._programme.set_bounds(np.zeros(len(self._weights) + 1), self._upper())
        self._settled.append((level.chance, level.types))
        self._set_row_bounds()

    def _set_row_bounds(self) -> None:
        """Leave to those who are open what those settled do not take."""
        rows = [
            (row, s.numerator, s.denominator)
            for row, s in zip(self._rows, self._pinned, strict=True)
        ]
        self._programme.set_row_bounds(
            np.array([(row.lower * scale - taken) / scale for row, taken, scale in rows]),
            np.array([(row.upper * scale - taken) / scale for row, taken, scale in rows]),
        )

    def _solve(self) -> float:
        """The lowest chance times the mean weight, with a row for every limit that is broken."""
        while True:
            outcome = self._programme.run()
            if outcome is not Outcome.BEST:
                outcome = self._programme.run(afresh=True)
            if outcome is not Outcome.BEST:
                text = "no lottery over fractional panels was found"
                raise SolverError(f"{text}; where weights lie far apart, join values that few have")
            values = self._programme.values
            z = float(values[0])
            above = (values[1:] + self._shares * z > 1 + 1e-10) & (self._free > 0)
            above[self._limited] = False
            broken: list[int] = np.flatnonzero(above).tolist()
            if not broken:
                return z
            for t in broken:
                self._programme.add_row(-FREE, 1.0, [(0, float(self._shares[t])), (t + 1, 1.0)])
            self._limited += broken

    def _at_one(self, z: float) -> Level | None:
        """That those of the greatest weight are certain, if the solver's *z* is so high."""
        heaviest = max(self._weights[t] for t in self.open)
        if z * heaviest < 1 - CLOSE:
            return None
        if 0 in self._programme.basic_columns() and not self._all_certain():
            return None
        certain = tuple(t for t in sorted(self.open) if self._weights[t] == heaviest)
        return Level(Fraction(1, heaviest), certain, {})

    def _multipliers(self) -> dict[int, Fraction] | None:
        """The multipliers of the rows at the solver's basis, as fractions.

        They are what is orthogonal to all basic surpluses. The great sums in the column of z are
        not needed for that: one multiplier that is not zero is taken for one, and in the end all
        are divided by what they make of that column.
        """
        rows = self._programme.tight_rows()
        columns = [column for column in self._programme.basic_columns() if column]
        if len(rows) != len(columns) + 1:
            return None
        n = len(self._rows)
        limits = {t: n + i for i, t in enumerate(self._limited)}
        matrix = np.zeros((len(rows), len(rows)), dtype=np.int64)
        types, of_people = np.array(columns, dtype=np.int64) - 1, [r for r in rows if r < n]
        down, across = np.full(len(self._sizes), -1), np.full(n, -1)
        down[types], across[of_people] = range(len(types)), range(len(of_people))
        both = np.flatnonzero((down[self._types] >= 0) & (across[self._counting] >= 0))
        counted = self._types[both]
        matrix[down[counted], across[self._counting[both]]] = self._sizes[counted]
        place = {row: i for i, row in enumerate(rows)}
        for i, t in enumerate(types.tolist() if limits else ()):
            if limits.get(t) in place:
                matrix[i, place[limits[t]]] = 1
        prices = self._programme.row_prices[rows]
        matrix[-1, int(np.argmax(np.abs(prices)))] = 1
        found = solve_whole(matrix, [0] * len(columns) + [1])
        if found is None:
            return None
        of_z = dict(enumerate(self._totals))
        of_z |= {row: self._weights[t] for t, row in limits.items() if t in self.open}
        together = sum(y * of_z.get(r, 0) for r, y in zip(rows, found[0], strict=True))
        if not together:
            return None
        return {
            r: Fraction(y, together) for r, y in zip(rows, found[0], strict=True) if y and r < n
        }

    def _bound(self, multipliers: Mapping[int, Fraction]) -> Level | None:
        """What the lowest open chance cannot exceed, and the types that the bound holds down.

        Any multipliers give a valid bound. Sums are in whole numbers, *scale* times as large.
        """
        scale = lcm(*(y.denominator for y in multipliers.values()))
        times = [0] * len(self._rows)
        for r, y in multipliers.items():
            times[r] = y.numerator * (scale // y.denominator)
        weights = self._summed(times)
        counted = [m * w for m, w in zip(self._panels.sizes, weights, strict=True)]
        held = tuple(t for t in sorted(self.open) if counted[t] > 0)
        if not held:
            return None
        of_rows = zip(times, self._rows, strict=True)
        most = sum(y * (row.upper if y > 0 else row.lower) for y, row in of_rows)
        most -= sum(counted[t] for t in self.open if counted[t] < 0)  # no chance is above one
        left = Fraction(most)
        for chance, types in self._settled:
            left -= chance * sum(counted[t] * self._weights[t] for t in types)
        kept = tuple(0 if w < 0 and t in self.open else w for t, w in enumerate(weights))
        ceiling = Ceiling(kept, Fraction(most), Leaf({r: times[r] for r in multipliers}))
        weight = sum(counted[t] * self._weights[t] for t in held)
        return Level(left / weight, held, multipliers, ceiling)

    def _summed(self, times: list[int]) -> list[int]:
        """For each type the sum of the *times* of the rows that count it."""
        if max(map(abs, times)) * len(times) <= FITS:
            each = np.array(times, dtype=np.int64)[self._counting]
            sums: list[int] = np.add.reduceat(each, self._begins).tolist()
            return sums
        return [sum([times[r] for r in rows]) for rows in self._panels.rows_of]

    def _all_certain(self) -> bool:
        """Whether everybody who is still open can be on every panel at once."""
        sizes = (m if t in self.open else 0 for t, m in enumerate(self._panels.sizes))
        sums = (a + b for a, b in zip(self._panels.count([*sizes]), self._pinned, strict=True))
        return all(row.lower <= s <= row.upper for row, s in zip(self._rows, sums, strict=True))

    def _upper(self) -> Floats:
        """The lowest chance takes nobody's above one; who is pinned has no surplus."""
        heaviest = max((self._weights[t] for t in self.open), default=1)
        return np.append(self._mean / heaviest, self._free)

    def _counted(self, types: Iterable[int]) -> list[int]:
        """For each row, the weight of the people of these *types* whom it counts."""
        sums = [0] * len(self._rows)
        for t in types:
            for r in self._panels.rows_of[t]:
                sums[r] += self._panels.sizes[t] * self._weights[t]
        return sums
