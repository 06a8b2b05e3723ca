"""What an objective is, and how one is made of a function that finds exact chances."""

from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Protocol

from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, Solution, lottery_of


class Objective(Protocol):
    """A function that makes a lottery, fair in its own sense."""

    @property
    def __name__(self) -> str: ...

    def __call__(
        self, pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
    ) -> Lottery: ...


def objective(solve: Callable[[Panels, Near, Report], Solution]) -> Objective:
    """The objective that has the name of *solve*, which finds the exact chances.

    Args:
        solve: is given the panels, what finds panels near a wish, and a report of its own to tell
            shares from 0 to 1. Its docstring says what the lottery is.
    """

    def lottery(
        pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
    ) -> Lottery:
        """Args:
            tickets: how many there are; more of them come closer to the exact chances.
            report: is told the share of the work done, from 0 to 1, and what is being done.

        Raises:
            InvalidInputError: the quotas have no place for somebody in the pool, or there is no
                ticket.
            InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
            SolverError: the optimiser stopped without an answer, or with one that could not be
                proven.
        """
        return lottery_of(
            pool,
            quotas,
            objective=solve.__name__,
            tickets=tickets,
            report=report,
            solve=solve,
            apart=True,
        )

    lottery.__name__ = lottery.__qualname__ = solve.__name__
    lottery.__module__ = solve.__module__
    lottery.__doc__ = "\n\n".join(cleandoc(text or "") for text in (solve.__doc__, lottery.__doc__))
    return lottery
