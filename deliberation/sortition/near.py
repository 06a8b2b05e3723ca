"""A whole point in a box, near a wish.

Both the walk and the rounding ask thousands of times for whole numbers of each type, between given
bounds, with row sums between given bounds. A linear programme, warm from the last question, gets
nearly everything whole; a small integer programme settles the types that it left broken, together
with those that it was least sure of; only then everything is asked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from deliberation.sortition.panels import Panel, Panels, whole
from deliberation.sortition.solver import Floats, Options, Outcome, Programme

SMALL = 60  # types in the first integer programme: enough to mend, few enough to be quick
MEDIUM = 200
PATIENCE = 500  # branch-and-bound nodes before another attempt is cheaper
FIRST_FOUND: Options = {"mip_max_improving_sols": 1, "mip_max_nodes": PATIENCE}


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
        self._smooth = self._over_all_types(whole=False, options={"presolve": "off"})
        self._entire: Programme | None = None

    def point(self, wish: Floats, box: Box, *, thorough: bool = True) -> Panel | None:
        """Whole numbers in *box* that have much of what is wished; ``None`` where none was found.

        Args:
            wish: the weight of one more of each type.
            thorough: whether to ask for everything at once in the end.
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
        doubt = np.where(broken, -1.0, np.abs(prices)) + np.where(free, 0.0, 1e9)
        order = np.argsort(doubt, kind="stable")
        for size in (SMALL, MEDIUM):
            if size < free.sum():
                chosen = np.sort(order[: max(size, int(broken.sum()) + 20)])
                mended = self._mended(wish, values, chosen, box)
                if mended is not None:
                    yield mended
        if thorough:
            entire = self._all_at_once(wish, box)
            if entire is not None:
                yield entire

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
            options={**FIRST_FOUND, "mip_detect_symmetry": False},
        )
        if programme.run() not in (Outcome.BEST, Outcome.FOUND):
            return None
        numbers[chosen] = np.round(programme.values)
        return whole(numbers)

    def _all_at_once(self, wish: Floats, box: Box) -> Panel | None:
        """The integer programme over every type."""
        if self._entire is None:
            self._entire = self._over_all_types(whole=True, options=FIRST_FOUND)
        self._entire.set_bounds(box.lower, box.upper)
        self._entire.set_row_bounds(box.row_lower, box.row_upper)
        self._entire.set_costs(wish)
        if self._entire.run(afresh=True) not in (Outcome.BEST, Outcome.FOUND):
            return None
        return whole(self._entire.values)

    def _over_all_types(self, *, whole: bool, options: Options) -> Programme:
        """A programme with all types and rows, whose bounds are set at each question."""
        return Programme(
            costs=[0.0] * len(self._columns),
            lower=[0.0] * len(self._columns),
            upper=self._panels.sizes,
            columns=self._columns,
            row_lower=[row.lower for row in self._panels.rows],
            row_upper=[row.upper for row in self._panels.rows],
            whole=whole,
            options=options,
        )
