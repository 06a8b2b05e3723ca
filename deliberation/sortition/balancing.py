"""Over fractional panels first, and over real ones where these do not keep what those promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from deliberation.sortition.chances.fractional_spread import FractionalSpread
from deliberation.sortition.chances.listed_spread import ListedSpread
from deliberation.sortition.chances.listing import listing
from deliberation.sortition.chances.spread import Trades, settle
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.proofs.guarantee import Guarantee
from deliberation.sortition.solution import Report, Solution, finding_panels
from deliberation.sortition.tickets.attaining import attain
from deliberation.sortition.tickets.mixture import Mixture, mixture_of


@dataclass(frozen=True, slots=True)
class Balance:
    """The *chances* found, and how good they are.

    Args:
        mixture: a lottery over real panels that has them, where it is known.
    """

    chances: tuple[Fraction, ...]
    mixture: Mixture | None
    guarantee: Guarantee


def balanced(
    panels: Panels, near: Near, tell: Report, search: Callable[[Trades], Balance]
) -> Solution:
    """What *search* finds best, as a lottery over real panels.

    Raises:
        SolverError: the solver stopped without an answer, or one that could not be proven.
    """
    trades = settle(lambda settled: FractionalSpread(panels, settled), {})
    promised = search(trades)
    known: list[Panel] = []
    mixture = attain(panels, promised.chances, near, known, progress=finding_panels(tell))
    if mixture is not None:
        return Solution(mixture, promised.guarantee, others=tuple(known))
    begin = listing(panels, known)
    real = ListedSpread(panels, begin)
    kept = search(real)
    # Where all are settled, every panel has the same people as far as the quotas can tell.
    lottery = kept.mixture or mixture_of(panels, begin.panels, {0: Fraction(1)})
    # What the quotas alone prove stays proven, as long as it speaks of the same people.
    if real.settled == trades.settled and promised.guarantee.bound == kept.guarantee.attained:
        proven = replace(promised.guarantee, attained=kept.guarantee.attained)
        return Solution(lottery, proven, others=tuple(begin.panels))
    return Solution(lottery, kept.guarantee, others=tuple(begin.panels))
