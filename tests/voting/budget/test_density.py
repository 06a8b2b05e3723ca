"""The least load of the voter with the largest."""

from fractions import Fraction

import pytest

from deliberation.voting.budget.density import least_load


@pytest.mark.parametrize("scale", [1, 2**70 + 1])
def test_the_hardest_set_of_projects_decides_whatever_the_amounts(scale: int) -> None:
    """Project 1 costs 12 for two voters, 6 each; 0, 1 and 2 together 21 for five, less each."""
    groups = {frozenset({0}): 1, frozenset({0, 1}): 1, frozenset({1, 2}): 1, frozenset({2}): 2}
    costs = {0: 3 * scale, 1: 12 * scale, 2: 6 * scale}
    assert least_load(costs, groups, known=Fraction(0)) == 6 * scale
