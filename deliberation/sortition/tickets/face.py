"""Chances as a lottery over the panels on their face, where these are few enough to be listed.

A lottery with given chances holds only panels that lie on every face of the polytope on which the
chances lie: nobody of chance 0 is on one, everybody of chance one is on all, and a row that is at
its bound on average is there on each. In small pools with many tight quotas that leaves few panels,
which are made at once (``making``). Then a linear programme says whether they have the chances,
where walks would look for panels one by one, and in vain where there is no lottery.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

import numpy as np

from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.making import Wholes, all_within
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.nearest import Nearest

MANY = 25_000  # choices at a time: they are made in hundredths of a second
FIRST, TOGETHER = 100, 40  # panels that the programme begins with, and that join it at a time
GRID = 2**30  # weights lie between -1 and 1: they are multiplied as whole numbers of this
SLIGHT = 1e-7  # a panel must weigh this much more than all known to join them


def whole_face(panels: Panels, chances: Sequence[Fraction]) -> Wholes | None:
    """All panels that a lottery with these *chances* may hold; ``None`` where they are too many.

    Raises:
        CancelledError: the work was called off.
    """
    total = lcm(*(p.denominator for p in chances))
    of_types = [*zip(panels.sizes, chances, strict=True)]
    sums = panels.count([m * p.numerator * (total // p.denominator) for m, p in of_types])
    rows = [
        replace(
            row,
            lower=row.upper if s == row.upper * total else row.lower,
            upper=row.lower if s == row.lower * total else row.upper,
        )
        for row, s in zip(panels.rows, sums, strict=True)
    ]
    bounds = [(m if p == 1 else 0, m if p else 0) for m, p in of_types]
    return all_within(panels, rows, bounds, many=MANY)


def every_panel(panels: Panels) -> Wholes | None:
    """All panels there are; ``None`` where they are too many to be listed.

    Raises:
        CancelledError: the work was called off.
    """
    return all_within(panels, panels.rows, [(0, m) for m in panels.sizes], many=MANY)


def holding_all(listed: Wholes) -> list[Panel]:
    """Some of the panels *listed*, with which every type is held that any of them holds."""
    if len(listed) <= FIRST:
        return _panels(listed)
    held = listed > 0
    return _panels(listed[np.unique(np.argmax(held, axis=0)[held.any(axis=0)])])


def mixed(
    panels: Panels,
    chances: Sequence[Fraction],
    face: Wholes,
    known: list[Panel],
    *,
    progress: Callable[[float], None] = lambda _: None,
) -> Mixture | None:
    """A lottery over panels of the *face* with exactly these *chances*, if there is one.

    Args:
        known: those of the face that were tried are added to it.
        progress: is told the share of what was missing that no longer is.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    if not len(face):
        return None
    nearest = Nearest(panels, chances, _panels(face[:: len(face) // FIRST + 1]))
    mixture = nearest.mixture()
    first = nearest.missing
    progress(0.0)
    while mixture is None:
        progress(1 - nearest.missing / first if first else 0.0)
        weight = face @ np.round(nearest.weights * GRID).astype(np.int64)
        enough = round((nearest.weight + SLIGHT) * GRID)
        heaviest = np.argsort(-weight, kind="stable")[:TOGETHER]
        if not sum(map(nearest.add, _panels(face[heaviest[weight[heaviest] > enough]]))):
            break
        mixture = nearest.mixture()
    known += nearest.listed
    return mixture


def _panels(lines: Wholes) -> list[Panel]:
    return [tuple(line) for line in lines.tolist()]
