"""A panel that keeps some bounds and may break others, or which of them leave none.

A linear programme keeps some bounds and gives up the others at a price for each place. Where its
answer is broken, some type is asked about: at most so many of it, or more. Every end of this tree
without a fractional panel has a proof: multipliers of the rows, rounded and added up in whole
numbers, and no bound to which they give nothing has a part in it. So when no panel is found, those
bounds that have a part at some end cannot hold together, and they are often few.

Source: Land, Doig, "An automatic method of solving discrete programming problems", Econometrica 28
(1960); Gleeson, Ryan, "Identifying minimally infeasible subsystems of inequalities", ORSA Journal
on Computing 2 (1990), for what a proof makes use of.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np

from deliberation.errors import Bound
from deliberation.solver import FREE, WARM, Column, Floats, Outcome, Programme
from deliberation.sortition.panels import Panel, Panels, whole

PATIENCE = 400  # linear programmes before a question is left open
CLOSE = 1e-7  # what the solver may leave of a whole number
GRID = 2**20  # multipliers are rounded to parts of this


@dataclass(frozen=True, slots=True)
class Core:
    """*Bounds*, by their places, that no panel keeps together."""

    bounds: frozenset[int]


@dataclass(slots=True)
class _Question:
    """The bounds *kept*, how often each type may be on the panel, and how long to look."""

    kept: Set[int]
    limits: list[tuple[int, int]]
    left: int


class _GivenUpError(Exception):
    """The search took too long."""


class Elastic:
    """Searches; keeps its programme from one question to the next.

    Args:
        bounds: each with its row of *panels*.
    """

    def __init__(self, panels: Panels, bounds: Sequence[tuple[int, Bound]]) -> None:
        self._panels = panels
        self._side: dict[tuple[int, bool], int] = {
            (row, bound.at == "most"): b for b, (row, bound) in enumerate(bounds)
        }
        n = len(panels.types)
        columns: list[Column] = [[(r, 1.0) for r in rows] for rows in panels.rows_of]
        columns += [[(row, 1.0 if bound.at == "least" else -1.0)] for row, bound in bounds]
        self._programme = Programme(
            costs=[0.0] * n + [-1.0] * len(bounds),
            lower=[0.0] * len(columns),
            upper=[*panels.sizes, *[FREE] * len(bounds)],
            columns=columns,
            row_lower=[row.lower for row in panels.rows],
            row_upper=[row.upper for row in panels.rows],
            options=WARM,
        )

    def panel(self, kept: Set[int], seated: int | None) -> Panel | Core | None:
        """A panel that keeps the bounds *kept*, or those of them that leave none.

        ``None`` where neither was found in time.

        Args:
            seated: a type of which somebody has to be on the panel.

        Raises:
            SolverError: HiGHS failed.
        """
        limits = [(int(t == seated), m) for t, m in enumerate(self._panels.sizes)]
        n = len(limits)
        lower, upper = np.zeros(n + len(self._side)), np.full(n + len(self._side), FREE)
        lower[:n], upper[:n] = np.array(limits, dtype=np.float64).T
        upper[[n + b for b in sorted(kept)]] = 0.0
        self._programme.set_bounds(lower, upper)
        try:
            found = self._below(_Question(kept, limits, PATIENCE))
        except _GivenUpError:
            return None
        return found if isinstance(found, tuple) else Core(found)

    def _below(self, question: _Question) -> Panel | frozenset[int]:
        """A panel within the limits of *question*, or which bounds leave none there."""
        question.left -= 1
        if question.left < 0:
            raise _GivenUpError
        outcome = self._programme.run()
        if outcome is Outcome.IMPOSSIBLE:
            return self._proven(question)
        if outcome is not Outcome.BEST:
            raise _GivenUpError
        values = self._programme.values[: len(question.limits)]
        broken = np.abs(values - np.round(values)) > CLOSE
        if not broken.any():
            return whole(values)
        return self._asked(question, values, broken)

    def _asked(
        self, question: _Question, values: Floats, broken: np.ndarray[tuple[int], np.dtype[np.bool]]
    ) -> Panel | frozenset[int]:
        """The same, asked with fewer and with more of the type that is likeliest to be there."""
        t = int(np.argmax(np.where(broken, values - np.floor(values), -1.0)))
        at, (low, high) = int(np.floor(values[t])), question.limits[t]
        parts: frozenset[int] = frozenset()
        for more in (True, False) if values[t] - at > 0.5 else (False, True):
            question.limits[t] = (at + 1, high) if more else (low, at)
            self._programme.set_bound(t, *map(float, question.limits[t]))
            found = self._below(question)
            question.limits[t] = (low, high)
            self._programme.set_bound(t, float(low), float(high))
            if isinstance(found, tuple):
                return found
            parts |= found
        return parts

    def _proven(self, question: _Question) -> frozenset[int]:
        """The bounds that the solver's multipliers make use of to prove that nothing is possible.

        Raises:
            _GivenUpError: they prove nothing.
        """
        ray = self._programme.ray()
        rounded = np.round(ray * (GRID / (float(np.abs(ray).max()) or 1.0)))
        for sign in (1, -1):
            used: dict[int, int] = {}
            parts: set[int] = set()
            for r in np.nonzero(rounded)[0].tolist():
                b = self._side.get((r, sign * rounded[r] > 0))
                if b is None or b in question.kept:
                    used[r] = int(sign * rounded[r])
                    parts |= set() if b is None else {b}
            if self._surplus(used, question) < 0:
                return frozenset(parts)
        raise _GivenUpError

    def _surplus(self, times: dict[int, int], question: _Question) -> int:
        """What the rows, so many *times* each, leave at most beyond what types take up at least.

        Below nothing, there is no panel.
        """
        surplus, weights = 0, [0] * len(question.limits)
        for r, n in times.items():
            row = self._panels.rows[r]
            surplus += n * (row.upper if n > 0 else row.lower)
            for t in row.types:
                weights[t] += n
        for weight, (low, high) in zip(weights, question.limits, strict=True):
            surplus -= weight * (low if weight > 0 else high)
        return surplus
