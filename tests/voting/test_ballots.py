"""What one voter says."""

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Approval, Credits, Grades, Ranking, Scores, WeakRanking, ranking


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


def test_equal_opinions_are_equal_ballots() -> None:
    assert WeakRanking([["b", "a"], [], ["c"]]) == WeakRanking([{"a", "b"}, {"c"}])
    assert Approval(["b", "a", "b"]) == Approval("ab")
    assert Scores({"b": 2, "a": 0}) == Scores([("a", 0), ("b", 2)])
    assert Grades({"b": "good", "a": "poor"}) == Grades([("a", "poor"), ("b", "good")])


def test_a_zero_that_was_said_is_not_an_empty_cell() -> None:
    assert Scores({"a": 0}) != Scores({})
    assert Scores({"a": 0}).candidates == {"a"}


def test_one_place_for_each_candidate_in_every_kind() -> None:
    for wrong in (
        lambda: WeakRanking(["ab", "a"]),
        lambda: Scores([("a", 1), ("a", 2)]),
        lambda: Grades([("a", "good"), ("a", "poor")]),
    ):
        with pytest.raises(InvalidInputError, match="'a'"):
            wrong()


def test_a_ranking_without_ties_is_strict() -> None:
    assert ranking(["b", "a"]) == Ranking(("b", "a"))
    assert ranking(["ba", "c"]) == WeakRanking(["ab", "c"])
    assert ranking([]) == Ranking(())
