"""Leximin by weight over real panels, by generating panels until none improves any level.

For the pools where fractional panels promise more than real ones can keep. Pretend that a type of m
people with the weight w has m w people, and that each seat of a panel counts as often as the
smallest weight. What is then the chance of one of these made-up people is the real chance in
proportion to the weight, and leximin over them (``columns``) is what is wanted.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), algorithm LEXIMIN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deliberation.errors import SolverError
from deliberation.sortition.columns import leximin_by_columns
from deliberation.sortition.mixture import Mixture
from deliberation.sortition.near import Box, Near
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.solver import Floats

HEAVIEST = 2**26  # made-up people altogether, so that sums of products fit 64 bits


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
        SolverError: the solver stopped without an answer, or the weights lie too far apart.
    """
    unit = min(weights)
    sizes = tuple(m * w for m, w in zip(panels.sizes, weights, strict=True))
    if sum(sizes) > HEAVIEST:
        raise SolverError("the weights lie too far apart; join values that few people have")
    found = leximin_by_columns(
        replace(panels, sizes=sizes),
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
