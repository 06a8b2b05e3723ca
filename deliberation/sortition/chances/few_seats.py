"""Where few seats are free and many types wait for them: panels to begin with.

A walk would take as many panels as there are types, and a linear programme or twenty for each. With
few free seats it is sooner done to find some panels on the smallest face that holds the chances
wanted, and then those beside them (``neighbours``) that make up what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.chances.fractional import panels_sums
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Box, Near
from deliberation.sortition.tickets.walk import noise

BEGINNINGS = 40  # panels, from which their neighbours lead to most others
FADING = 0.7  # how much less whoever is on one is wished on the next


def on_the_face(panels: Panels, chances: Sequence[Fraction], near: Near) -> list[Panel]:
    """Some panels that a lottery with these *chances* may hold, different from one another."""
    sums, sizes = panels_sums(panels, tuple(chances)), panels.sizes
    seats = [m * p for m, p in zip(sizes, chances, strict=True)]
    every = [(0, x, m) for x, m in zip(seats, sizes, strict=True)]
    rows = [(row.lower, x, row.upper) for row, x in zip(panels.rows, sums, strict=True)]
    box = Box(*_at_bounds(every), *_at_bounds(rows))
    lots, wish = Lots("beginnings", "few seats"), np.ones(len(seats))
    found: dict[Panel, None] = {}
    for _ in range(BEGINNINGS):
        panel = near.point(wish + noise(lots, len(seats)), box)
        if panel is None:
            break
        found[panel] = None
        wish = np.where(np.array(panel) > 0, wish * FADING, wish)
    return [*found]


def _at_bounds(numbers: Sequence[tuple[int, Fraction, int]]) -> tuple[Floats, Floats]:
    """What is at its lower or upper bound stays there; the rest may lie between them."""
    low = [b if x == b else a for a, x, b in numbers]
    high = [a if x == a else b for a, x, b in numbers]
    return np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)
