"""Quotas taken apart into single bounds, and which of them a panel can keep together.

Whether some bounds hold together is asked over and over. A search over fractional panels
(``elastic``) nearly always knows: it finds a panel, or proves that some few of the bounds leave
none. Only where it takes too long, the integer programme is asked whether there is a panel at all.

Each panel that is met on the way shows that the bounds which it does not break hold together, so
it is remembered; and so is what was found to conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

import numpy as np

from deliberation.errors import Bound, SolverError
from deliberation.solver import Outcome
from deliberation.sortition.limits.elastic import Core, Elastic
from deliberation.sortition.panels import Panel, Panels, programme_of, whole
from deliberation.sortition.quotas import Demands

PATIENCE = 5_000  # branch-and-bound nodes before a question is left undecided


class UndecidedError(SolverError):
    """It was not found out in time whether some bounds hold together."""


def bounds_of(panels: Panels, quotas: Demands) -> Iterator[tuple[int, Bound]]:
    """The bounds that could stand in a panel's way, each with its row of *panels*."""
    for r, quota in enumerate(quotas, 1):
        people = sum(panels.sizes[t] for t in panels.rows[r].types)
        if quota.lower > 0:
            yield r, Bound(quota.name, "least", quota.lower, people)
        if quota.upper < min(people, quotas.size):
            yield r, Bound(quota.name, "most", quota.upper, people)


