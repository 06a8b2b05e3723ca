"""Leximin over fractional panels, exactly, with the multipliers that prove each level.

A fractional panel may hold 0.3 of somebody; each person's share in it is their chance. What is
best over fractional panels is an upper bound on what is best over real ones, and nearly always
reached by them (``walk`` finds out).

Raise the lowest chance as far as it goes; whoever cannot be raised is pinned; go on with the rest.
The solver proposes a basis. The multipliers of that basis are computed again as fractions, and
give a bound that holds whatever the solver did: in every lottery the rows, multiplied and added
up, say that a weighted mean of chances is at most *b*, so the lowest of them is. The chances found
are checked to be possible at the end, so that both sides meet.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021); levels by complementary slackness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs import certificate
from deliberation.sortition.proofs.ceiling import Ceiling, Leaf, proven_most

CLOSE = 1e-7  # how far the proof may lie from what the solver says before it is distrusted


@dataclass(frozen=True, slots=True)
class Level:
    """The *types* whose chance cannot be above *chance*, once the levels before are pinned.

    Args:
        multipliers: for rows of ``Panels``; they prove the bound. Empty for types that are barred
            or have chance one.
    """

    chance: Fraction
    types: tuple[int, ...]
    multipliers: Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Fractional:
    """The leximin *chances* of the types over fractional panels, and the *levels* that prove it."""

    chances: tuple[Fraction, ...]
    levels: tuple[Level, ...]


def fractional_leximin(panels: Panels, *, barred: frozenset[int] = frozenset()) -> Fractional:
    """The leximin chances over fractional panels.

    Args:
        barred: types that are known to be on no panel; their chance is 0.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    ascent = _Ascent(panels, barred)
    levels = [Level(Fraction(0), tuple(sorted(barred)), {})] if barred else []
    while ascent.open:
        level = ascent.next_level()
        levels.append(level)
        ascent.pin(level)
    chances = tuple(ascent.chances[t] for t in range(len(panels.types)))
    rising = all(a.chance <= b.chance for a, b in pairwise(levels))
    if not (possible(panels, chances) and rising):
        raise SolverError("the solver's chances do not add up exactly")
    return Fractional(chances, tuple(levels))


def possible(panels: Panels, chances: tuple[Fraction, ...]) -> bool:
    """Whether fractional panels have these *chances*."""
    sums = panels_sums(panels, chances)
    return all(0 <= p <= 1 for p in chances) and all(
        row.lower <= s <= row.upper for row, s in zip(panels.rows, sums, strict=True)
    )


def proofs(panels: Panels, fractional: Fractional) -> tuple[certificate.Level, ...]:
    """The levels as a certificate has them, each with the ceiling that its multipliers prove.

    Levels without multipliers, whose types are barred or have chance one, have no ceiling here;
    those of the barred are left out.
    """
    settled: set[int] = set()
    levels = []
    for level in fractional.levels:
        if level.multipliers or level.chance == 1:
            ceiling = _ceiling(panels, level, settled) if level.multipliers else None
            levels.append(certificate.Level(level.chance, level.types, ceiling))
        settled |= set(level.types)
    return tuple(levels)


