"""The parts of a transferable vote by name, worked out by hand."""

from fractions import Fraction as F
from typing import Any

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Count, Profile, by_order, result_from_json, result_to_json
from deliberation.voting.quota import droop_to
from deliberation.voting.stv import countback, stv

GAINING = {
    ("a", "b", "c"): 11,
    ("b", "d"): 5,
    ("e", "b", "d"): 3,
    ("f", "b"): 5,
    ("c",): 6,
    ("d",): 6,
}
"""36 votes for 3 seats, quota 10. a passes on 1, by 11 papers at 1/11, so b has 6; e's 3 papers
make it 9, and f's 5 papers 14, of which 4 are too many. Of b's 24 papers 11 name c further (worth 1
together), 8 name d (worth 8) and 5, those received last, name nobody (worth 5)."""


def after_b(**parts: Any) -> Count:
    count = stv(Profile.ranked(GAINING, candidates="abcdef"), seats=3, **parts)
    assert count.rounds[3].totals == {"a": 10, "b": 14, "c": 6, "d": 6, "e": 0, "f": 0}
    return count


def test_weighted_papers_keep_a_part_of_their_value() -> None:
    """4/14 of it: c gets 2/7 for papers worth 1, d 16/7 for papers worth 8; d is elected."""
    count = after_b()
    assert (count.rounds[4].totals["c"], count.rounds[4].totals["d"]) == (6 + F(2, 7), 6 + F(16, 7))
    assert count.rounds[4].exhausted == F(10, 7)
    assert count.elected == ("a", "b", "d")


def test_unweighted_papers_can_gain_value_and_win_a_seat_by_it() -> None:
    """4/24 each: the 11 papers that were worth 1/11 are worth 1/6 now, 11/6 together; c, not d."""
    count = after_b(transfer="unweighted")
    assert (count.rounds[4].totals["c"], count.rounds[4].totals["d"]) == (6 + F(11, 6), 6 + F(8, 6))
    assert count.rounds[4].exhausted == F(5, 6)
    assert count.elected == ("a", "b", "c")


def test_the_last_batch_speaks_for_the_whole_pile() -> None:
    """f's 5 papers, at 4/5 each, name nobody further: the surplus is lost, c and d stay equal."""
    for among in ("all", "transferable"):
        count = after_b(transfer="last", among=among, break_tie=by_order("cd"))
        (lost,) = count.rounds[3].transfers
        assert (lost.target, lost.papers, lost.value) == (None, 5, 4)
        assert count.rounds[4].totals["c"] == count.rounds[4].totals["d"] == 6


def test_transferable_papers_alone_share_the_surplus() -> None:
    """19 of b's papers name somebody; they are worth 9. Nothing is lost."""
    weighted = after_b(among="transferable").rounds
    assert (weighted[4].totals["c"], weighted[4].totals["d"]) == (6 + F(4, 9), 6 + F(32, 9))
    same = after_b(transfer="unweighted", among="transferable").rounds
    assert (same[4].totals["c"], same[4].totals["d"]) == (6 + F(44, 19), 6 + F(32, 19))
    assert weighted[4].exhausted == same[4].exhausted == 0
    assert {moved.target for moved in weighted[3].transfers} == {"c", "d"}


def test_transferable_papers_gain_nothing_where_they_are_worth_no_more_than_the_surplus() -> None:
    """16 votes, 3 seats, quota 5: a has 3 too many, and one paper, worth 1, names somebody."""
    votes = {("a",): 7, ("a", "b"): 1, ("b",): 1, ("c",): 3, ("d",): 4}
    for transfer in ("weighted", "unweighted", "last"):
        count = stv(Profile.ranked(votes), seats=3, transfer=transfer, among="transferable")
        assert count.rounds[1].totals["b"] == 2
        assert count.rounds[1].exhausted == 2
        told = [(moved.target, moved.papers, moved.value) for moved in count.rounds[0].transfers]
        assert told == [("b", 1, 1), (None, 7, 2)]


def test_places_cut_what_a_paper_is_worth_however_it_goes() -> None:
    """1/11 is 0.09, so b has 13.99; 3.99/24 is 0.16 to two decimals, and what is cut is lost."""
    profile = Profile.ranked(GAINING, candidates="abcdef")
    step = stv(profile, seats=3, transfer="unweighted", places=2).rounds[4]
    assert (step.totals["c"], step.totals["d"]) == (F(776, 100), F(728, 100))
    assert step.exhausted == 36 - 20 - F(776 + 728, 100)


