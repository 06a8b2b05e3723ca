"""Votes that cost the square of their number."""

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Credits, Profile, quadratic


def test_votes_add_up_and_votes_against_count_below_zero() -> None:
    ballots = [Credits({"bus": 9, "tram": -4}), Credits({"tram": 2}), Credits({"bike": -1})]
    tally = quadratic(Profile.of(ballots, candidates=("bike", "bus", "tram")), seats=2)
    assert tally.totals == {"bike": -1, "bus": 9, "tram": -2}
    assert tally.elected == ("bus", "bike")


def test_all_credits_may_be_spent() -> None:
    assert quadratic(Profile.of([Credits({"bus": 10})], candidates=["bus"])).totals["bus"] == 10


def test_every_ballot_that_overspends_is_named() -> None:
    ballots = [Credits({"bus": 10, "tram": 1}), Credits({"bus": 3}), Credits({"tram": -11})]
    profile = Profile.of(ballots, candidates=("bus", "tram"))
    with pytest.raises(InvalidInputError) as caught:
        quadratic(profile)
    assert [problem.text for problem in caught.value.problems] == [
        "a ballot spends 101 of 100 credits (bus: 10, tram: 1)",
        "a ballot spends 121 of 100 credits (tram: -11)",
    ]
    assert quadratic(profile, credits=121).elected == ("bus",)
