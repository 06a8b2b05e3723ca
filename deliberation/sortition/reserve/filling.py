"""Who steps in: the programme that leaves least missed, and what its prices say of any list."""

from __future__ import annotations

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, Floats, Outcome, Programme
from deliberation.sortition.reserve.gaps import Gaps


class Filling:
    """The programme of who steps in: for one scenario after another, the least missed.

    Its variables are the kinds, then places short in each row that counts, then places beyond in
    each quota.

    Args:
        whole: whether people are whole; if not, the programme is a little too hopeful, and its
            prices say what each further alternate would be worth.
    """

    def __init__(self, gaps: Gaps, *, whole: bool) -> None:
        self._gaps = gaps
        n_rows, n_limits = gaps.lower.shape[1], len(gaps.weights)
        weights = np.array([float(w) for w in gaps.weights])
        columns = [[(r, 1.0) for r in rows] for rows in gaps.rows_of]
        columns += [[(r, 1.0)] for r in range(n_limits)]
        columns += [[(r, -1.0)] for r in range(1, n_limits)]
        self._weights = weights
        self._places = np.full(2 * n_limits - 1, FREE)
        self._matrix = np.zeros((len(gaps.kinds), n_rows))
        for kind, rows in enumerate(gaps.rows_of):
            self._matrix[kind, [*rows]] = 1.0
        self._programme = Programme(
            costs=np.concatenate([np.zeros(len(gaps.kinds)), -weights, -weights[1:]]),
            lower=np.zeros(len(columns)),
            upper=np.full(len(columns), FREE),
            columns=columns,
            row_lower=np.zeros(n_rows),
            row_upper=np.zeros(n_rows),
            whole=whole,
            options={"mip_rel_gap": 0.0} if whole else {"presolve": "off"},
        )

    def run(self, scenario: int, numbers: Floats) -> float:
        """How much is missed at least, when so many of each kind wait.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        gaps = self._gaps
        self._low = gaps.lower[scenario].astype(np.float64)
        self._high = gaps.upper[scenario].astype(np.float64)
        upper = np.concatenate([numbers * gaps.present[scenario], self._places])
        self._programme.set_bounds(np.zeros(len(upper)), upper)
        self._programme.set_row_bounds(self._low, self._high)
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("who steps in was not found; nothing was decided")
        return -self._programme.objective

    @property
    def taken(self) -> list[int]:
        """How many of each kind step in, after a run with whole people."""
        return [round(v) for v in self._programme.values[: len(self._gaps.kinds)]]

    def cut(self, scenario: int) -> tuple[float, Floats]:
        """After a run: a number a and worths w; with any numbers x at least a - wx is missed.

        The prices are cut back to what one place counts, so that the bound holds whatever HiGHS's
        tolerances are.
        """
        prices = self._programme.row_prices
        limits = len(self._weights)
        prices[1:limits] = np.clip(prices[1:limits], -self._weights[1:], self._weights[1:])
        prices[0] = max(prices[0], -self._weights[0])
        least = -float(np.where(prices > 0, prices * self._high, prices * self._low).sum())
        worth = np.maximum(-(self._matrix @ prices), 0.0) * self._gaps.present[scenario]
        return least, worth
