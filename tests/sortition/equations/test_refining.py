"""Linear programmes solved closer than floats see."""

from fractions import Fraction

import pytest

from deliberation.solver import Outcome
from deliberation.sortition.equations.refining import LARGER, Refined

TINY = Fraction(1, 10**25)
SHARP = {"primal_feasibility_tolerance": 1e-10}


def test_what_is_too_small_for_a_solver_is_seen_enlarged():
    """Whole = 1, and part + whole = 1 + TINY, so that the part, which costs, is TINY."""
    refined = Refined(
        costs=[-1, 0],
        columns=[[(1, 1)], [(0, 1), (1, 1)]],
        goals=[Fraction(1), 1 + TINY],
        options=SHARP,
    )
    assert refined.run() is Outcome.BEST
    assert refined.objective == pytest.approx(0, abs=1e-15)  # 1 + TINY is 1 in floats
    for _ in range(3):
        refined.enlarge()
        assert refined.run() is Outcome.BEST
    assert refined.parts == LARGER**3
    assert refined.objective / refined.parts == pytest.approx(-float(TINY), rel=1e-9)


def test_what_is_impossible_by_little_is_impossible_enlarged():
    """Both rows are the same variable, which cannot be 1 and a little more."""
    refined = Refined(
        costs=[0], columns=[[(0, 1), (1, 1)]], goals=[Fraction(1), 1 + TINY], options=SHARP
    )
    assert refined.run() is Outcome.BEST
    refined.enlarge()
    refined.run()
    refined.enlarge()
    refined.run()
    refined.enlarge()
    assert refined.run() is Outcome.IMPOSSIBLE


def test_a_variable_joins_at_any_size():
    """The dear one makes up the goal until the cheap one is there."""
    refined = Refined(costs=[-3], columns=[[(0, 1)]], goals=[Fraction(1, 3)], options=SHARP)
    refined.run()
    refined.enlarge()
    refined.run()
    assert refined.objective / refined.parts == pytest.approx(-1)
    refined.add(-1, [(0, 1)])
    refined.run()
    assert refined.objective / refined.parts == pytest.approx(-1 / 3)
    assert refined.row_prices == pytest.approx([-1])
    assert refined.basis() == ([0], [1])
