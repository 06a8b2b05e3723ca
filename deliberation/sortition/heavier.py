"""A panel that weighs more than those known, first by trying, then by searching."""

from __future__ import annotations

from math import fsum

import numpy as np

from deliberation.sortition.near import Near, everything
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.solver import Floats


def heavier(
    panels: Panels, near: Near, best: BestPanel, weights: Floats, enough: float
) -> Panel | None:
    """A panel whose members' *weights* add up to more than *enough*, if there is one.

    Raises:
        SolverError: the search stopped without an answer.
    """
    greatest = float(np.abs(weights).max(initial=0.0))
    scaled = weights * (100 / greatest) if greatest > 0 else weights
    tried = near.point(scaled, everything(panels), thorough=False)
    if tried is not None and _weight(weights, tried) > enough:
        return tried
    found = best.of(weights)
    return found if _weight(weights, found) > enough else None


def _weight(weights: Floats, panel: Panel) -> float:
    """What the members of *panel* weigh together, rounded once, so the same on every machine."""
    return fsum((weights * np.array(panel)).tolist())
