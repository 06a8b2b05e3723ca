"""Majority judgment, beside a twin that takes medians away one by one."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Grades, Profile, by_order
from deliberation.voting.rated import majority_judgment
from deliberation.voting.rated.majority_judgment import SCALE

CANDIDATES = "abc"
ballots = st.fixed_dictionaries({c: st.sampled_from(SCALE[:4]) for c in CANDIDATES}).map(Grades)
profiles = st.dictionaries(ballots, st.integers(1, 5), min_size=1, max_size=7).map(
    lambda counts: Profile(CANDIDATES, counts)
)


def electorate(counts: dict[str, list[int]]) -> Profile:
    """One ballot for each voter, where *counts* say how many give which grade, the best first."""
    columns = {
        c: [grade for grade, n in zip(SCALE, of, strict=True) for _ in range(n)]
        for c, of in counts.items()
    }
    (voters,) = {len(column) for column in columns.values()}
    return Profile.of(
        [Grades({c: column[i] for c, column in columns.items()}) for i in range(voters)],
        candidates=sorted(counts),
    )


def naive_value(profile: Profile, candidate: str) -> list[int]:
    """The medians as one after the other is taken away; a greater grade is better."""
    grades = sorted(
        -SCALE.index(dict(ballot.grades)[candidate])
        for ballot, n in profile.counts.items()
        for _ in range(n)
    )
    value = []
    while grades:
        value.append(grades.pop((len(grades) + 1) // 2 - 1))
    return value


@given(profiles, st.permutations(CANDIDATES))
def test_removing_medians_elects_as_one_by_one(profile: Profile, order: str) -> None:
    values = {c: naive_value(profile, c) for c in order}
    winner = max(values, key=values.__getitem__)  # the first of the order, if equal
    assert majority_judgment(profile, break_tie=by_order(order)).elected == (winner,)


def test_three_of_one_median_stand_by_their_gauges() -> None:
    """Grades in per mille, much like those of Orsay in 2007, but not the published table.

    Added up by hand: Bayrou 44.3 above good and 30.6 below, so good+; Royal 39.4 and 41.5,
    Sarkozy 38.9 and 46.8, both good-, and the gauge puts whoever has fewer below first.
    """
    votes = electorate(
        {
            "Bayrou": [136, 307, 251, 148, 84, 74],
            "Royal": [167, 227, 191, 168, 122, 125],
            "Sarkozy": [191, 198, 143, 115, 71, 282],
        }
    )
    result = majority_judgment(votes, seats=3, equal="gauge")
    assert result.elected == ("Bayrou", "Royal", "Sarkozy")
    assert {*result.medians.values()} == {"good"}
    assert {c: (float(p * 100), float(q * 100)) for c, (p, q) in result.shares.items()} == {
        "Bayrou": (44.3, 30.6),
        "Royal": (39.4, 41.5),
        "Sarkozy": (38.9, 46.8),
    }
    assert majority_judgment(votes, seats=3).elected == result.elected


def test_the_ways_to_part_equal_medians_differ() -> None:
    """All have the median good, of 100 voters. p and q: a 40, 30; b 20, 11; c 49, 44.

    gauge: c 49 before a 40 and b 20. typical p - q: a 10, b 9, c 5. usual (p - q)/(1 - p - q):
    c 5/7, a 10/30, b 9/69. central (p - q)/(p + q): b 9/31, a 10/70, c 5/93.
    """
    votes = electorate(
        {"a": [0, 40, 30, 30, 0, 0], "b": [0, 20, 69, 11, 0, 0], "c": [0, 49, 7, 44, 0, 0]}
    )
    orders = {
        equal: "".join(majority_judgment(votes, seats=3, equal=equal).elected)
        for equal in ("gauge", "typical", "usual", "central", "removal")
    }
    assert orders == {
        "gauge": "cab",
        "typical": "abc",
        "usual": "cab",
        "central": "bac",
        "removal": "cab",  # going outwards from the middle, c leaves good first, upwards
    }
    assert majority_judgment(votes).shares["a"] == (Fraction(2, 5), Fraction(3, 10))


def test_the_lower_of_two_middle_grades_is_the_median() -> None:
    votes = electorate({"a": [2, 0, 2, 0, 0, 0], "b": [0, 3, 1, 0, 0, 0]})
    result = majority_judgment(votes)
    assert result.medians == {"a": "good", "b": "very good"}
    assert result.because == (
        "Seat 1: b, with the median very good, 0 of the voters above it and 1/4 below.",
        "Not elected: a, with the median good, 1/2 of the voters above it and 0 below.",
    )


def test_the_ungraded_get_the_worst_grade_or_are_refused() -> None:
    votes = Profile("ab", {Grades({"a": "good"}): 2, Grades({"b": "excellent"}): 1, Grades({}): 5})
    assert majority_judgment(votes).medians == {"a": "good", "b": "to reject"}
    with pytest.raises(InvalidInputError) as caught:
        majority_judgment(votes, ungraded="refused")
    assert [str(p) for p in caught.value.problems] == [
        "1 ballots leave 'a' without a grade",
        "2 ballots leave 'b' without a grade",
    ]


def test_equal_grades_are_a_tie_by_every_way() -> None:
    votes = electorate({"a": [1, 0, 1, 0, 0, 0], "b": [1, 0, 1, 0, 0, 0]})
    for equal in ("removal", "gauge", "typical", "usual", "central"):
        with pytest.raises(UnresolvedTieError) as caught:
            majority_judgment(votes, equal=equal)
        assert caught.value.tied == ("a", "b")


def test_other_words_and_scales_are_refused() -> None:
    votes = Profile("ab", {Grades({"a": "yes"}): 1})
    with pytest.raises(InvalidInputError, match="'mean'"):
        majority_judgment(votes, equal="mean")
    with pytest.raises(InvalidInputError, match="two different grades"):
        majority_judgment(votes, scale=("yes", "yes"))
    assert majority_judgment(votes, scale=("yes", "no")).elected == ("a",)
