"""Symmetric systems of linear equations in floats, the same to the last bit on every machine.

Libraries for linear algebra add up in an order that depends on the processor. Here every number is
made by single operations in a fixed order: elimination a column at a time, over whole arrays.
"""

from __future__ import annotations

import numpy as np

from deliberation.solver import Floats

RIDGE = 1e-13  # added to the diagonal, relative to it, so that equal rows do no harm


def solve_symmetric(matrix: Floats, right: Floats) -> Floats:
    """The solution of ``matrix @ x == right`` for a positive semidefinite *matrix*, nearly.

    >>> solve_symmetric(np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([3.0, 3.0])).round(9).tolist()
    [1.0, 1.0]
    """
    n = len(right)
    diagonal = matrix.diagonal().copy()
    unit = 1.0 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))  # a diagonal of ones
    work = matrix * unit[:, None] * unit[None, :]
    work[np.arange(n), np.arange(n)] += RIDGE
    x = right * unit
    for j in range(n):
        pivot = work[j, j]
        if pivot <= RIDGE / 2:  # nothing is left of this row: it depends on those above
            work[j, j + 1 :] = 0.0
            x[j] = 0.0
            work[j, j] = 1.0
            continue
        factors = work[j + 1 :, j] / pivot
        work[j + 1 :, j + 1 :] -= factors[:, None] * work[j, j + 1 :]
        x[j + 1 :] -= factors * x[j]
    for j in range(n - 1, -1, -1):
        x[j] /= work[j, j]
        x[:j] -= work[:j, j] * x[j]
    return x * unit
