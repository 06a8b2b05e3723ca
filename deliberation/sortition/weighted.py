"""Leximin where people's chances are to be in proportion to weights, as far as they can be.

Somebody of weight 3 is to have three times the chance of somebody of weight 1. So not the lowest
chance is raised, but the lowest of chance / weight; then the second lowest, and so on.

1. Pretend that a type of m people with the weight w has m w people. What is then a chance x of one
   of them is w x of a real one, and the rows count the same seats. So leximin over these made-up
   panels (``fractional``, with its proofs) is what is wanted.
2. Only that no real chance is above one is not known to them. Where one is, a row is added that
   says so, and leximin is asked again. Rows are only added where they are broken, so the last
   answer is the best under all of them.
3. Where real panels cannot keep what fractional ones promise, generate panels (``columns``), each
   with its seats as often as they count, until none improves any level.

Source: weighted max-min fairness, as in Bertsekas, Gallager, "Data networks" (1992), section 6.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from deliberation.sortition.columns import leximin_by_columns
from deliberation.sortition.fractional import fractional_leximin
from deliberation.sortition.mixture import Mixture
from deliberation.sortition.near import Box, Near
from deliberation.sortition.panels import BestPanel, Panel, Panels, Row
from deliberation.sortition.solver import Floats


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
    unit = min(weights)
    limited: set[int] = set()
    while True:
        shares = fractional_leximin(_made_up(panels, weights, unit, limited), barred=barred).chances
        chances = tuple(w * x / unit for w, x in zip(weights, shares, strict=True))
        beyond = {t for t, chance in enumerate(chances) if chance > 1}
        if not beyond:
            return chances
        limited |= beyond


def weighted_leximin_by_columns(
    panels: Panels,
    weights: Sequence[int],
    near: Near,
    best: BestPanel,
    start: Sequence[Panel],
    barred: set[int],
) -> Mixture:
    """The same over real panels, with a lottery that has these chances.

    Args:
        start: panels that hold every type but those *barred*.
        barred: the types that no panel holds.

    Raises:
        SolverError: the solver stopped without an answer.
    """
    unit = min(weights)
    found = leximin_by_columns(
        _made_up(panels, weights, unit, set()),
        _MadeUpNear(panels, near, unit),
        _MadeUpBest(best, unit),
        [_times(panel, unit) for panel in start],
        barred,
    )
    return Mixture(
        tuple(w * x / unit for w, x in zip(weights, found.chances, strict=True)),
        tuple(tuple(c // unit for c in panel) for panel in found.panels),
        found.weights,
    )


class _MadeUpBest(BestPanel):
    """The real panel of greatest weight, each seat *unit* times."""

    def __init__(self, best: BestPanel, unit: int) -> None:
        self._best, self._unit = best, unit

    def of(self, weights: Floats) -> Panel:
        return _times(self._best.of(weights), self._unit)


class _MadeUpNear(Near):
    """A real panel near a wish, each seat *unit* times."""

    def __init__(self, panels: Panels, near: Near, unit: int) -> None:
        self._near, self._unit = near, unit
        self._all = Box(
            np.zeros(len(panels.types)),
            np.array(panels.sizes, dtype=np.float64),
            np.array([row.lower for row in panels.rows], dtype=np.float64),
            np.array([row.upper for row in panels.rows], dtype=np.float64),
        )

    def point(self, wish: Floats, box: Box, *, thorough: bool = True) -> Panel | None:
        panel = self._near.point(wish, self._all, thorough=thorough)  # the box is of made-up people
        return panel and _times(panel, self._unit)


def _times(panel: Panel, unit: int) -> Panel:
    return tuple(unit * c for c in panel)


def _made_up(panels: Panels, weights: Sequence[int], unit: int, limited: set[int]) -> Panels:
    """Panels whose people are as many as the weights say; the lightest type has *unit* each.

    Every seat counts *unit* times, so that nobody's share of a seat can exceed one, and the types
    that are *limited* have no more seats than people.
    """
    rows = [Row(unit * row.lower, unit * row.upper, row.types) for row in panels.rows]
    rows_of = [list(counted) for counted in panels.rows_of]
    for t in sorted(limited):
        rows_of[t].append(len(rows))
        rows.append(Row(0, unit * panels.sizes[t], (t,)))
    return replace(
        panels,
        rows=tuple(rows),
        rows_of=tuple(map(tuple, rows_of)),
        sizes=tuple(m * w for m, w in zip(panels.sizes, weights, strict=True)),
    )
