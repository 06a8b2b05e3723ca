"""The greatest sum of whole numbers under linear conditions, by branch and bound, proven.

No bound is taken from the solver: the prices of its rows are rounded to whole numbers, and any
whole prices prove a bound in whole numbers. A part of the search that the solver finds impossible
is given up only where its multipliers prove that, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats, Outcome, Programme

PRICE = 2**20
"""Prices are counted in parts of this size."""

NODES = 20_000
"""After so many linear programmes the search gives up."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The columns with their whole coefficients add up to at least *least*."""

    coefficients: Mapping[int, int]
    least: int


def greatest(
    costs: Sequence[int], upper: Sequence[int], conditions: Sequence[Condition]
) -> int | None:
    """The greatest sum of *costs* times whole numbers from 0 to *upper*, or None if there is none.

    >>> greatest([1, 1], [5, 5], [Condition({0: -2, 1: -3}, -12)])
    5

    Raises:
        SolverError: it is not proven after 20,000 linear programmes.
    """
    programme = _programme(costs, upper, conditions)
    best: int | None = None
    waiting = [([0] * len(costs), list(upper))]
    for _ in range(NODES):
        if not waiting:
            return best
        low, high = waiting.pop()
        programme.set_bounds(np.array(low, dtype=float), np.array(high, dtype=float))
        if programme.run() is Outcome.IMPOSSIBLE:
            _require_proof(programme.ray(), low, high, conditions)
            continue
        x = programme.values
        bound = _bound(programme.row_prices, costs, low, high, conditions)
        if best is not None and bound < (best + 1) * PRICE:
            continue
        for point in (np.rint(x).astype(int).tolist(), np.floor(x + 1e-6).astype(int).tolist()):
            value = _value(point, costs, low, high, conditions)
            if value is not None and (best is None or value > best):
                best = value
        if best is None or bound >= (best + 1) * PRICE:
            waiting += _halves(x, low, high)
    raise SolverError(f"the best whole numbers were not proven after {NODES} linear programmes")


def _programme(
    costs: Sequence[int], upper: Sequence[int], conditions: Sequence[Condition]
) -> Programme:
    """The same in numbers that need not be whole."""
    columns: list[list[tuple[int, float]]] = [[] for _ in costs]
    for number, condition in enumerate(conditions):
        for column, coefficient in condition.coefficients.items():
            columns[column].append((number, float(coefficient)))
    return Programme(
        costs=[float(cost) for cost in costs],
        lower=[0.0] * len(costs),
        upper=[float(most) for most in upper],
        columns=columns,
        row_lower=[float(condition.least) for condition in conditions],
        row_upper=[float("inf")] * len(conditions),
    )


def _bound(
    prices: Floats,
    costs: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    conditions: Sequence[Condition],
) -> int:
    """What nothing between the bounds exceeds, in parts: each condition relaxed at its price."""
    left = [cost * PRICE for cost in costs]
    total = 0
    for price, condition in zip(prices.tolist(), conditions, strict=True):
        relief = max(0, round(-price * PRICE))  # what one less of the least would add
        total -= relief * condition.least
        for column, coefficient in condition.coefficients.items():
            left[column] += relief * coefficient
    return total + sum(
        gain * (most if gain > 0 else least)
        for gain, least, most in zip(left, low, high, strict=True)
    )


def _require_proof(
    ray: Floats, low: Sequence[int], high: Sequence[int], conditions: Sequence[Condition]
) -> None:
    """Refuse to believe that a part is impossible, unless the *ray* adds up to that.

    Raises:
        SolverError: it does not.
    """
    nothing = [0] * len(low)
    size = max(1.0, float(np.abs(ray).max()))
    if not any(_bound(sign * ray / size, nothing, low, high, conditions) < 0 for sign in (1, -1)):
        raise SolverError("HiGHS finds a part of the search impossible without a proof")


def _value(
    point: Sequence[int],
    costs: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    conditions: Sequence[Condition],
) -> int | None:
    """What a *point* is worth, if it lies between the bounds and meets every condition."""
    inside = all(a <= n <= b for n, a, b in zip(point, low, high, strict=True))
    met = inside and all(
        sum(k * point[column] for column, k in condition.coefficients.items()) >= condition.least
        for condition in conditions
    )
    return sum(cost * n for cost, n in zip(costs, point, strict=True)) if met else None


def _halves(
    x: Floats, low: Sequence[int], high: Sequence[int]
) -> list[tuple[list[int], list[int]]]:
    """The bounds in two, at the number that is least whole, or the widest; the upper half last."""
    unsure = np.abs(x - np.rint(x))
    column = int(unsure.argmax())
    if unsure[column] < 1e-6:
        column = int((np.array(high) - np.array(low)).argmax())
    if low[column] == high[column]:
        return []
    cut = min(max(int(np.floor(x[column])), low[column]), high[column] - 1)
    below, above = list(high), list(low)
    below[column], above[column] = cut, cut + 1
    return [(list(low), below), (above, list(high))]
