"""Which types are on any panel at all.

Panels are sought that hold as many as possible of the types not met yet: first near a linear
programme's answer, which is cheap, and when that finds nobody new, by the integer programme. The
last of these proves that the types left are on no panel.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

import numpy as np

from deliberation.solver import Floats
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.near import Near, everything


def on_no_panel(panels: Panels, among: AbstractSet[int]) -> frozenset[int]:
    """Those of the types *among* that no panel holds.

    Raises:
        SolverError: HiGHS stopped without an answer, or there is no panel.
    """
    missing = frozenset(among)
    if missing:
        near, box = Near(panels), everything(panels)
        missing = _unmet(panels, missing, lambda wish: near.point(wish, box, thorough=False))
    return _unmet(panels, missing, BestPanel(panels).of) if missing else missing


def _unmet(
    panels: Panels, missing: frozenset[int], heaviest: Callable[[Floats], Panel | None]
) -> frozenset[int]:
    """Those of the types *missing* that are left once the *heaviest* panel holds none of them."""
    while missing:
        wish = np.zeros(len(panels.types))
        wish[sorted(missing)] = 1.0
        panel = heaviest(wish)
        met = frozenset(t for t in missing if panel is not None and panel[t])
        if not met:
            break
        missing -= met
    return missing
