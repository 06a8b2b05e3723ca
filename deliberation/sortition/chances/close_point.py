"""A fractional panel in fractions, close to one that is known in floats.

Every type gets its number of seats rounded up or down to millionths, and so does every row, so that
a row at its bound stays there; a linear programme finds such a point, nearly whole, and the few
numbers that are not whole are solved for again as fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import fsum

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import WARM, Outcome, Programme
from deliberation.sortition.chances.fractional import possible
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panels

GRID = 10**6
ROUNDED = 3  # further decimals that are looked at; more differ from machine to machine
WIDER = (0, 1, 10, 100, 1000)  # how many millionths more are allowed, until there is a point


def close_point(panels: Panels, seats: Sequence[float]) -> tuple[Fraction, ...]:
    """Chances that fractional panels have, exactly, with about so many *seats* for each type.

    Raises:
        SolverError: there is no such point close by.
    """
    wanted = np.round(np.array(seats) * GRID, ROUNDED)
    sums = np.round([GRID * fsum(seats[t] for t in row.types) for row in panels.rows], ROUNDED)
    sizes, row_lower, row_upper = (
        GRID * np.array(bounds, dtype=np.float64)
        for bounds in (
            panels.sizes,
            [row.lower for row in panels.rows],
            [row.upper for row in panels.rows],
        )
    )
    programme = Programme(
        costs=wanted - np.floor(wanted) - 0.5,
        lower=np.zeros(len(wanted)),
        upper=sizes,
        columns=[[(r, 1.0) for r in rows] for rows in panels.rows_of],
        row_lower=row_lower,
        row_upper=row_upper,
        options=WARM,
    )
    for wider in WIDER:
        lower = np.maximum(np.floor(wanted) - wider, 0.0)
        upper = np.minimum(np.ceil(wanted) + wider, sizes)
        programme.set_bounds(lower, upper)
        programme.set_row_bounds(
            np.maximum(np.floor(sums) - wider, row_lower),
            np.minimum(np.ceil(sums) + wider, row_upper),
        )
        if programme.run() is Outcome.BEST:
            chances = _exact(panels, programme)
            if chances is not None:
                return chances
    raise SolverError("the chances found in floats could not be made exact")


def _exact(panels: Panels, programme: Programme) -> tuple[Fraction, ...] | None:
    """The solver's point, with the numbers in its basis solved for again."""
    rows, basic = programme.tight_rows(), programme.basic_columns()
    if len(rows) != len(basic):
        return None
    place = {t: i for i, t in enumerate(basic)}
    numbers = [0 if t in place else round(v) for t, v in enumerate(programme.values)]
    known, seats = panels.count(numbers), programme.row_values
    matrix = np.zeros((len(rows), len(basic)), dtype=np.int64)
    right = []
    for i, r in enumerate(rows):
        matrix[i, [place[t] for t in panels.rows[r].types if t in place]] = 1
        right.append(round(seats[r]) - known[r])
    found = solve(matrix, right)
    if found is None:
        return None
    exact = [found[place[t]] if t in place else Fraction(n) for t, n in enumerate(numbers)]
    chances = tuple(x / (GRID * m) for x, m in zip(exact, panels.sizes, strict=True))
    return chances if possible(panels, chances) else None
