"""A linear programme whose first columns are candidates who are in, out or free."""

from __future__ import annotations

from deliberation.errors import SolverError
from deliberation.solver import Floats, Outcome, Programme
from deliberation.voting.approval.search import Members


class Relaxed:
    """A *programme*, solved again and again from where it stood.

    Args:
        first: the column of the first candidate.
        candidates: how many there are.
    """

    def __init__(self, programme: Programme, candidates: int, *, first: int = 0) -> None:
        self._programme, self._first, self._candidates = programme, first, candidates
        self._fixed: dict[int, int] = {}

    def solve(self, inside: Members, outside: Members) -> tuple[Floats, Floats]:
        """How much of each candidate it elects, and the prices of its rows.

        Raises:
            SolverError: it was not solved.
        """
        wanted = {**dict.fromkeys(inside, 1), **dict.fromkeys(outside, 0)}
        for candidate in self._fixed.keys() - wanted.keys():
            self._programme.set_bound(self._first + candidate, 0.0, 1.0)
        for candidate, value in wanted.items():
            if self._fixed.get(candidate) != value:
                self._programme.set_bound(self._first + candidate, float(value), float(value))
        self._fixed = wanted
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("a linear programme about committees ended without an answer")
        values = self._programme.values[self._first : self._first + self._candidates]
        return values, self._programme.row_prices
