"""Votes that cost the square of their number."""

from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Credits, Profile, quadratic
from deliberation.voting.quadratic import standing


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


def test_parts_of_votes_and_votes_against_are_for_the_vote_to_allow() -> None:
    ballots = [Credits({"bus": Fraction(5, 2), "tram": -1}), Credits({"tram": 2})]
    profile = Profile.of(ballots, candidates=("bus", "tram"))
    with pytest.raises(InvalidInputError) as caught:
        quadratic(profile, against=False)
    assert [problem.text for problem in caught.value.problems] == [
        "a ballot has parts of votes (bus: 5/2, tram: -1); this vote takes whole ones",
        "a ballot has votes against somebody (bus: 5/2, tram: -1), which this vote does not take",
    ]
    assert quadratic(profile, whole=False).totals == {"bus": Fraction(5, 2), "tram": 1}
    with pytest.raises(InvalidInputError, match="a ballot spends 29/4 of 7 credits"):
        quadratic(profile, whole=False, credits=7)


def test_votes_are_no_floats() -> None:
    with pytest.raises(InvalidInputError, match=r"votes for 'bus' are 2\.5"):
        Credits({"bus": 2.5})


def test_all_candidates_have_a_standing() -> None:
    """Two of three voters spend 3 * 3 + 1 and 2 * 2 of 10 credits; the third leaves all."""
    ballots = [Credits({"bus": 3, "tram": -1}), Credits({"tram": 2}), Credits({})]
    found = standing(Profile.of(ballots, candidates=("bike", "bus", "tram")), credits=10)
    assert found.places == (("bus",), ("tram",), ("bike",))
    assert found.totals == {"bike": 0, "bus": 3, "tram": 1}
    assert (found.votes_for["tram"], found.votes_against["tram"]) == (2, 1)
    assert found.spent == {"bike": 0, "bus": 9, "tram": 5}
    assert found.unspent == 16
