"""Linear programmes with whole coefficients, solved closer than floats see: iterative refinement.

A solver takes what is missing by less than its tolerance for nothing. So the programme is put
again for what the first answer leaves: shift it there, exactly, and look at it enlarged a thousand
million times. What was too small to be seen is a number like others then, and the solver mends it
from the same basis, in a few steps. Multipliers of the rows mean the same at every size.

Source: Gleixner, Steffy, Wolter, "Iterative refinement for linear programming", INFORMS Journal on
Computing 28 (2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from deliberation.solver import FREE, Floats, Options, Outcome, Programme

Entries = Sequence[tuple[int, int]]  # the rows that a column enters, each with its coefficient
LARGER = 2**30  # how many times the programme is enlarged at a time


class Refined:
    """Maximises the costs of variables not below 0 whose rows come to exactly these *goals*.

    Args:
        columns: for each variable the rows it enters.

    Attributes:
        parts: how many times it is enlarged.
    """

    def __init__(
        self,
        *,
        costs: Sequence[int],
        columns: Sequence[Entries],
        goals: Sequence[Fraction],
        options: Options,
    ) -> None:
        floats = [float(goal) for goal in goals]
        self._programme = Programme(
            costs=[float(cost) for cost in costs],
            lower=[0.0] * len(costs),
            upper=[FREE] * len(costs),
            columns=columns,
            row_lower=floats,
            row_upper=floats,
            options=options,
        )
        self._goals, self._costs = [*goals], [*costs]
        self._columns = [*map(_packed, columns)]  # in arrays: pairs of numbers take long lists
        self._scale = lcm(*(goal.denominator for goal in goals))
        self._there, self.parts = [0] * len(costs), 1  # the point shifted to, in these parts

    def add(self, cost: int, entries: Entries) -> None:
        """Add a variable."""
        self._programme.add_column(float(cost), 0.0, FREE, [(r, float(a)) for r, a in entries])
        self._costs.append(cost)
        self._columns.append(_packed(entries))
        self._there.append(0)

    def run(self) -> Outcome:
        """Solve it at this size, from the last basis.

        Raises:
            SolverError: HiGHS failed.
        """
        outcome = self._programme.run()
        return outcome if outcome is Outcome.BEST else self._programme.run(afresh=True)

    def enlarge(self) -> None:
        """Look at what the last answer leaves, enlarged."""
        basic, values = self._programme.basic_columns(), self._programme.values
        there = [0] * len(self._there)
        for j in basic:
            there[j] = max(self._there[j] * LARGER + round(values[j] * LARGER), 0)
        self._there, self.parts = there, self.parts * LARGER
        left = [int(goal * self._scale) * self.parts for goal in self._goals]
        for j in basic:
            for r, a in self._columns[j].tolist():
                left[r] -= a * there[j] * self._scale
        rows = np.array([x / self._scale for x in left])
        self._programme.set_bounds(-np.array(there, dtype=np.float64), np.full(len(there), FREE))
        self._programme.set_row_bounds(rows, rows)

    @property
    def objective(self) -> float:
        """What is maximised, at the last answer, as large as it is enlarged."""
        costs = zip(self._costs, self._there, strict=True)
        return self._programme.objective + sum(cost * x for cost, x in costs)

    @property
    def row_prices(self) -> Floats:
        """What one more in each row's goal would add to the objective."""
        return self._programme.row_prices

    def basis(self) -> tuple[list[int], list[int]]:
        """The rows and the variables whose equations hold at the last answer."""
        return self._programme.tight_rows(), self._programme.basic_columns()


def _packed(entries: Entries) -> npt.NDArray[np.int64]:
    return np.array(entries, dtype=np.int64)
