"""Linear equations in numbers that are not negative: a solution, or why there is none, exactly.

Sources: Farkas, "Theorie der einfachen Ungleichungen", Journal für die reine und angewandte
Mathematik 124 (1902), for multipliers as the proof; Bland, "New Finite Pivoting Rules for the
Simplex Method", Mathematics of Operations Research 2 (1977), for a simplex method that ends.

1. Give each equation a number of its own that makes up for what is missing; they start as the
   whole right-hand side.
2. Exchange: the first column that lowers their sum comes in, the row that runs out first goes out,
   of equal rows the one with the first column.
3. Where the sum comes to 0, what is left is a solution. Where it stays above, the prices of the
   equations prove that there is none.

In fractions from the first step, so for small systems.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = Mapping[int, int]
"""The coefficients of one equation by column."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Numbers that solve the equations, none below 0."""

    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Impossible:
    """That nothing solves the equations.

    Args:
        multipliers: for the equations. Multiplied and added up, no coefficient is above 0, and the
            right-hand side is.
    """

    multipliers: tuple[Fraction, ...]


def solve(rows: Sequence[Row], right: Sequence[int], width: int) -> Solved | Impossible:
    """Numbers that are not negative and solve the equations, or that there are none.

    >>> solve([{0: 1, 1: 2}, {0: 1, 1: 1}], [4, 3], 2)
    Solved(values=(Fraction(2, 1), Fraction(1, 1)))
    >>> solve([{0: 1, 1: 2}, {0: 1, 1: 1}], [4, 1], 2)
    Impossible(multipliers=(Fraction(1, 1), Fraction(-2, 1)))

    Args:
        right: not below 0.
        width: how many columns there are.
    """
    height = len(rows)
    table = [
        [Fraction(row.get(j, 0)) for j in range(width)]
        + [Fraction(i == j) for j in range(height)]
        + [Fraction(right[i])]
        for i, row in enumerate(rows)
    ]
    basis = [width + i for i in range(height)]
    # What one more of each column takes from the sum that is missing, and that sum at the end.
    gains = [sum(column, Fraction(0)) for column in zip(*table, strict=True)]
    for j in basis:
        gains[j] = Fraction(0)
    while (enter := next((j for j in range(width) if gains[j] > 0), None)) is not None:
        leave = min(
            (i for i in range(height) if table[i][enter] > 0),
            key=lambda i: (table[i][-1] / table[i][enter], basis[i]),
        )
        _exchange(table, gains, leave, enter)
        basis[leave] = enter
    if gains[-1] > 0:
        return Impossible(tuple(1 + gains[width + i] for i in range(height)))
    values = [Fraction(0)] * (width + height)
    for i, j in enumerate(basis):
        values[j] = table[i][-1]
    return Solved(tuple(values[:width]))


def _exchange(table: list[list[Fraction]], gains: list[Fraction], leave: int, enter: int) -> None:
    """Solve the row for its new column, and put that into all others."""
    pivot = table[leave][enter]
    table[leave] = line = [value / pivot for value in table[leave]]
    for other in (*(row for i, row in enumerate(table) if i != leave), gains):
        if times := other[enter]:
            other[:] = [value - times * own for value, own in zip(other, line, strict=True)]
