"""The panel beside the pool and the population."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.sortition import Distance, Person, Pool, Share, distances, shares

POOL = Pool(
    tuple(
        Person(f"p{i}", {"gender": g, "age": a})
        for i, (g, a) in enumerate([("w", "old"), ("w", "old"), ("w", "new"), ("m", "old")])
    )
)
TOWN = {"gender": {"w": 51, "m": 49}, "age": {"new": 2, "old": 3}}


def test_shares_and_seats_are_exact():
    woman, man, new, old = shares(POOL, ["p0", "p3"], TOWN)
    assert woman == Share("gender", "w", 1, 2, Fraction(3, 4), Fraction(51, 100))
    assert (man.panel, man.points, man.seats_above) == (
        Fraction(1, 2),
        Fraction(1, 100),
        Fraction(1, 50),
    )
    assert (new.seats, new.seats_above) == (0, Fraction(-4, 5))
    assert (old.panel, old.population) == (1, Fraction(3, 5))


def test_the_distance_is_the_share_of_people_who_would_have_to_be_others():
    assert distances(POOL, ["p0", "p3"], TOWN) == (
        Distance("gender", Fraction(1, 100), Fraction(24, 100), Fraction(1, 4)),
        Distance("age", Fraction(2, 5), Fraction(3, 20), Fraction(1, 4)),
    )


def test_a_value_that_nobody_volunteered_for_is_missed():
    town = {"gender": {"w": 50, "m": 49, "x": 1}}
    assert shares(POOL, ["p0"], town)[-1].points == Fraction(-1, 100)


@given(st.sets(st.sampled_from(POOL.ids), min_size=1), st.integers(1, 9), st.integers(0, 9))
def test_the_points_of_a_feature_cancel_and_a_distance_obeys_the_triangle(panel, w, m):
    every = shares(POOL, sorted(panel), {"gender": {"w": w, "m": m}})
    assert sum(share.points for share in every) == 0
    (far,) = distances(POOL, sorted(panel), {"gender": {"w": w, "m": m}})
    assert far.panel <= far.drawn + far.pool <= 2
    assert far == distances(POOL, sorted(panel), {"gender": {"w": 7 * w, "m": 7 * m}})[0]


def test_everything_that_does_not_fit_is_named_at_once():
    town = {"gender": {"w": -1}, "age": {"new": 0, "old": 0}, "shoe": {"44": 1}}
    with pytest.raises(InvalidInputError) as refused:
        shares(POOL, ["p0", "p0", "p9"], town)
    assert [str(problem) for problem in refused.value.problems] == [
        "'p9' is on the panel but not in the pool",
        "the panel names 'p0' twice",
        "the population does not say how many have gender = m",
        "gender = w is counted as -1",
        "the population counts nobody for 'gender'",
        "the population counts nobody for 'age'",
        "the population counts 'shoe', which nobody in the pool was asked",
    ]
    with pytest.raises(InvalidInputError, match="empty"):
        shares(POOL, [], TOWN)
