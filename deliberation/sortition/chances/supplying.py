"""Chances made up by panels beside those known, where few seats are free.

As in ``projecting`` a lottery over the panels known misses the chances wanted by some amount, and a
linear programme makes the sum of these amounts least. Its multipliers weigh the types, and whatever
weighs more than all panels known makes the sum smaller. Here such panels are looked for beside
those known (``neighbours``), a hundred at a time; where there are few, a dive finds another.

Source: Dantzig, Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, PRIMAL, Floats, Outcome, Programme
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.neighbours import Neighbours, open_types
from deliberation.sortition.proofs.heavier import Heavier, on_a_grid
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.nearest import Nearest

NOTHING = 1e-8  # seats that are missing in floats before fractions are asked
BESIDE = 150  # panels beside those known that join them at a time
FEW = 20  # of these, beyond which none is looked for otherwise
SLIGHT = 1e-7  # a panel must weigh this much more than all known to join them


def supply(
    panels: Panels,
    chances: Sequence[Fraction],
    best: BestPanel,
    known: list[Panel],
    *,
    barred: Collection[int],
    beside: Neighbours,
    progress: Callable[[float], None] = lambda _: None,
) -> Mixture | None:
    """A lottery over real panels with exactly these *chances*, if panels for it are found quickly.

    Args:
        known: panels to begin with. Where none make up the chances, those that come closest
            together are there in the end, for *beside* finds the others again.
        barred: types that are on no panel.
        beside: finds panels beside those known.
        progress: is told the share of what was missing that no longer is.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    heavier, nearest = (
        Heavier(panels, best, barred),
        _Nearest(panels, chances, known, barred, beside),
    )
    first = missing = nearest.solve()
    while missing > NOTHING:
        progress(1 - missing / first)
        weights, enough = nearest.weights, nearest.weight + SLIGHT
        found = beside.heavier(*on_a_grid(weights, enough))
        added = sum(map(nearest.add, found[:BESIDE]))
        if added < FEW:
            panel = heavier.dive(weights, enough)
            added += panel is not None and nearest.add(panel)
        if not added:
            known[:] = nearest.basic()
            return None
        missing = nearest.solve()
    return Nearest(panels, chances, nearest.basic()).mixture()


class _Nearest:
    """The lottery over the panels listed that misses least of the seats wanted.

    Row i says that the open type i has the seats wanted, but for those missing (column i) and those
    too many (column n + i); the last row that the weights of the panels add up to one.
    """

    def __init__(
        self,
        panels: Panels,
        chances: Sequence[Fraction],
        listed: Iterable[Panel],
        barred: Collection[int],
        beside: Neighbours,
    ) -> None:
        self._open = [t for t in open_types(panels) if t not in barred]
        wanted = [float(panels.sizes[t] * chances[t]) for t in self._open]
        n = len(wanted)
        self._types = len(panels.types)
        self._seen: dict[Panel, None] = {}
        self._beside = beside
        self._programme = Programme(
            costs=[-1.0] * 2 * n,
            lower=[0.0] * 2 * n,
            upper=[FREE] * 2 * n,
            columns=[[(t, sign)] for sign in (1.0, -1.0) for t in range(n)],
            row_lower=[*wanted, 1.0],
            row_upper=[*wanted, 1.0],
            options={"primal_feasibility_tolerance": 1e-10, **PRIMAL},
        )
        for panel in listed:
            self.add(panel)

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self._seen:
            return False
        self._seen[panel] = None
        self._beside.show([panel])
        entries = [(i, float(panel[t])) for i, t in enumerate(self._open) if panel[t]]
        self._programme.add_column(0.0, 0.0, FREE, [*entries, (len(self._open), 1.0)])
        return True

    def solve(self) -> float:
        """How many seats are missing or too many, altogether.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("the nearest lottery over known panels was not found")
        return -self._programme.objective

    @property
    def weights(self) -> Floats:
        """What one more seat of each type would make up for."""
        weights = np.zeros(self._types)
        weights[self._open] = -self._programme.row_prices[:-1]
        return weights

    @property
    def weight(self) -> float:
        """What every panel in the lottery weighs, and none that is listed exceeds."""
        return float(self._programme.row_prices[-1])

    def basic(self) -> list[Panel]:
        """The panels in the solver's basis: they suffice for what all make up together."""
        listed, slack = [*self._seen], 2 * len(self._open)
        return [listed[j - slack] for j in self._programme.basic_columns() if j >= slack]
