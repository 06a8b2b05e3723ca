"""What a panel must outweigh, put to one warm linear programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.solver import Outcome, Programme
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.trees import Bounds

CLOSE = 1e-6  # below this a number counts as whole, and a bound as reached; weights go up to 100


class GivenUpError(Exception):
    """The search took too long."""


@dataclass(slots=True)
class Question:
    """What a panel must outweigh, and how far the search has come.

    Args:
        panels: among which it is looked for, within *bounds*.
        programme: over fractional panels within these bounds, from its last basis.
        weights: whole; the programme has them times *scale*, so that the greatest is 100.
        limit: what a bound must not exceed to prove that, times *scale*, as a float.
        rounding: whether a bound is rounded down, for panels weigh whole numbers.
        tried: how many types are tried before one is asked about.
        left: how many linear programmes may still be solved.
        proving: whether what holds no heavier panel is to be proven; otherwise it is passed over.
        enough: how many heavier panels end the search.
        found: those found so far.
    """

    panels: Panels
    programme: Programme
    bounds: Bounds
    weights: Sequence[int]
    most: int
    scale: Fraction
    limit: float
    rounding: bool
    tried: int
    left: int
    proving: bool
    enough: int
    found: list[Panel] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether enough is found, or something and no time is left."""
        return len(self.found) >= self.enough or (self.left < 0 and bool(self.found))

    def run(self) -> float | None:
        """The most that fractional panels weigh, or ``None`` where there are none.

        Raises:
            GivenUpError: no linear programme is left.
            SolverError: HiGHS stopped without an answer.
        """
        self.left -= 1
        if self.left < 0:
            raise GivenUpError
        outcome = self.programme.run()
        if outcome is Outcome.IMPOSSIBLE:
            return None
        if outcome is not Outcome.BEST:
            raise SolverError("no bound was found for the panels")
        return self.programme.objective

    def answered(self, reached: float) -> bool:
        """Whether a bound *reached* shows, as far as floats tell, that no panel is heavier."""
        return reached <= self.limit + CLOSE

    def narrow(self, t: int, low: int, high: int) -> None:
        """Ask only about panels with *low* to *high* of type *t*."""
        self.bounds[t] = (low, high)
        self.programme.set_bound(t, float(low), float(high))
