"""Leximin over fractional panels, exactly, with the multipliers that prove each level.

A fractional panel may hold 0.3 of somebody; each person's share in it is their chance. What is
best over fractional panels is an upper bound on what is best over real ones, and nearly always
reached by them (``walk`` finds out).

Raise the lowest chance as far as it goes (``ascent``); whoever cannot be raised is pinned; go on
with the rest. The chances found are checked to be possible at the end, so that both sides meet.

Where chances are to be in proportion to weights, somebody of weight 3 is to have three times the
chance of somebody of weight 1. So the lowest of chance / weight is raised, then the second lowest,
and so on; a chance that reaches one is pinned there.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021); levels by complementary slackness. Weighted max-min fairness, as in
Bertsekas, Gallager, "Data networks" (1992), section 6.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from deliberation.errors import SolverError
from deliberation.sortition.chances.ascent import Ascent, Level
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs import certificate


@dataclass(frozen=True, slots=True)
class Fractional:
    """The leximin *chances* of the types over fractional panels, and the *levels* that prove it."""

    chances: tuple[Fraction, ...]
    levels: tuple[Level, ...]


def fractional_leximin(
    panels: Panels,
    *,
    barred: frozenset[int] = frozenset(),
    weights: Sequence[int] | None = None,
) -> Fractional:
    """The leximin chances over fractional panels.

    Args:
        barred: types that are known to be on no panel; their chance is 0.
        weights: whole and positive, of one person of each type: what the chances are in proportion
            to, as far as can be. By default all are alike.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    ascent = Ascent(panels, barred, weights)
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


def proofs(fractional: Fractional) -> tuple[certificate.Level, ...]:
    """The levels as a certificate has them, each with the ceiling that its multipliers prove.

    Levels without multipliers, whose types are barred or have chance one, have no ceiling here;
    those of the barred are left out.
    """
    return tuple(
        certificate.Level(level.chance, level.types, level.ceiling)
        for level in fractional.levels
        if level.multipliers or level.chance == 1
    )


def panels_sums(panels: Panels, chances: tuple[Fraction, ...]) -> list[Fraction]:
    """How many members each row counts on average."""
    scale = lcm(*(chance.denominator for chance in chances))
    of_types = zip(panels.sizes, chances, strict=True)
    seats = [m * p.numerator * (scale // p.denominator) for m, p in of_types]
    return [Fraction(s, scale) for s in panels.count(seats)]
