"""Systems of linear equations, solved exactly.

The solver's bases are small and sparse; whole numbers with their common factors divided out are
many times faster than fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm


def solve(
    equations: Sequence[Mapping[int, int]], right: Sequence[Fraction | int]
) -> dict[int, Fraction] | None:
    """The one solution of *equations*, or ``None`` where there is none or more than one.

    Args:
        equations: for each equation its unknowns, any whole numbers as names, with their
            coefficients.
        right: the right-hand sides.

    >>> solve([{0: 1, 1: 1}, {0: 1, 1: -1}], [3, 1])
    {1: Fraction(1, 1), 0: Fraction(2, 1)}
    """
    # 1. Whole numbers throughout: the right-hand side is one more unknown, called -1.
    rows = []
    for equation, value in zip(equations, map(Fraction, right), strict=True):
        row = {name: a * value.denominator for name, a in equation.items() if a}
        rows.append(_reduced({**row, -1: value.numerator}))
    # 2. Forward: the row with fewest unknowns gives up the unknown that stands in fewest rows.
    solved: list[tuple[int, dict[int, int]]] = []
    while rows:
        pivot = min(rows, key=len)
        rows.remove(pivot)
        names = [name for name in pivot if name != -1]
        if not names:
            return None
        name = min(names, key=lambda n: (sum(n in row for row in rows), n))
        rows = [_without(name, row, pivot) if name in row else row for row in rows]
        solved.append((name, pivot))
    if len({name for equation in equations for name in equation}) != len(solved):
        return None
    # 3. Back: each unknown from those that were found before it.
    found: dict[int, Fraction] = {}
    for name, row in reversed(solved):
        scale = lcm(*(found[other].denominator for other in row if other in found))
        rest = row.get(-1, 0) * scale - sum(
            a * found[other].numerator * (scale // found[other].denominator)
            for other, a in row.items()
            if other in found
        )
        found[name] = Fraction(rest, row[name] * scale)
    return found


def _without(name: int, row: dict[int, int], pivot: dict[int, int]) -> dict[int, int]:
    """*row* with *name* cancelled by a multiple of *pivot*."""
    common = gcd(row[name], pivot[name])
    a, b = pivot[name] // common, row[name] // common
    left = {other: a * value for other, value in row.items()}
    for other, value in pivot.items():
        left[other] = left.get(other, 0) - b * value
    return _reduced(left)


def _reduced(row: dict[int, int]) -> dict[int, int]:
    """*row* without zeros and without a common factor."""
    common = gcd(*row.values()) or 1
    return {name: value // common for name, value in row.items() if value}
