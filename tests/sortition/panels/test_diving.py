"""Whole points of linear programmes."""

from itertools import product

import numpy as np
import pytest

from deliberation.solver import WARM, Programme
from deliberation.sortition.panels.diving import Dive

ROWS = [(2, 3, 5), (3, 1, 2), (1, 4, 3)]  # one line for each row, what it counts of each variable


def programme(bounds):
    """Three variables from 0 to 3, and the rows within these bounds."""
    return Programme(
        costs=[1.0, -2.0, 0.7],
        lower=[0.0] * 3,
        upper=[3.0] * 3,
        columns=[[(r, float(row[j])) for r, row in enumerate(ROWS)] for j in range(3)],
        row_lower=[float(low) for low, _ in bounds],
        row_upper=[float(high) for _, high in bounds],
        options=WARM,
    )


@pytest.mark.parametrize(
    "bounds",
    [
        [(7, 9), (4, 8), (5, 9)],
        [(11, 11), (9, 9), (6, 10)],  # equations: hardly any whole point
        [(9, 9), (7, 7), (4, 4)],  # fractional points, but perhaps no whole one
        [(13, 14), (5, 5), (11, 11)],
    ],
)
def test_a_dive_finds_a_whole_point_exactly_where_there_is_one(bounds):
    points = [
        point
        for point in product(range(4), repeat=3)
        if all(
            low <= sum(a * x for a, x in zip(row, point, strict=True)) <= high
            for row, (low, high) in zip(ROWS, bounds, strict=True)
        )
    ]
    found = Dive(programme(bounds), np.zeros(3), np.full(3, 3.0), 100).whole_point()
    assert found in points if points else found is None


def test_a_dive_gives_up_when_patience_ends():
    bounds = [(7, 9), (4, 8), (5, 9)]
    assert Dive(programme(bounds), np.zeros(3), np.full(3, 3.0), 0).whole_point() is None
