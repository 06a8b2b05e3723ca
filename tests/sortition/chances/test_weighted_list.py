"""Weights at the solver's basis, and what is said where there is no such basis."""

from fractions import Fraction

import pytest

from deliberation.errors import SolverError
from deliberation.solver import PRIMAL
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.weighted_list import WeightedList
from deliberation.sortition.panels import panels_of

PANELS = [(2, 0, 0), (0, 2, 0), (0, 0, 2), (1, 1, 0)]


@pytest.fixture
def listed():
    """Four panels of two from three values that three people each have."""
    pool = Pool(tuple(Person(f"p{i}", {"a": "xyz"[i % 3]}) for i in range(9)))
    panels = panels_of(pool, Quotas(2, tuple(Quota("a", value, 0, 2) for value in "xyz")))
    return WeightedList(panels, [1, 1, 1], {}, PANELS, PRIMAL)


def test_the_weights_at_the_basis_prove_the_lowest_chance(listed):
    assert listed.highest() == pytest.approx(2 / 9)
    assert listed.multipliers() == [Fraction(1, 9)] * 3


def test_before_anything_was_solved_no_weights_are_claimed(listed):
    with pytest.raises(SolverError, match="could not be had as a fraction"):
        listed.multipliers()


def test_where_nobody_is_open_any_more_no_weights_are_claimed(listed):
    """The basis is that of before, and what was in it of the lowest chance is no longer there."""
    listed.highest()
    listed.pin([0, 1, 2], Fraction(2, 9))
    with pytest.raises(SolverError, match="could not be had as a fraction"):
        listed.multipliers()
