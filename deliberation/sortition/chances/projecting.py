"""Panels found for chances that no walk reaches, one after another where most is missing.

A lottery over the panels known misses the chances wanted by some amount, type by type; a linear
programme makes the sum of these amounts least. Its multipliers weigh the types: those with too
small a chance are heavy, those with too great a one weigh less than nothing. A panel that weighs
more than all known makes the sum smaller, and joins them, until nothing is missing or no such panel
is found quickly. Multipliers lie between -1 and 1, so that they do not swing from one panel to the
next, as they do where the lowest chance is raised; what this leaves to ``columns`` is little.

Whether nothing is missing is decided in fractions. Where something is, it may be that no panels
make up the chances, or that the search was not long enough; what comes after it finds out.

Source: Dantzig, Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.proofs.heavier import Heavier
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.nearest import Nearest

SLIGHT = 1e-7  # a panel must weigh this much more than all known to join them


def project(
    panels: Panels,
    chances: Sequence[Fraction],
    best: BestPanel,
    known: list[Panel],
    *,
    barred: Collection[int] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> Mixture | None:
    """A lottery over real panels with exactly these *chances*, if panels for it are found quickly.

    Args:
        known: at least one panel; those found are added to it. They come close to the chances where
            they do not make them up.
        barred: types that are on no panel.
        progress: is told the share of what was missing that no longer is.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    heavier, nearest = Heavier(panels, best, barred), Nearest(panels, chances, known)
    mixture = nearest.mixture()
    first = nearest.missing
    while mixture is None:
        progress(1 - nearest.missing / first if first else 0.0)
        panel = heavier.dive(nearest.weights, nearest.weight + SLIGHT)
        if panel is None or not nearest.add(panel):
            return None
        known.append(panel)
        mixture = nearest.mixture()
    return mixture
