"""Leximin: the lowest chance as high as it can be, then the next lowest, and so on.

1. Find the leximin chances over fractional panels, proven in fractions (``fractional``).
2. Walk them into a lottery over real panels (``walk``). If that succeeds the chances are the
   optimum, since no real lottery can beat the fractional ones.
3. Otherwise generate panels until none improves any level (``columns``).
4. Round to whole tickets (``rounding``) and check every panel in whole numbers.

Somebody who can be on no panel at all has chance 0 and is left out of the minimum.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021).
"""

from __future__ import annotations

from deliberation.sortition.attaining import attain
from deliberation.sortition.columns import covering, leximin_by_columns
from deliberation.sortition.fractional import fractional_leximin
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.mixture import Mixture
from deliberation.sortition.near import Near
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, Solution, lottery_of


def leximin(
    pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
) -> Lottery:
    """The lottery whose lowest chance is highest, then the second lowest, and so on.

    The chances by the tickets differ from the exact ``optimum`` by less than one ticket; should
    every attempt to round them so closely fail, by a few.

    Args:
        tickets: how many there are; more of them come closer to the exact optimum.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, or there is no ticket.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the optimiser stopped without an answer.
    """
    return lottery_of(
        pool,
        quotas,
        objective=leximin.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, near, tell: Solution(_optimum(panels, near, tell)),
    )


def _optimum(panels: Panels, near: Near, tell: Report) -> Mixture:
    """The leximin chances over real panels, with a lottery that has them."""
    known: list[Panel] = []
    mixture = _by_walking(panels, near, frozenset(), known, tell)
    if mixture is not None:
        return mixture
    best = BestPanel(panels)
    more, missing = covering(panels, best, known)
    known += more
    if missing:
        mixture = _by_walking(panels, near, frozenset(missing), known, tell)
    return mixture or leximin_by_columns(panels, near, best, known, missing)


def _by_walking(
    panels: Panels, near: Near, barred: frozenset[int], known: list[Panel], tell: Report
) -> Mixture | None:
    """The fractional leximin chances as a lottery over real panels, if a walk gets there.

    Panels met by walks that fail are added to those *known*.
    """
    return attain(
        panels,
        fractional_leximin(panels, barred=barred).chances,
        near,
        known,
        progress=lambda share: tell(0.15 + 0.85 * share, "finding panels"),
    )
