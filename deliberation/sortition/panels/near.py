"""A whole point in a box, near a wish.

Both the walk and the rounding ask thousands of times for whole numbers of each type, between given
bounds, with row sums between given bounds. A linear programme gets nearly everything whole; it is
solved from nothing, for with other bounds and another wish the last basis is twice as far from the
answer. What it left broken is settled one type after another, each time asking again (``diving``),
in a programme of those types alone that are broken, or that it was least sure of, and only then of
all types whose number is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from deliberation.solver import WARM, Floats, Outcome, Programme
from deliberation.sortition.panels.diving import Dive
from deliberation.sortition.panels.polytope import Panel, Panels, programme_of, whole

SETTLED = 1e9  # more than any price
SMALL = 60  # types asked about at first: enough to mend, few enough to be quick
FEW = 200  # types, up to which a programme of some of them is no quicker than that of all
SHORT, LONG = 60, 200  # linear programmes before another attempt is cheaper


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds for the number of each type, and for the sum of each row; whole, as floats."""

    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    def holds(self, numbers: Panel, members: npt.NDArray[np.int64]) -> bool:
        """Whether *numbers* lie in the box, where rows count these *members*, a line a row."""
        c = np.array(numbers)
        s = members @ c
        return bool(
            (self.lower <= c).all()
            and (c <= self.upper).all()
            and (self.row_lower <= s).all()
            and (s <= self.row_upper).all()
        )


def everything(panels: Panels) -> Box:
    """The bounds of all panels."""
    return Box(
        np.zeros(len(panels.types)),
        np.array(panels.sizes, dtype=np.float64),
        np.array([row.lower for row in panels.rows], dtype=np.float64),
        np.array([row.upper for row in panels.rows], dtype=np.float64),
    )


class Near:
    """Finds whole points; keeps its programmes from one question to the next."""

    def __init__(self, panels: Panels) -> None:
        self._panels = panels
        self._members = np.zeros((len(panels.rows), len(panels.types)), dtype=np.int64)
        for r, row in enumerate(panels.rows):
            self._members[r, row.types] = 1
        self._smooth = programme_of(panels, WARM, whole=False)

    def any_point(self, *, patience: int) -> Panel | None:
        """Whole numbers as on a panel, whichever; ``None`` where none was found.

        It is asked before anything else.

        Args:
            patience: how many linear programmes may be solved.
        """
        box = everything(self._panels)
        return Dive(self._smooth, box.lower, box.upper, patience).whole_point()

    def point(self, wish: Floats, box: Box, *, thorough: bool = True) -> Panel | None:
        """Whole numbers in *box* that have much of what is wished; ``None`` where none was found.

        Args:
            wish: the weight of one more of each type.
            thorough: whether to look longer where none is found at first.
        """
        for numbers in self._attempts(wish, box, thorough=thorough):
            if box.holds(numbers, self._members):
                return numbers
        return None

    def _attempts(self, wish: Floats, box: Box, *, thorough: bool) -> Iterator[Panel]:
        """Candidates, cheapest first."""
        values, prices = self._linear(wish, box)
        if values is None or prices is None:
            return
        broken = np.abs(values - np.round(values)) > 1e-6
        if not broken.any():
            yield whole(values)
            return
        if len(wish) <= FEW:
            patience = LONG if thorough else SHORT
            found = Dive(self._smooth, box.lower, box.upper, patience).below(values)
            if found is not None:
                yield found
            return
        free = box.upper > box.lower + 0.5
        doubt = np.where(broken, -1.0, np.abs(prices)) + np.where(free, 0.0, SETTLED)
        order = np.argsort(doubt, kind="stable")[: free.sum()]
        few = max(SMALL, int(broken.sum()) + 20)
        if few < len(order):
            yield from self._settled(wish, values, np.sort(order[:few]), box, SHORT)
        yield from self._settled(wish, values, np.sort(order), box, LONG if thorough else SHORT)

    def _linear(self, wish: Floats, box: Box) -> tuple[Floats | None, Floats | None]:
        """The broken numbers that are wished most, and the price of each type there."""
        self._smooth.set_bounds(box.lower, box.upper)
        self._smooth.set_row_bounds(box.row_lower, box.row_upper)
        self._smooth.set_costs(wish)
        if self._smooth.run(afresh=True) is not Outcome.BEST:
            return None, None
        return self._smooth.values, self._smooth.reduced_costs

    def _settled(
        self, wish: Floats, values: Floats, chosen: npt.NDArray[np.intp], box: Box, patience: int
    ) -> Iterator[Panel]:
        """The linear answer with the *chosen* types settled anew, if that is found in time."""
        numbers = np.round(values)
        numbers[chosen] = 0
        base = np.array(self._panels.count(whole(numbers)), dtype=np.float64)
        lower, upper = box.lower[chosen], box.upper[chosen]
        programme = Programme(
            costs=wish[chosen],
            lower=lower,
            upper=upper,
            columns=[[(r, 1.0) for r in self._panels.rows_of[t]] for t in chosen.tolist()],
            row_lower=box.row_lower - base,
            row_upper=box.row_upper - base,
            options=WARM,
        )
        found = Dive(programme, lower, upper, patience).whole_point()
        if found is not None:
            numbers[chosen] = found
            yield whole(numbers)
