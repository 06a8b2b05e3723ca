"""What one voter says."""

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Credits, Ranking


def test_a_candidate_ranked_twice_is_refused_and_every_one_is_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Ranking(("bus", "tram", "bus", "tram"))
    assert [str(problem)[:6] for problem in caught.value.problems] == ["'bus' ", "'tram'"]


def test_equal_spendings_are_equal_ballots() -> None:
    assert Credits({"tram": 2, "bus": -1, "bike": 0}) == Credits([("bus", -1), ("tram", 2)])


def test_votes_for_and_against_cost_their_square() -> None:
    assert Credits({"bus": 3, "tram": -2}).cost == 13


def test_votes_on_two_lines_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="two lines"):
        Credits([("bus", 1), ("bus", 2)])