def _ceiling(panels: Panels, level: Level, settled: set[int]) -> Ceiling:
    """The rows, multiplied and added up in whole numbers: what they say of the types' weights."""
    scale = lcm(*(y.denominator for y in level.multipliers.values()))
    times = [Fraction(0)] * len(panels.rows)
    for r, y in level.multipliers.items():
        times[r] = Fraction(y.numerator * (scale // y.denominator))
    weights = [sum(times[r].numerator for r in rows) for rows in panels.rows_of]
    kept = tuple(Fraction(w if t in settled else max(w, 0)) for t, w in enumerate(weights))
    leaf = Leaf({r: times[r] for r in level.multipliers})
    return Ceiling(kept, proven_most(panels, kept, leaf), leaf)


def panels_sums(panels: Panels, chances: tuple[Fraction, ...]) -> list[Fraction]:
    """How many members each row counts on average."""
    sizes = panels.sizes
    return [sum((sizes[t] * chances[t] for t in row.types), Fraction(0)) for row in panels.rows]


class _Ascent:
    """The linear programme, and what is pinned so far.

    A type that is open has the chance z + s, where z is the lowest chance of all and s its own
    surplus; so there is one row for each quota and none for a type. The limit s + z <= 1 becomes a
    row only when it is broken.
    """

    def __init__(self, panels: Panels, barred: frozenset[int]) -> None:
        self.panels = panels
        self.chances: dict[int, Fraction] = dict.fromkeys(barred, Fraction(0))
        self.open = set(range(len(panels.types))) - barred
        self.settled = [(Fraction(0), tuple(barred))]
        self.pinned = [Fraction(0)] * len(panels.rows)  # what those settled add to each row
        self.limited: list[int] = []
        n = len(panels.types)
        self.programme = Programme(
            costs=[1.0] + [0.0] * n,
            lower=[0.0] * (n + 1),
            upper=[1.0] + [0.0 if t in barred else FREE for t in range(n)],
            columns=[
                [(r, float(total)) for r, total in enumerate(self._open_totals()) if total],
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

    def next_level(self) -> Level:
        """The highest possible lowest chance of those open, proven, and who is held down by it.

        Raises:
            SolverError: the proof does not meet what the solver says.
        """
        z = self._solve()
        if z > 1 - CLOSE and self._all_certain():
            return Level(Fraction(1), tuple(sorted(self.open)), {})
        for afresh in (False, True):
            if afresh:
                self.programme.run(afresh=True)
                z = self._solve()
            multipliers = self._multipliers()
            if multipliers is not None:
                bound, held = self._bound(multipliers)
                if held and abs(float(bound) - z) < CLOSE:
                    return Level(bound, held, multipliers)
        raise SolverError("the solver's lowest chance could not be proven")

    def pin(self, level: Level) -> None:
        """Hold the types of *level* at its chance from now on."""
        for t in level.types:
            self.chances[t] = level.chance
        self.open -= set(level.types)
        totals = self._open_totals()
        for r, total in enumerate(totals):
            self.programme.set_coefficient(r, 0, float(total))
        for i, t in enumerate(self.limited):
            if t not in self.open:
                self.programme.set_coefficient(len(self.panels.rows) + i, 0, 0.0)
        n = len(self.panels.types)
        upper = np.array([1.0] + [FREE if t in self.open else 0.0 for t in range(n)])
        self.programme.set_bounds(np.zeros(n + 1), upper)
        counted = self.panels.count(
            [m if t in level.types else 0 for t, m in enumerate(self.panels.sizes)]
        )
        self.settled.append((level.chance, level.types))
        self.pinned = [s + n * level.chance for s, n in zip(self.pinned, counted, strict=True)]
        self.programme.set_row_bounds(
            np.array(
                [float(row.lower - s) for row, s in zip(self.panels.rows, self.pinned, strict=True)]
            ),
            np.array(
                [float(row.upper - s) for row, s in zip(self.panels.rows, self.pinned, strict=True)]
            ),
        )

    def _solve(self) -> float:
        """The lowest chance, with a row for every limit that would be broken."""
        while True:
            outcome = self.programme.run()
            if outcome is not Outcome.BEST:
                outcome = self.programme.run(afresh=True)
            if outcome is not Outcome.BEST:
                raise SolverError("no lottery over fractional panels was found")
            values = self.programme.values
            z = float(values[0])
            known = set(self.limited)
            broken = [t for t in sorted(self.open - known) if values[t + 1] + z > 1 + 1e-10]
            if not broken:
                return z
            for t in broken:
                self.programme.add_row(-FREE, 1.0, [(0, 1.0), (t + 1, 1.0)])
            self.limited += broken

    def _multipliers(self) -> dict[int, Fraction] | None:
        """The multipliers of the rows at the solver's basis, as fractions."""
        rows = self.programme.tight_rows()
        columns = self.programme.basic_columns()
        place = {row: i for i, row in enumerate(rows)}
        limits = {t: len(self.panels.rows) + i for i, t in enumerate(self.limited)}
        matrix = np.zeros((len(columns), len(rows)), dtype=np.int64)
        for i, column in enumerate(columns):
            for row, value in self._entries(column, limits):
                if row in place:
                    matrix[i, place[row]] = value
        found = solve(matrix, [int(column == 0) for column in columns])
        if found is None:
            return None
        return {r: y for r, y in zip(rows, found, strict=True) if y and r < len(self.panels.rows)}

    def _entries(self, column: int, limits: Mapping[int, int]) -> list[tuple[int, int]]:
        """The rows that a column of the programme enters; column 0 is the lowest chance."""
        if column == 0:
            totals = list(enumerate(self._open_totals()))
            return totals + [(row, 1) for t, row in limits.items() if t in self.open]
        t = column - 1
        own = [(row, self.panels.sizes[t]) for row in self.panels.rows_of[t]]
        return own + ([(limits[t], 1)] if t in limits else [])

    def _bound(self, multipliers: Mapping[int, Fraction]) -> tuple[Fraction, tuple[int, ...]]:
        """What the lowest open chance cannot exceed, and the types that the bound holds down.

        Any multipliers give a valid bound. Sums are in whole numbers, *scale* times as large.
        """
        rows, sizes = self.panels.rows, self.panels.sizes
        scale = lcm(*(y.denominator for y in multipliers.values()))
        times = [0] * len(rows)
        for r, y in multipliers.items():
            times[r] = y.numerator * (scale // y.denominator)
        weights = [
            m * sum(times[r] for r in counted)
            for m, counted in zip(sizes, self.panels.rows_of, strict=True)
        ]
        at_most = Fraction(
            sum(y * (row.upper if y > 0 else row.lower) for y, row in zip(times, rows, strict=True))
        )
        for chance, types in self.settled:
            at_most -= chance * sum(weights[t] for t in types)
        at_most -= sum(weights[t] for t in self.open if weights[t] < 0)  # no chance is above one
        held = tuple(t for t in sorted(self.open) if weights[t] > 0)
        return (at_most / sum(weights[t] for t in held), held) if held else (Fraction(1), ())

    def _all_certain(self) -> bool:
        """Whether everybody who is still open can be on every panel at once."""
        sums = [a + b for a, b in zip(self._open_totals(), self.pinned, strict=True)]
        return all(
            row.lower <= s <= row.upper for row, s in zip(self.panels.rows, sums, strict=True)
        )

    def _open_totals(self) -> list[int]:
        """For each row, how many people it counts whose type is open."""
        sizes = self.panels.sizes
        return self.panels.count([m if t in self.open else 0 for t, m in enumerate(sizes)])
