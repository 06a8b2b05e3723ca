"""A whole point of a linear programme, by settling what is broken one after another.

Of the variables that are broken, the one that lacks least to the next whole number is settled, at
first to the number that is closer, and the programme is asked again from where it stood. Where
nothing is possible then, steps are taken back.

Source: diving, as in Berthold, "Primal heuristics for mixed integer programs" (2006): fractional
diving, with backtracking.
"""

from __future__ import annotations

import numpy as np

from deliberation.solver import Floats, Outcome, Programme
from deliberation.sortition.panels.polytope import Panel, whole


class Dive:
    """A dive in *programme*, whose variables are between *lower* and *upper*, whole numbers.

    Args:
        patience: how many linear programmes may be solved.
    """

    def __init__(self, programme: Programme, lower: Floats, upper: Floats, patience: int) -> None:
        self._programme, self._left = programme, patience
        self._low, self._high = lower.copy(), upper.copy()

    def whole_point(self) -> Panel | None:
        """A whole point, if one is found before patience ends.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        self._left -= 1
        if self._left < 0 or self._programme.run() is not Outcome.BEST:
            return None
        return self.below(self._programme.values)

    def below(self, values: Floats) -> Panel | None:
        """A whole point, found from the programme's last answer, which has these *values*."""
        broken = np.abs(values - np.rint(values)) > 1e-6
        if not broken.any():
            return whole(values)
        t = int(np.argmax(np.where(broken, values - np.floor(values), -1.0)))
        at = float(np.floor(values[t]))
        bounds = float(self._low[t]), float(self._high[t])
        up = bool(values[t] - at > 0.5)
        for more in (up, not up):
            self._bound(t, *((at + 1, bounds[1]) if more else (bounds[0], at)))
            found = self.whole_point()
            self._bound(t, *bounds)
            if found is not None or self._left < 0:
                return found
        return None

    def _bound(self, t: int, low: float, high: float) -> None:
        self._low[t], self._high[t] = low, high
        self._programme.set_bound(t, low, high)
