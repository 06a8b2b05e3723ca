"""The most valuable things that fit, proven in whole numbers.

Source: Nemhauser & Ullmann, "Discrete dynamic programming and capital allocation", Management
Science 15 (1969): of all selections among the first things only those are kept that no other one
beats in cost and value; Dantzig, "Discrete-variable extremum problems", Operations Research 5
(1957): what a selection can still gain is bounded by filling up with fractions of things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.errors import SolverError

MOST = 3_000_000  # selections kept at once
Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Packing:
    """The things taken, and what they are worth together."""

    value: int
    taken: frozenset[int]


def packed(
    values: Sequence[int], costs: Sequence[int], capacity: int, *, at_least: int = 0
) -> Packing | None:
    """The most valuable things that cost no more than *capacity* together.

    >>> packed([60, 100, 120], [10, 20, 30], 50)
    Packing(value=220, taken=frozenset({1, 2}))

    Args:
        values: above 0.
        costs: above 0.
        at_least: what is worth less is not looked for; ``None`` where there is nothing else.

    Raises:
        SolverError: too many selections would have to be kept.
    """
    fitting = [i for i, cost in enumerate(costs) if cost <= capacity]
    order = sorted(fitting, key=lambda i: Fraction(-values[i], costs[i]))
    largest = (sum(values) + 1) * (capacity + 1)
    kind = np.int64 if largest < 2**62 else object
    v: Numbers = np.array([values[i] for i in order], dtype=kind)
    c: Numbers = np.array([costs[i] for i in order], dtype=kind)
    v_sums: Numbers = np.concatenate([np.zeros(1, dtype=kind), np.cumsum(v)])
    c_sums: Numbers = np.concatenate([np.zeros(1, dtype=kind), np.cumsum(c)])
    cost: Numbers = np.zeros(1, dtype=kind)
    value: Numbers = np.zeros(1, dtype=kind)
    steps: list[tuple[Numbers, Numbers]] = []
    known = at_least
    for k in range(len(order)):
        cost, value, before, takes = _with_one_more(cost, value, c[k], v[k], capacity)
        sure, hoped = _bounds(cost, value, k + 1, capacity, v, c, v_sums, c_sums)
        known = max(known, int(sure.max()))
        kept = np.flatnonzero(hoped >= known)
        if len(kept) > MOST:
            raise SolverError("there are too many selections that could be the best")
        if not len(kept):
            return None
        cost, value = cost[kept], value[kept]
        steps.append((before[kept], takes[kept]))
    best = int(value.argmax())
    if value[best] < at_least:
        return None
    return Packing(int(value[best]), frozenset(order[k] for k in _taken(steps, best)))


def _with_one_more(
    cost: Numbers, value: Numbers, c: int, v: int, capacity: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """All selections without and with one more thing that none beats, by cost.

    With each stands which one it came from, and whether it takes the thing.
    """
    fits = np.flatnonzero(cost + c <= capacity)
    costs = np.concatenate([cost, cost[fits] + c])
    values = np.concatenate([value, value[fits] + v])
    before = np.concatenate([np.arange(len(cost)), fits])
    takes = np.arange(len(costs)) >= len(cost)
    order = np.lexsort((-values, costs))
    costs, values = costs[order], values[order]
    best = np.maximum.accumulate(values)
    unbeaten = np.ones(len(order), dtype=bool)
    unbeaten[1:] = values[1:] > best[:-1]
    chosen = order[unbeaten]
    return costs[unbeaten], values[unbeaten], before[chosen], takes[chosen]


def _bounds(
    cost: Numbers,
    value: Numbers,
    k: int,
    capacity: int,
    v: Numbers,
    c: Numbers,
    v_sums: Numbers,
    c_sums: Numbers,
) -> tuple[Numbers, Numbers]:
    """What each selection comes to at least and at most with the things from *k* on."""
    reach = capacity - cost + c_sums[k]
    whole = np.searchsorted(c_sums, reach, side="right") - 1
    sure = value + v_sums[whole] - v_sums[k]
    following = np.minimum(whole, len(v) - 1)
    part = (reach - c_sums[whole]) * v[following] // c[following]
    return sure, sure + np.where(whole < len(v), part, 0)


def _taken(steps: list[tuple[Numbers, Numbers]], place: int) -> list[int]:
    """The things that lead to the selection at this *place*."""
    taken = []
    for k in range(len(steps) - 1, -1, -1):
        before, takes = steps[k]
        if takes[place]:
            taken.append(k)
        place = int(before[place])
    return taken