def test_papers_of_the_excluded_can_move_one_value_after_the_other() -> None:
    """36 votes, 3 seats, quota 10. x holds 3 papers of its own and 12 of a's, at 1/6 each.

    At once they all go to c, who gets 5 and passes on 2. By values the 3 come first and elect c, so
    that the 12 skip c and go to d.
    """
    votes = {("a", "x", "c", "d"): 12, ("x", "c", "d"): 3, ("c", "d"): 7, ("d",): 6, ("e",): 8}
    profile = Profile.ranked(votes)
    once = stv(profile, seats=3, break_tie=by_order("de"))
    assert (once.rounds[1].eliminated, once.rounds[2].totals["c"]) == (("x",), 12)
    values = stv(profile, seats=3, stages="values", break_tie=by_order("de"))
    assert [step.totals["c"] for step in values.rounds[1:4]] == [7, 10, 10]
    assert [step.totals["x"] for step in values.rounds[1:4]] == [5, 2, 0]
    assert [step.totals["d"] for step in values.rounds[1:4]] == [6, 6, 8]
    assert [step.elected for step in values.rounds[:3]] == [("a",), (), ("c",)]
    assert values.rounds[2].eliminated == ()


def test_a_surplus_waits_for_a_larger_one_or_for_those_elected_before_or_for_none() -> None:
    """46 votes, 4 seats, quota 10: a has 4 too many, b 2; a's lift c from 9 to 13."""
    votes = {("a", "c"): 14, ("b", "d"): 12, ("c",): 9, ("d",): 6, ("e",): 5}
    profile = Profile.ranked(votes)

    def sources(**parts: Any) -> list[set[str]]:
        count = stv(profile, seats=4, **parts)
        return [{moved.source for moved in step.transfers} for step in count.rounds[:3]]

    assert sources() == [{"a"}, {"c"}, {"b"}]
    assert sources(order="elected") == [{"a"}, {"b"}, {"c"}]
    assert sources(order="together")[:2] == [{"a", "b"}, {"c"}]


def test_all_that_came_in_one_round_is_one_batch_and_keeps_its_proportions() -> None:
    """36 votes, 3 seats, quota 10. a passes 2 on to x by 12 papers at 1/6; x, with 2 papers of its
    own, is the last, and lifts b from 8 to 12. Each kind of papers brought 2, and carries on half
    of it: 12 at 1/12 and 2 at 1/2.
    """
    votes = {("a", "x", "b", "c"): 12, ("x", "b", "d"): 2, ("b",): 8, ("c",): 7, ("d",): 7}
    count = stv(Profile.ranked(votes), seats=3, transfer="last", break_tie=by_order("cd"))
    assert count.rounds[2].totals["b"] == 12
    told = [(moved.target, moved.papers, moved.value) for moved in count.rounds[2].transfers]
    assert told == [("c", 12, 1), ("d", 2, 1)]


def test_what_was_chosen_is_named_in_the_sentences_and_in_the_record() -> None:
    votes = Profile.ranked({("a", "b"): 6, ("c",): 3})
    count = stv(votes, seats=2, transfer="last", among="transferable", places=2, quota=droop_to(2))
    assert count.because[0] == (
        "Counted with quota=droop_to(2), transfer=last, among=transferable and places=2."
    )
    document = result_to_json(count)
    assert document["parts"] == {
        "quota": "droop_to(2)",
        "transfer": "last",
        "among": "transferable",
        "places": "2",
    }
    assert result_from_json(document, candidates=votes.candidates, places=2) == count


def test_where_nothing_was_chosen_but_decimals_nothing_is_named() -> None:
    count = stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2, places=5)
    assert "parts" not in result_to_json(count)
    assert count.because[0].startswith("Round 1")


def test_everything_wrong_with_the_parts_is_said_at_once() -> None:
    wrong: dict[str, Any] = {"transfer": "lot", "among": "some", "places": -1}
    with pytest.raises(InvalidInputError) as caught:
        stv(Profile.ranked({("a",): 1}), **wrong)
    assert [str(problem) for problem in caught.value.problems] == [
        "transfer is one of weighted, unweighted, last, not 'lot'",
        "among is one of all, transferable, not 'some'",
        "places is a number of decimals, not -1",
    ]


def test_a_vacancy_needs_papers_of_which_a_weighed_part_stayed() -> None:
    votes = Profile.ranked({("a", "b"): 4, ("a", "c"): 2, ("d",): 3})
    with pytest.raises(InvalidInputError, match="transfer=last does not tell which votes stayed"):
        countback(votes, stv(votes, seats=2, transfer="last"), "a")
