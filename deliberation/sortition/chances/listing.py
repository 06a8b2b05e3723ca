"""Where the generation of panels begins: some panels, and who is on none or on all of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.spread import Settled
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.proofs.guarantee import Ground
from deliberation.sortition.proofs.heavier import Heavier


@dataclass(frozen=True, slots=True)
class Listing:
    """Real panels to begin with.

    Args:
        panels: they hold every type but those that no panel holds.
        settled: the types that no panel holds, or all of whose people every panel holds.
        ground: what it rests on that those settled are.
        heavier: finds what is missing on the list, or proves that nothing is.
    """

    panels: list[Panel]
    settled: Settled
    ground: Ground
    heavier: Heavier


def listing(panels: Panels, known: list[Panel]) -> Listing:
    """Panels to begin with, among them those *known*.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    best = BestPanel(panels)
    covered = covering(panels, best, known)
    listed = list(dict.fromkeys([*known, *covered.panels]))
    heavier = Heavier(panels, best, covered.barred)
    certain, proven = {}, covered.level is None or covered.level.proven
    for t, m in enumerate(panels.sizes):
        if all(panel[t] == m for panel in listed):
            against = [Fraction(-int(u == t)) for u in range(len(panels.sizes))]
            found = heavier.most(against, listed)
            if isinstance(found, tuple):
                listed += found
            else:
                certain[t] = Fraction(1)
                proven &= found.ceiling is not None
    barred = dict.fromkeys(sorted(covered.barred), Fraction(0))
    ground = Ground.PROOF if proven else Ground.SEARCH
    return Listing(listed, {**barred, **certain}, ground, heavier)
