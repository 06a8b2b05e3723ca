"""The fewest things of which every one of some sets has at least one."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.errors import SolverError
from deliberation.solver import FREE, Column, Outcome, Programme


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
    programme = Programme(
        costs=[-1.0 - len(numbers) - (n in reluctant) for n in numbers],
        lower=[0.0] * len(numbers),
        upper=[1.0] * len(numbers),
        columns=columns,
        row_lower=[1.0] * len(sets),
        row_upper=[FREE] * len(sets),
        whole=True,
        options={"mip_rel_gap": 0.0, "mip_abs_gap": 0.5},
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
