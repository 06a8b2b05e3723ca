"""Panels found for chances that no walk reaches, one after another where most is missing.

A lottery over the panels known misses the chances wanted by some amount, type by type; a linear
programme makes the sum of these amounts least. Its multipliers weigh the types: those with too
small a chance are heavy, those with too great a one weigh less than nothing. A panel that weighs
more than all known makes the sum smaller, and joins them, until nothing is missing; that it is
nothing is decided in fractions. Multipliers lie between -1 and 1, so that they do not swing from
one panel to the next, as they do where the lowest chance is raised; what this leaves to ``columns``
is little.

In a lottery that has the chances, panels weigh more than all known on average by all that is
missing. So where none is met at once, one that weighs as much is searched for; where there is none,
no lottery has the chances. They are given up then, or when the search takes long, or when panel
after panel makes up hardly anything of much that is missing: so it is where whole panels do not
have the chances, and dozens more would be looked for in vain.

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
TOGETHER = 8  # panels that a search may find
PATIENCE = 400  # linear programmes in which it may
MUCH = 0.1  # seats that are missing, below which no panel is too many
SLOW = 50  # panels that are too many if they leave as much missing
LEFT = 0.85  # as this share of what was missing before them


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
    first = least = nearest.missing
    in_vain = 0
    while mixture is None and (in_vain < SLOW or nearest.missing < MUCH):
        progress(1 - nearest.missing / first if first else 0.0)
        found = [panel for panel in _heavier(heavier, nearest) if nearest.add(panel)]
        if not found:
            return None
        known += found
        mixture = nearest.mixture()
        in_vain += len(found)
        if nearest.missing < least * LEFT:
            least, in_vain = nearest.missing, 0
    return mixture


def _heavier(heavier: Heavier, nearest: Nearest) -> tuple[Panel, ...]:
    """Panels with which less is missing, if any are found quickly."""
    panel = heavier.dive(nearest.weights, nearest.weight + SLIGHT)
    if panel is not None:
        return (panel,)
    enough = nearest.weight + max(nearest.missing, 0.0) * (1 - SLIGHT)
    return heavier.some(nearest.weights, enough, number=TOGETHER, patience=PATIENCE)
