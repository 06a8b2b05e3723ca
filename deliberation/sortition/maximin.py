"""Maximin: the lowest chance as high as it can be, and then the highest as low as it can be.

Leximin goes on from the lowest chance to the second lowest, and so on; maximin does not. What it
leaves open is settled from the other end: of all lotteries whose lowest chance is highest, one
whose highest chance is lowest. The chances in between are those of the corner at which the linear
programme ends; equal for those who are alike, but not otherwise meant.

1. Find the corner over fractional panels, proven in fractions (``fractional_spread``).
2. Walk it into a lottery over real panels (``attaining``).
3. Where no walk gets there, generate panels until none raises the lowest chance, and then none
   lowers the highest (``listed_spread``).

Somebody who can be on no panel at all has chance 0 and is left out of the minimum; somebody who is
on every panel is left out of the maximum.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021).
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.sortition.balancing import Balance, balanced
from deliberation.sortition.guarantee import Guarantee
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, lottery_of
from deliberation.sortition.spread import Trades, certain, extremes, ground_of, highest_lowest

MEASURED = "the lowest chance"
SLIGHT = (Fraction(1, 10**3), Fraction(1, 10**6))  # prices of the highest chance beside the lowest


def maximin(
    pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
) -> Lottery:
    """A lottery whose lowest chance is highest, and its highest chance lowest then.

    Args:
        tickets: how many there are; more of them come closer to the exact chances.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, or there is no ticket.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the optimiser stopped without an answer.
    """
    return lottery_of(
        pool,
        quotas,
        objective=maximin.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, near, tell: balanced(panels, near, tell, _search),
    )


def _search(trades: Trades) -> Balance:
    """The highest lowest chance, proven, and chances of which the highest is lowest then."""
    if (chances := certain(trades)) is not None:
        return Balance(chances, None, Guarantee(MEASURED, Fraction(1), Fraction(1), trades.ground))
    bottom = chosen = trades.corner(Fraction(1), Fraction(0))
    lowest, _ = extremes(trades, bottom.chances)
    for price in SLIGHT:
        narrow = trades.corner(Fraction(1), price)
        if extremes(trades, narrow.chances)[0] >= lowest:
            chosen = narrow
            break
    attained, _ = extremes(trades, chosen.chances)
    bound = highest_lowest(trades, bottom)
    return Balance(
        chosen.chances,
        chosen.mixture,
        Guarantee(MEASURED, attained, bound, ground_of(trades, bottom), bottom.ceiling),
    )