class Bounds:
    """The bounds of *quotas*, each known by its place in ``all``, and the panels met so far.

    The size, the homes and those who must be in or out are kept by every panel that is asked about.
    """

    def __init__(self, panels: Panels, quotas: Demands) -> None:
        self.panels, self.quotas = panels, quotas
        taken = [*bounds_of(panels, quotas)]
        self.rows, self.all = [row for row, _ in taken], [bound for _, bound in taken]
        self.maximums = frozenset(b for b, bound in enumerate(self.all) if bound.at == "most")
        self.searches = 0  # how often the integer programme was asked
        self._met: dict[Panel, frozenset[int]] = {}
        self._known: defaultdict[int | None, dict[frozenset[int], None]] = defaultdict(dict)
        self._cores: defaultdict[int | None, list[frozenset[int]]] = defaultdict(list)
        self._elastic = Elastic(panels, taken)
        self._entire = programme_of(panels, {"mip_max_nodes": PATIENCE})

    def broken(self, kept: Set[int], seated: int | None = None) -> frozenset[int] | None:
        """The bounds that some panel breaks which keeps those *kept*; ``None`` if there is none.

        Args:
            seated: a type of which somebody has to be on the panel.

        Raises:
            UndecidedError: it was not found out in time.
            SolverError: HiGHS failed.
        """
        if any(core <= kept for core in self._cores[seated]):
            return None
        found = self._elastic.panel(kept, seated)
        if not isinstance(found, Core) and (
            found is None or not self._is_sought(found, kept, seated)
        ):
            found = self._searched(kept, seated)
        if isinstance(found, Core):
            self._cores[seated].append(found.bounds)
            return None
        return self._remember(found)

    def core(self, kept: Set[int], seated: int | None = None) -> frozenset[int]:
        """Those of the bounds *kept*, known to conflict, that are known to suffice for it."""
        return min((core for core in self._cores[seated] if core <= kept), key=len)

    def known(self, seated: int | None = None) -> list[frozenset[int]]:
        """What each panel met so far breaks, of those that have somebody of the type *seated*."""
        return list(self._known[seated])

    def met(self, seated: int) -> Iterator[Panel]:
        """The panels met so far that have somebody of the type *seated*."""
        return (panel for panel in self._met if panel[seated])

    def reach(self, first: int, others: Set[int], seated: int | None = None) -> int:
        """How near to the number of the bound *first* a panel comes that keeps the *others*.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        row, at_least = self.rows[first], self.all[first].at == "least"
        nearest = self.all[first].number - 1 if at_least else self.all[first].number + 1
        if self._has_met(row, nearest, others, seated):
            return nearest
        costs = np.zeros(len(self.panels.types))
        costs[list(self.panels.rows[row].types)] = 1.0 if at_least else -1.0
        self._set_entire(others, seated)
        self._entire.set_costs(costs)
        outcome = self._entire.run(afresh=True)
        self._entire.set_costs(np.zeros(len(costs)))
        panel = whole(self._entire.values)
        if outcome is not Outcome.BEST or not self._is_sought(panel, others, seated):
            raise SolverError("how far a quota can be met was not found out")
        return self.panels.count(panel)[row]

    def _has_met(self, row: int, number: int, kept: Set[int], seated: int | None) -> bool:
        """Whether a panel is known that keeps some bounds and has that *number* in that *row*."""
        return any(
            not broken & kept
            and (seated is None or panel[seated])
            and sum(panel[t] for t in self.panels.rows[row].types) == number
            for panel, broken in self._met.items()
        )

    def _searched(self, kept: Set[int], seated: int | None) -> Panel | Core:
        """The integer programme's answer: a panel that keeps the bounds *kept*, or that none does.

        Raises:
            UndecidedError: it was not found out in time.
            SolverError: HiGHS failed.
        """
        self._set_entire(kept, seated)
        self.searches += 1
        outcome = self._entire.run(afresh=True)
        if outcome is Outcome.GIVEN_UP:
            raise UndecidedError("it was not found out whether some quotas can be met together")
        if outcome is Outcome.IMPOSSIBLE:
            return Core(frozenset(kept))
        panel = whole(self._entire.values)
        if not self._is_sought(panel, kept, seated):
            raise SolverError("HiGHS returned a panel that breaks a quota")
        return panel

    def _set_entire(self, kept: Set[int], seated: int | None) -> None:
        """Ask the integer programme about panels that keep the bounds *kept* and no others."""
        lower = np.zeros(len(self.panels.types))
        if seated is not None:
            lower[seated] = 1.0
        row_lower = np.array([row.lower for row in self.panels.rows], dtype=np.float64)
        row_upper = np.array([row.upper for row in self.panels.rows], dtype=np.float64)
        for b, (bound, row) in enumerate(zip(self.all, self.rows, strict=True)):
            if b not in kept and bound.at == "least":
                row_lower[row] = 0.0
            elif b not in kept:
                row_upper[row] = self.quotas.size + 1.0
        self._entire.set_bounds(lower, np.array(self.panels.sizes, dtype=np.float64))
        self._entire.set_row_bounds(row_lower, row_upper)

    def _is_sought(self, panel: Panel, kept: Set[int], seated: int | None) -> bool:
        """Whether *panel* keeps the bounds *kept* and all that is no bound, in whole numbers."""
        if seated is not None and not panel[seated]:
            return False
        possible = all(0 <= c <= m for c, m in zip(panel, self.panels.sizes, strict=True))
        quotas = range(1, 1 + len(self.quotas.quotas))
        counts = self.panels.count(panel)
        return (
            possible
            and not self._breaks(counts) & kept
            and all(
                row.lower <= n <= row.upper
                for r, (row, n) in enumerate(zip(self.panels.rows, counts, strict=True))
                if r not in quotas
            )
        )

    def _breaks(self, counts: list[int]) -> frozenset[int]:
        """The bounds that are broken by these row sums."""
        return frozenset(
            b
            for b, (bound, row) in enumerate(zip(self.all, self.rows, strict=True))
            if (counts[row] < bound.number if bound.at == "least" else counts[row] > bound.number)
        )

    def _remember(self, panel: Panel) -> frozenset[int]:
        """What *panel* breaks, which is kept in mind."""
        if panel not in self._met:
            broken = self._met[panel] = self._breaks(self.panels.count(panel))
            for seated in (None, *(t for t, n in enumerate(panel) if n)):
                self._known[seated][broken] = None
        return self._met[panel]
