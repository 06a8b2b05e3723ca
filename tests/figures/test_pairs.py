"""The chances of people who have two values together."""

from fractions import Fraction

from deliberation.figures import pairs_table, pairs_told
from deliberation.sortition.fairness import PairChances

TENTH = Fraction(1, 10)


def pair(values, people, *chances):
    return PairChances(("age", "gender"), values, people, *chances)


PAIRS = [
    pair(("old", "man"), 10, TENTH, TENTH, TENTH),
    pair(("old", "woman"), 20, TENTH, 2 * TENTH, 3 * TENTH),
    pair(("young", "man"), 1, 9 * TENTH, 9 * TENTH, 9 * TENTH),
]


def test_those_farthest_from_the_mean_of_all_come_first():
    """Of 31 people the mean is 5.9 / 31, which is 19.0 %."""
    table = pairs_table(PAIRS, most=9)
    assert table.header == ("Group", "And group", "People", "Lowest", "Mean", "Highest")
    assert table.rows == (
        ("age: young", "gender: man", "1", "90.0%", "90.0%", "90.0%"),
        ("age: old", "gender: man", "10", "10.0%", "10.0%", "10.0%"),
        ("age: old", "gender: woman", "20", "10.0%", "20.0%", "30.0%"),
    )


def test_it_is_told_how_many_of_the_pairs_are_shown():
    assert len(pairs_table(PAIRS, most=2).rows) == 2
    assert pairs_told(PAIRS, most=2) == (
        "Shown are 2 of 3 pairs: those whose mean chance is farthest from 19.0%, the mean of all."
    )
