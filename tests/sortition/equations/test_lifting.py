"""Exact systems of equations."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.sortition.equations.lifting import solve

numbers = st.integers(-20, 20)


@st.composite
def systems(draw):
    n = draw(st.integers(1, 6))
    matrix = np.array(
        draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=n, max_size=n))
    )
    right = draw(
        st.lists(
            st.fractions(min_value=-9, max_value=9, max_denominator=99), min_size=n, max_size=n
        )
    )
    return matrix, right


@settings(deadline=None)
@given(systems())
def test_a_solution_fits_exactly_and_is_found_whenever_there_is_one(system):
    matrix, right = system
    found = solve(matrix, right)
    if round(abs(np.linalg.det(matrix))) == 0:
        assert found is None
    else:
        for row, goal in zip(matrix.tolist(), right, strict=True):
            assert sum((a * x for a, x in zip(row, found, strict=True)), Fraction(0)) == goal


def test_large_systems_with_large_fractions_are_solved():
    n = 80
    matrix = np.array([[(i * j) % 7 + 40 * (i == j) for j in range(n)] for i in range(n)])
    wanted = [Fraction(i - 40, 10**9 + i) for i in range(n)]
    right = [sum(int(a) * x for a, x in zip(row, wanted, strict=True)) for row in matrix]
    assert solve(matrix, right) == wanted


@pytest.mark.parametrize("matrix", [[[1, 1], [1, 1]], [[0, 0], [0, 1]]])
def test_a_matrix_without_inverse_has_no_one_solution(matrix):
    assert solve(np.array(matrix), [1, 1]) is None
