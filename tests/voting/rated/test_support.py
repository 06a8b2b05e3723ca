"""Support on five points, at exact thresholds."""

from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Grades, Profile
from deliberation.voting.rated import support

VOTES = Profile(
    "abc",
    {
        Grades({"a": "strongly agree", "b": "agree", "c": "neither"}): 20,
        Grades({"a": "agree", "b": "agree"}): 8,
        Grades({"a": "strongly against", "b": "neither"}): 7,
        Grades({"b": "disagree"}): 1,
        Grades({}): 4,
    },
)
"""a: 28 of 35 answers, which is just 4/5; b: 28 of 36; c: nobody of 20. 40 ballots."""


def test_a_share_is_met_exactly_or_missed_by_one() -> None:
    result = support(VOTES)
    assert result.elected == ("a",)
    assert result.near == ("b",)
    assert result.support["a"].share == Fraction(4, 5)
    assert result.support["a"].answers == (20, 8, 0, 0, 7)
    assert (result.support["a"].needed, result.support["a"].short) == (28, 0)
    assert (result.support["b"].needed, result.support["b"].short) == (29, 1)
    assert result.because == (
        "a is carried: 28 of 35 support it, and it takes 28 (4/5 of them).",
        "b is not carried: 28 of 36 support it, and it takes 29 (4/5 of them); a near miss, 1"
        " short.",
        "c is not carried: 0 of 20 support it, and it takes 16 (4/5 of them).",
    )


def test_those_who_abstain_count_against_only_where_that_is_said() -> None:
    """28 are 7/10 of the 40 ballots, blank ones included, and 28/50 of fifty members."""
    seven_tenths = Fraction(7, 10)
    assert support(VOTES, of="ballots").elected == ()
    assert support(VOTES, of="ballots", share=seven_tenths).elected == ("a", "b")
    assert support(VOTES, of="members", members=50, share=seven_tenths).elected == ()
    assert support(VOTES, of="members", members=50, share=Fraction(28, 50)).elected == ("a", "b")
    assert support(VOTES).support["a"].abstained == 5


def test_how_near_a_near_miss_is_is_said_in_advance() -> None:
    missed = support(VOTES, of="ballots")
    assert (missed.near, missed.support["a"].short) == ((), 4)
    assert support(VOTES, of="ballots", near=4).near == ("a", "b")
    assert support(VOTES, near=0).near == ()


def test_the_middle_of_the_scale_is_counted_and_supports_nothing() -> None:
    assert support(VOTES, supporting=3).support["c"].supporters == 20
    assert support(VOTES).support["c"].of == 20


def test_nobody_who_answers_is_no_support() -> None:
    votes = Profile("ab", {Grades({"a": "agree"}): 1})
    assert support(votes).elected == ("a",)
    assert support(votes).support["b"].share == 0


def test_what_cannot_be_is_refused_all_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        support(VOTES, supporting=5, share=Fraction(0), of="all", members=39, near=-1)
    assert len(caught.value.problems) == 5
    with pytest.raises(InvalidInputError, match="say how many members"):
        support(VOTES, of="members")


def test_more_than_a_half_is_one_more_than_a_half_of_any_number() -> None:
    """A half of the 40 ballots is 20: a simple majority takes 21, and of 41 members 21 as well."""
    half = Fraction(1, 2)
    tied = Profile("a", {Grades({"a": "agree"}): 20, Grades({"a": "disagree"}): 20})
    assert support(tied, share=half).elected == ("a",)
    missed = support(tied, share=half, above=True)
    assert (missed.elected, missed.near) == ((), ("a",))
    assert missed.because == (
        "a is not carried: 20 of 40 support it, and it takes 21 (more than 1/2 of them); a near"
        " miss, 1 short.",
    )
    more = support(tied, share=half, above=True, of="members", members=41)
    assert more.support["a"].needed == 21


def test_a_share_of_all_who_are_present_counts_those_who_cast_nothing() -> None:
    """28 supporters are 4/5 of the 35 who answered, and 7/10 of 40 who are present."""
    present = support(VOTES, of="present", members=40, share=Fraction(7, 10))
    assert present.elected == ("a", "b")
    assert support(VOTES, of="present", members=41, share=Fraction(7, 10)).elected == ()
    with pytest.raises(InvalidInputError, match="say how many members there are"):
        support(VOTES, of="present")


def test_whoever_casts_a_ballot_is_present_whatever_was_counted_before() -> None:
    """Thirty were counted, and forty cast a ballot: 28 are 7/10 of these."""
    result = support(VOTES, of="present", members=30, share=Fraction(7, 10))
    assert (result.support["a"].of, result.elected) == (40, ("a", "b"))
    with pytest.raises(InvalidInputError, match="40 ballots were cast by 30 members"):
        support(VOTES, of="members", members=30)
