"""A whole point in a box, near a wish.

Both the walk and the rounding ask thousands of times for whole numbers of each type, between given
bounds, with row sums between given bounds. A linear programme, warm from the last question, gets
nearly everything whole. What it left broken is settled one type after another, each time asking
again, and taking steps back where nothing is possible. With very many types a small integer
programme over those that are broken, and those that it was least sure of, is tried before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from deliberation.solver import Floats, Options, Outcome, Programme
from deliberation.sortition.panels.polytope import Panel, Panels, programme_of, whole

MANY = 400  # types, from which on a small integer programme is quicker than the linear ones
SMALL = 60  # types in the integer programme: enough to mend, few enough to be quick
SHORT, LONG = 100, 600  # linear programmes before another attempt is cheaper
FIRST_FOUND: Options = {
    "mip_max_improving_sols": 1,
    "mip_max_nodes": 500,
    "mip_detect_symmetry": False,
}


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds for the number of each type, and for the sum of each row; whole, as floats."""

    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats

    def holds(self, numbers: Panel, sums: list[int]) -> bool:
        """Whether *numbers*, with these row *sums*, lie in the box."""
        c, s = np.array(numbers), np.array(sums)
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
        self._columns = [[(r, 1.0) for r in rows] for rows in panels.rows_of]
        self._smooth = programme_of(panels, {"presolve": "off"}, whole=False)
        self._left = 0

    def point(self, wish: Floats, box: Box, *, thorough: bool = True) -> Panel | None:
        """Whole numbers in *box* that have much of what is wished; ``None`` where none was found.

        Args:
            wish: the weight of one more of each type.
            thorough: whether to look longer where none is found at first.
        """
        for numbers in self._attempts(wish, box, thorough=thorough):
            if box.holds(numbers, self._panels.count(numbers)):
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
        free = box.upper > box.lower + 0.5
        if len(values) > MANY and free.sum() > SMALL:
            doubt = np.where(broken, -1.0, np.abs(prices)) + np.where(free, 0.0, 1e9)
            order = np.argsort(doubt, kind="stable")
            chosen = np.sort(order[: max(SMALL, int(broken.sum()) + 20)])
            mended = self._mended(wish, values, chosen, box)
            if mended is not None:
                yield mended
        for patience in (SHORT, LONG) if thorough else (SHORT,):
            settled = self._settled(box, patience)
            if settled is not None:
                yield settled
            elif self._left >= 0:
                return  # everything was tried before patience ended

    def _settled(self, box: Box, patience: int) -> Panel | None:
        """The linear answer with one broken type after another settled."""
        self._left = patience
        low, high = box.lower.copy(), box.upper.copy()
        self._smooth.set_bounds(low, high)
        return self._below(low, high)

    def _below(self, low: Floats, high: Floats) -> Panel | None:
        """A whole point between these bounds, if one is found before patience ends."""
        self._left -= 1
        if self._left < 0 or self._smooth.run() is not Outcome.BEST:
            return None
        values = self._smooth.values
        broken = np.abs(values - np.round(values)) > 1e-6
        if not broken.any():
            return whole(values)
        t = int(np.argmax(np.where(broken, values - np.floor(values), -1.0)))
        at = float(np.floor(values[t]))
        bounds = float(low[t]), float(high[t])
        up = bool(values[t] - at > 0.5)
        for more in (up, not up):
            low[t], high[t] = (at + 1, bounds[1]) if more else (bounds[0], at)
            self._smooth.set_bound(t, low[t], high[t])
            found = self._below(low, high)
            low[t], high[t] = bounds
            self._smooth.set_bound(t, *bounds)
            if found is not None or self._left < 0:
                return found
        return None

    def _linear(self, wish: Floats, box: Box) -> tuple[Floats | None, Floats | None]:
        """The broken numbers that are wished most, and the price of each type there."""
        self._smooth.set_bounds(box.lower, box.upper)
        self._smooth.set_row_bounds(box.row_lower, box.row_upper)
        self._smooth.set_costs(wish)
        outcome = self._smooth.run()
        if outcome is not Outcome.BEST:
            outcome = self._smooth.run(afresh=True)
        if outcome is not Outcome.BEST:
            return None, None
        return self._smooth.values, self._smooth.reduced_costs

    def _mended(
        self, wish: Floats, values: Floats, chosen: npt.NDArray[np.intp], box: Box
    ) -> Panel | None:
        """The linear answer with the *chosen* types settled anew, in whole numbers."""
        numbers = np.round(values)
        numbers[chosen] = 0
        base = np.array(self._panels.count(whole(numbers)), dtype=np.float64)
        programme = Programme(
            costs=wish[chosen],
            lower=box.lower[chosen],
            upper=box.upper[chosen],
            columns=[self._columns[t] for t in chosen],
            row_lower=box.row_lower - base,
            row_upper=box.row_upper - base,
            whole=True,
            options=FIRST_FOUND,
        )
        if programme.run() not in (Outcome.BEST, Outcome.FOUND):
            return None
        numbers[chosen] = np.round(programme.values)
        return whole(numbers)
