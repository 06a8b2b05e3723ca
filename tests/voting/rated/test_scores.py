"""Score voting and cumulative voting."""

from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, Scores
from deliberation.voting.rated import cumulative, score

VOTES = Profile(
    "abc",
    {
        Scores({"a": 5, "b": 3}): 2,
        Scores({"b": 4, "c": 2}): 1,
        Scores({"a": Fraction(1, 2)}): 1,
        Scores({}): 4,
    },
)


def test_the_unscored_get_the_least_or_are_skipped() -> None:
    """Four voters scored. a: 10 + 1/2 from three of them; b: 6 + 4 from three; c: 2 from one."""
    a, b = Fraction(21, 2), Fraction(10)
    assert score(VOTES).totals == {"a": a, "b": b, "c": 2}
    assert score(VOTES, measure="average").totals == {"a": a / 4, "b": b / 4, "c": Fraction(1, 2)}
    skipped = score(VOTES, measure="average", unscored="skipped")
    assert skipped.totals == {"a": a / 3, "b": b / 3, "c": 2}


def test_the_least_score_need_not_be_zero() -> None:
    """1/2 is refused below 1. From -5 on, a and b are left out once, and c three times."""
    with pytest.raises(InvalidInputError, match="gives 'a' 1/2, which is not from 1 to 5"):
        score(VOTES, least=1)
    low = score(VOTES, least=-5)
    assert low.totals == {"a": Fraction(21, 2) - 5, "b": 10 - 5, "c": 2 - 15}
    assert score(VOTES, least=-5, unscored="skipped").totals["c"] == 2


def test_whoever_is_scored_by_nobody_has_the_least_average() -> None:
    votes = Profile("ab", {Scores({"a": 1}): 1})
    totals = score(votes, least=-2, measure="average", unscored="skipped").totals
    assert totals == {"a": 1, "b": -2}


def test_why_somebody_is_elected_and_by_how_much() -> None:
    assert score(VOTES).because == (
        "Seat 1: a, with 21/2 points.",
        "Not elected: b, with 10, 1/2 behind a.",
    )


def test_other_words_and_scales_are_refused_together() -> None:
    with pytest.raises(InvalidInputError) as caught:
        score(VOTES, measure="median", unscored="most")
    assert len(caught.value.problems) == 2
    with pytest.raises(InvalidInputError, match="not upwards"):
        score(VOTES, least=5, most=5)


def test_more_points_than_there_are_cannot_be_given() -> None:
    votes = Profile("ab", {Scores({"a": 3, "b": 3}): 1, Scores({"a": 2, "b": 2}): 1})
    assert cumulative(votes, points=6, seats=2).totals == {"a": 5, "b": 5}
    with pytest.raises(InvalidInputError, match=r"gives 6 of 5 points \(a: 3, b: 3\)"):
        cumulative(votes, points=5)
    with pytest.raises(InvalidInputError, match="which is not from 0 to 5"):
        cumulative(Profile("ab", {Scores({"a": -1}): 1}))
