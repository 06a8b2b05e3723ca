"""The fewest things of which every one of some sets has at least one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, WARM, Column, Outcome, Programme

SLIGHT = 1e-6  # by which the solver may think that a bound is higher
SHY = 1e-3  # how much less a number is worth that is chosen reluctantly


class Hitting:
    """Sets of numbers below *many* that come one after another, and what hits them all.

    Args:
        reluctant: of two choices equally small, that with fewer of these is better.

    Attributes:
        sets: those that came so far, each once.
    """

    def __init__(self, many: int, *, reluctant: frozenset[int] = frozenset()) -> None:
        self.sets: dict[frozenset[int], None] = {}
        self._reluctant = reluctant
        self._shy = np.array([SHY * (n in reluctant) for n in range(many)])
        self._programme = Programme(
            costs=[-1.0] * many,
            lower=[0.0] * many,
            upper=[1.0] * many,
            columns=[[]] * many,
            row_lower=[],
            row_upper=[],
            options=WARM,
        )

    def add(self, sets: Iterable[frozenset[int]]) -> None:
        """Ask that these *sets* be hit as well."""
        for s in sets:
            if s not in self.sets:
                self.sets[s] = None
                self._programme.add_row(1.0, FREE, [(n, 1.0) for n in sorted(s)])

    def guess(self) -> tuple[frozenset[int], int]:
        """Few numbers that hit every set, quickly found, and how many it takes at least.

        Numbers are chosen that hit many of the sets left and that the linear programme, which may
        choose a part of a number, has much of.

        Raises:
            SolverError: HiGHS stopped without an answer, or a set is empty.
        """
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("how many it takes to hit every set was not found")
        parts, least = self._programme.values - self._shy, -self._programme.objective
        chosen: list[int] = []
        left = list(self.sets)
        while left:
            hits = np.zeros(len(parts))
            for s in left:
                hits[list(s)] += 1
            chosen.append(int(np.argmax(np.where(hits > 0, parts + hits / len(left), -1.0))))
            left = [s for s in left if chosen[-1] not in s]
        kept = frozenset(chosen)
        for n in sorted(chosen, key=lambda n: (n not in self._reluctant, n)):
            if all(s & (kept - {n}) for s in self.sets):
                kept -= {n}
        return kept, ceil(least - SLIGHT)

    def smallest(self) -> frozenset[int]:
        """As few numbers as can be that hit every set.

        Raises:
            SolverError: HiGHS stopped without an answer, or a set is empty.
        """
        return smallest_hitting(list(self.sets))


def smallest_hitting(
    sets: Sequence[frozenset[int]], *, reluctant: frozenset[int] = frozenset()
) -> frozenset[int]:
    """As few numbers as can be, at least one of them in each of the *sets*.

    Args:
        reluctant: of two choices equally small, that with fewer of these is better.

    Raises:
        SolverError: HiGHS stopped without an answer, or a set is empty.
    """
    sets = _narrowest(sets)
    if not sets:
        return frozenset()
    numbers = sorted(frozenset[int]().union(*sets))
    columns: list[Column] = [[(i, 1.0) for i, s in enumerate(sets) if n in s] for n in numbers]
    costs = [-1.0 - len(numbers) - (n in reluctant) for n in numbers]
    programme = Programme(
        costs=costs if reluctant else [-1.0] * len(numbers),
        lower=[0.0] * len(numbers),
        upper=[1.0] * len(numbers),
        columns=columns,
        row_lower=[1.0] * len(sets),
        row_upper=[FREE] * len(sets),
        whole=True,
        options={"mip_rel_gap": 0.0, "mip_abs_gap": 0.5 if reluctant else 0.99},
    )
    if programme.run() is not Outcome.BEST:
        raise SolverError("the fewest that hit every set were not found")
    return frozenset(n for n, v in zip(numbers, programme.values, strict=True) if v > 0.5)


def _narrowest(sets: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """The *sets* that contain no other: whatever hits these hits all."""
    kept: list[frozenset[int]] = []
    for s in sorted(dict.fromkeys(sets), key=len):
        if not any(smaller <= s for smaller in kept):
            kept.append(s)
    return kept
