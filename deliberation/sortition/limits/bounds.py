"""Quotas taken apart into single bounds, and which of them a panel can keep together.

Whether some bounds hold together is asked over and over, so the answer is sought where it is cheap
first:

1. A linear programme keeps some bounds and gives up the others at a price for each place. If even
   fractional panels cannot keep them, no panel can.
2. Whole points are looked for that keep, beside the bounds asked for, what the fractional panel
   keeps (``near``), and then a little less.
3. Only then the integer programme is asked whether there is a panel at all.

Each panel that is met on the way shows that the bounds which it does not break hold together, so
it is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

import numpy as np

from deliberation.errors import Bound, SolverError
from deliberation.solver import FREE, WARM, Column, Floats, Outcome, Programme
from deliberation.sortition.panels import Panel, Panels, programme_of, whole
from deliberation.sortition.panels.near import Box, Near
from deliberation.sortition.quotas import Quotas

PATIENCE = 5_000  # branch-and-bound nodes before a question is left undecided
SLIGHT = 1e-7  # what the solver may leave of a whole number


class UndecidedError(SolverError):
    """It was not found out in time whether some bounds hold together."""


def bounds_of(panels: Panels, quotas: Quotas) -> Iterator[tuple[int, Bound]]:
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

    def __init__(self, panels: Panels, quotas: Quotas) -> None:
        self.panels, self.quotas = panels, quotas
        taken = [*bounds_of(panels, quotas)]
        self.rows, self.all = [row for row, _ in taken], [bound for _, bound in taken]
        self.maximums = frozenset(b for b, bound in enumerate(self.all) if bound.at == "most")
        self.searches = 0  # how often the integer programme was asked
        self._met: dict[Panel, frozenset[int]] = {}
        self._near = Near(panels)
        self._smooth = self._at_a_price()
        self._entire = programme_of(panels, {"mip_max_nodes": PATIENCE})

    def broken(self, kept: Set[int], seated: int | None = None) -> frozenset[int] | None:
        """The bounds that some panel breaks which keeps those *kept*; ``None`` if there is none.

        Args:
            seated: a type of which somebody has to be on the panel.

        Raises:
            UndecidedError: it was not found out in time.
            SolverError: HiGHS failed.
        """
        values = self._fractional(kept, seated)
        if values is None:
            return None
        for panel in self._whole(values, kept, seated):
            if self._is_sought(panel, kept, seated):
                return self._remember(panel)
        return None

    def known(self, seated: int | None = None) -> list[frozenset[int]]:
        """What each panel met so far breaks, of those that have somebody of the type *seated*."""
        return list(
            dict.fromkeys(
                broken for panel, broken in self._met.items() if seated is None or panel[seated]
            )
        )

    def reach(self, first: int, others: Set[int], seated: int | None = None) -> int:
        """How near to the number of the bound *first* a panel comes that keeps the *others*.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        row, sign = self.rows[first], 1.0 if self.all[first].at == "least" else -1.0
        costs = np.zeros(len(self.panels.types))
        costs[list(self.panels.rows[row].types)] = sign
        self._set_entire(others, seated)
        self._entire.set_costs(costs)
        outcome = self._entire.run(afresh=True)
        self._entire.set_costs(np.zeros(len(costs)))
        panel = whole(self._entire.values)
        if outcome is not Outcome.BEST or not self._is_sought(panel, others, seated):
            raise SolverError("how far a quota can be met was not found out")
        return self.panels.count(panel)[row]

    def _at_a_price(self) -> Programme:
        """The linear programme; after the types, one variable for the places of each bound."""
        columns: list[Column] = [[(r, 1.0) for r in rows] for rows in self.panels.rows_of]
        for bound, row in zip(self.all, self.rows, strict=True):
            columns.append([(row, 1.0 if bound.at == "least" else -1.0)])
        n = len(self.panels.types)
        return Programme(
            costs=[0.0] * n + [-1.0] * len(self.all),
            lower=[0.0] * len(columns),
            upper=[*self.panels.sizes, *[FREE] * len(self.all)],
            columns=columns,
            row_lower=[row.lower for row in self.panels.rows],
            row_upper=[row.upper for row in self.panels.rows],
            options=WARM,
        )

    def _fractional(self, kept: Set[int], seated: int | None) -> Floats | None:
        """The fractional panel that breaks least beside the bounds *kept*, if there is one."""
        n = len(self.panels.types)
        lower, upper = np.zeros(n + len(self.all)), np.full(n + len(self.all), FREE)
        upper[:n] = self.panels.sizes
        upper[[n + b for b in sorted(kept)]] = 0.0
        if seated is not None:
            lower[seated] = 1.0
        self._smooth.set_bounds(lower, upper)
        if self._smooth.run() is not Outcome.BEST and (
            self._smooth.run(afresh=True) is Outcome.IMPOSSIBLE
        ):
            return None
        values = self._smooth.values[:n]
        rounded: Floats = np.round(values)
        return np.where(np.abs(values - rounded) < SLIGHT, rounded, values)

    def _whole(self, values: Floats, kept: Set[int], seated: int | None) -> Iterator[Panel]:
        """Panels that may be what is sought, cheapest first; none once there is proven to be none.

        Raises:
            UndecidedError: it was not found out in time whether there is one.
        """
        if (values == np.round(values)).all():
            yield whole(values)
        sums = np.array([values[list(row.types)].sum() for row in self.panels.rows])
        for further in (0, 1):
            least, most = np.floor(sums + SLIGHT) - further, np.ceil(sums - SLIGHT) + further
            box = self._box(kept, seated, least, most)
            panel = self._near.point((values > 0).astype(np.float64), box, thorough=False)
            if panel is not None:
                yield panel
        self._set_entire(kept, seated)
        self.searches += 1
        outcome = self._entire.run(afresh=True)
        if outcome is Outcome.GIVEN_UP:
            raise UndecidedError("it was not found out whether some quotas can be met together")
        if outcome is not Outcome.IMPOSSIBLE:
            yield whole(self._entire.values)
            raise SolverError("HiGHS returned a panel that breaks a quota")

    def _box(self, kept: Set[int], seated: int | None, least: Floats, most: Floats) -> Box:
        """The bounds of panels; those not *kept* let a row have *least* and *most* as well."""
        lower, upper = np.zeros(len(self.panels.types)), np.array(self.panels.sizes, np.float64)
        if seated is not None:
            lower[seated] = 1.0
        row_lower = np.array([row.lower for row in self.panels.rows], dtype=np.float64)
        row_upper = np.array([row.upper for row in self.panels.rows], dtype=np.float64)
        for b, (bound, row) in enumerate(zip(self.all, self.rows, strict=True)):
            if b in kept:
                continue
            if bound.at == "least":
                row_lower[row] = min(row_lower[row], max(0.0, least[row]))
            else:
                row_upper[row] = max(row_upper[row], most[row])
        return Box(lower, upper, row_lower, row_upper)

    def _set_entire(self, kept: Set[int], seated: int | None) -> None:
        """Ask the integer programme about panels that keep the bounds *kept* and no others."""
        rows = len(self.panels.rows)
        box = self._box(kept, seated, np.zeros(rows), np.full(rows, self.quotas.size + 1.0))
        self._entire.set_bounds(box.lower, box.upper)
        self._entire.set_row_bounds(box.row_lower, box.row_upper)

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
        return self._met.setdefault(panel, self._breaks(self.panels.count(panel)))
