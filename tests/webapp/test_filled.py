"""Reading ballot forms: what fits becomes a ballot, what does not is kept and told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.assembly import Vote
from deliberation.voting import Approval, Credits, Grades, Ranking, Scores
from webapp.participant import filled

NAMES = ("bus", "tram", "bike")
RANKED = Vote("v", "a", "T", "Q", "ranking", NAMES, "irv", 1, {})
SPENT = Vote("v", "a", "T", "Q", "credits", NAMES, "quadratic", 1, {"credits": 20})

TICKED = Vote("v", "a", "T", "Q", "approval", NAMES, "approval", 1, {})
MONEY = {"total": 100, "costs": {"bus": 70, "tram": 40, "bike": 30}, "within": True}
BUDGET = Vote("v", "a", "T", "Q", "approval", NAMES, "greedy_budget", 3, MONEY)
SCORED = Vote("v", "a", "T", "Q", "scores", NAMES, "star", 1, {"most": 5})
AGREED = Vote("v", "a", "T", "Q", "grades", NAMES, "support", 3, {"scale": ["yes", "no"]})


def read(vote: Vote, *written: str) -> filled.Filled:
    return filled.read(vote, {f"line-{i}": text for i, text in enumerate(written)})


def test_places_become_a_ranking() -> None:
    assert read(RANKED, "2", "", "1").ballot == Ranking(("bike", "bus"))


@pytest.mark.parametrize("place", ["0", "4", "-1", "x", "1.5", "٢", "1 2"])
def test_a_place_that_is_not_offered_is_told_beside_its_line(place: str) -> None:
    form = read(RANKED, place, "1")
    assert form.ballot is None
    assert form.lines[0].written == place
    assert form.lines[0].problem == "Choose a place from the list."
    assert form.lines[1].problem == ""


def test_a_gap_between_places_is_told_beside_the_place_after_it() -> None:
    form = read(RANKED, "1", "3")
    assert form.ballot is None
    assert "Place 2 is not given" in form.lines[1].problem


def test_a_place_given_twice_is_told_beside_both() -> None:
    form = read(RANKED, "1", "1", "2")
    assert form.ballot is None
    assert [bool(line.problem) for line in form.lines] == [True, True, False]


@given(st.permutations(NAMES), st.integers(0, 3))
def test_what_was_cast_fills_in_the_form_that_casts_it_again(order: list[str], n: int) -> None:
    ballot = Ranking(tuple(order[:n]))
    again = read(RANKED, *(line.written for line in filled.show(RANKED, ballot).lines))
    assert again.ballot == ballot


@given(st.lists(st.integers(-2, 2), min_size=3, max_size=3))
def test_what_was_spent_fills_in_the_form_that_spends_it_again(votes: list[int]) -> None:
    ballot = Credits(zip(NAMES, votes, strict=True))
    shown = filled.show(SPENT, ballot)
    assert shown.spent == ballot.cost
    assert read(SPENT, *(line.written for line in shown.lines)).ballot == ballot


@given(st.lists(st.integers(-6, 6), min_size=3, max_size=3))
def test_a_ballot_comes_out_only_when_the_credits_are_enough(votes: list[int]) -> None:
    form = read(SPENT, *map(str, votes))
    cost = sum(n * n for n in votes)
    assert form.spent == cost
    assert (form.ballot is None) == (cost > 20)
    assert form.ballot is not None or f"{cost - 20} credits too many" in form.problem


@pytest.mark.parametrize("votes", ["two", "1.5", "1e3", "--1", "99999", "٣", "0x1"])
def test_what_is_no_whole_number_is_kept_and_told_beside_its_line(votes: str) -> None:
    form = read(SPENT, votes, "1")
    assert form.ballot is None
    assert form.lines[0].written == votes
    assert "whole number" in form.lines[0].problem


def test_a_minus_may_be_typed_as_printers_set_it() -> None:
    assert read(SPENT, "\u22122", "+1").ballot == Credits({"bus": -2, "tram": 1})


def test_ticks_become_approvals_and_none_is_a_blank_ballot() -> None:
    assert read(TICKED, "1", "", "1").ballot == Approval(["bus", "bike"])
    assert read(TICKED, "", "").ballot == Approval([])


def test_ticks_beyond_the_budget_are_told_and_kept() -> None:
    form = read(BUDGET, "1", "1", "")
    assert form.ballot is None
    assert form.spent == 110
    assert [line.written for line in form.lines] == ["1", "1", ""]
    assert "costs 10 too much" in form.problem
    assert read(BUDGET, "1", "", "1").ballot == Approval(["bus", "bike"])


def test_numbers_become_scores_and_nought_is_said() -> None:
    assert read(SCORED, "0", "5", "").ballot == Scores({"bus": 0, "tram": 5})


def test_answers_become_grades() -> None:
    assert read(AGREED, "0", "", "1").ballot == Grades({"bus": "yes", "bike": "no"})


@pytest.mark.parametrize("mark", ["6", "-1", "x", "٣", "1.5"])
@pytest.mark.parametrize("vote", [SCORED, AGREED])
def test_an_answer_that_is_not_offered_is_told_beside_its_line(vote: Vote, mark: str) -> None:
    form = read(vote, mark, "1")
    assert form.ballot is None
    assert "Choose one of the answers" in form.lines[0].problem
    assert form.lines[1].problem == ""


@pytest.mark.parametrize(
    ("vote", "ballot"),
    [
        (TICKED, Approval(["tram"])),
        (BUDGET, Approval(["tram", "bike"])),
        (SCORED, Scores({"bus": 0, "bike": 3})),
        (AGREED, Grades({"bus": "no"})),
    ],
)
def test_a_ballot_cast_before_fills_in_the_form_that_casts_it_again(vote: Vote, ballot) -> None:
    again = read(vote, *(line.written for line in filled.show(vote, ballot).lines))
    assert again.ballot == ballot


@given(st.lists(st.text(), max_size=4))
def test_nothing_that_is_sent_breaks_the_form(written: list[str]) -> None:
    for vote in (RANKED, SPENT, TICKED, BUDGET, SCORED, AGREED):
        form = read(vote, *written)
        assert len(form.lines) == 3
        assert (form.ballot is None) == bool(form.problem)
