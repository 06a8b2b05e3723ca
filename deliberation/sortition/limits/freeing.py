"""The smallest widening of the quotas with which some panel holds people who are on none.

Many types ask this of the same quotas. What a fractional panel with one of them breaks at least, a
linear programme says, warm from one type to the next. Where a panel that was met on the way breaks
no more than that, nothing smaller can be had; only otherwise the integer programme is asked.
Where every quota is exact, a place too few of one answer is a place too many of another, so that
places come in pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import ceil

from deliberation.solver import Outcome
from deliberation.sortition.limits.breaking import breaking, least_broken, price_of
from deliberation.sortition.limits.repairs import Widening, widening
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.quotas import Quotas

SLIGHT = 1e-6  # by which the solver may think that more is broken


class Freeing:
    """Finds what frees types; keeps its programme and the panels it met from one to the next."""

    def __init__(self, panels: Panels, quotas: Quotas) -> None:
        self._panels, self._quotas = panels, quotas
        self._programme = breaking(panels, quotas, entire=False)
        self._prices: dict[Panel, int] = {}
        self._step = 2 if _places_come_in_pairs(quotas) else 1

    def widening(self, seated: int, met: Iterable[Panel]) -> Widening:
        """The smallest widening with which a panel can hold somebody of the type *seated*.

        It is empty where no widening does.

        Args:
            met: panels with people of that type that keep all but quotas.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        programme, size = self._programme, self._panels.sizes[seated]
        programme.set_bound(seated, 1.0, float(size))
        least = self._step if programme.run() is not Outcome.BEST else self._least()
        programme.set_bound(seated, 0.0, float(size))
        panel = min(met, key=self._price, default=None)
        if panel is None or self._price(panel) > least:
            panel = least_broken(self._panels, self._quotas, seated=seated)
        return () if panel is None else widening(self._quotas, self._panels.count(panel)[1:])

    def _price(self, panel: Panel) -> int:
        """What *panel* breaks, worked out once."""
        if panel not in self._prices:
            self._prices[panel] = price_of(self._quotas, self._panels.count(panel)[1:])
        return self._prices[panel]

    def _least(self) -> int:
        """What is broken at least, by the linear programme."""
        return self._step * max(1, ceil(-self._programme.objective / self._step - SLIGHT))


def _places_come_in_pairs(quotas: Quotas) -> bool:
    """Whether each feature has exact quotas, without flexible bounds, that add up to the size."""
    places: defaultdict[str, int] = defaultdict(int)
    for quota in quotas:
        if quota.also or quota.lower < quota.upper:
            return False
        if quota.flex_lower is not None or quota.flex_upper is not None:
            return False
        places[quota.feature] += quota.lower
    return all(number == quotas.size for number in places.values())
