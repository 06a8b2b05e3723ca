"""The greatest sum of logarithms, and what it stands on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import SolverError
from deliberation.solver import FREE
from deliberation.sortition.chances.close_point import close_point
from deliberation.sortition.chances.fractional import possible
from deliberation.sortition.chances.log_programme import LogProgramme
from deliberation.sortition.equations.symmetric import solve_symmetric
from deliberation.sortition.panels import panels_of


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 10**6))
def test_symmetric_systems_are_solved(n, seed):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n + 2))
    matrix, right = root @ root.T, rng.normal(size=n)
    assert matrix @ solve_symmetric(matrix, right) == pytest.approx(right, abs=1e-6)


def test_equations_that_say_the_same_twice_do_no_harm():
    matrix = np.array([[2.0, 2.0, 0.0], [2.0, 2.0, 0.0], [0.0, 0.0, 0.0]])
    x = solve_symmetric(matrix, np.array([4.0, 4.0, 0.0]))
    assert matrix @ x == pytest.approx([4.0, 4.0, 0.0])


def programme(people, columns, low, high, limits):
    floats = [np.array(numbers, dtype=np.float64) for numbers in (people, low, high, limits)]
    return LogProgramme(floats[0], columns, *floats[1:])


def test_seats_are_shared_out_by_people_until_a_limit_is_met():
    """Three groups share six seats; one has a single person, who cannot have more than one."""
    x, y = programme([1, 3, 6], [[(0, 1.0)]] * 3, [6], [6], [FREE] * 3).best(np.full(3, 0.5))
    assert x == pytest.approx([0.6, 1.8, 3.6])
    assert y == pytest.approx([10 / 6])
    x, _ = programme([4, 3, 3], [[(0, 1.0)]] * 3, [6], [6], [1, 9, 9]).best(np.full(3, 0.5))
    assert x == pytest.approx([1, 2.5, 2.5])


def test_bounds_from_below_and_above_have_multipliers_of_opposite_signs():
    columns = [[(0, 1.0), (1, 1.0)], [(0, 1.0), (2, 1.0)], [(0, 1.0)]]
    x, y = programme([1, 1, 1], columns, [3, 2, 0], [3, 3, 0.4], [FREE] * 3).best(np.full(3, 0.5))
    assert x == pytest.approx([2, 0.4, 0.6])
    assert y == pytest.approx([1 / 0.6, 1 / 2 - 1 / 0.6, 1 / 0.4 - 1 / 0.6])


def test_rows_that_contradict_each_other_are_noticed():
    with pytest.raises(SolverError):
        programme([1, 1], [[(0, 1.0), (1, 1.0)]] * 2, [1, 2], [1, 2], [2, 2]).best(np.ones(2))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6))
def test_a_point_in_floats_is_made_exact_and_rows_at_a_bound_stay_there(made_up, seed):
    panels = panels_of(*made_up(60, 10, (2, 3, 3), seed=6))
    rng = np.random.default_rng(seed)
    people = np.array(panels.sizes, dtype=np.float64) * rng.uniform(0.5, 2, len(panels.sizes))
    x, _ = LogProgramme(
        people,
        [[(r, 1.0) for r in rows] for rows in panels.rows_of],
        np.array([float(row.lower) for row in panels.rows]),
        np.array([float(row.upper) for row in panels.rows]),
        np.array(panels.sizes, dtype=np.float64),
    ).best(0.2 * np.array(panels.sizes))
    chances = close_point(panels, x.tolist())
    assert possible(panels, chances)
    for t, (m, p) in enumerate(zip(panels.sizes, chances, strict=True)):
        assert float(m * p) == pytest.approx(x[t], abs=2e-6)
    for row in panels.rows:
        seats = sum(x[t] for t in row.types)
        exactly = sum(panels.sizes[t] * chances[t] for t in row.types)
        for bound in (row.lower, row.upper):
            if abs(seats - bound) < 1e-10:
                assert exactly == bound
