"""A vote shows the least from which its result follows."""

from typing import Any

import pytest

from deliberation import voting
from deliberation.errors import InvalidInputError
from deliberation.record.disclosure import DISCLOSURE
from deliberation.record.evidence import evidence_of
from deliberation.record.vote import encode_vote
from deliberation.record.vote_options import arguments

RANKED = {("a", "b", "c"): 5, ("b", "c"): 4, ("c",): 1, (): 1}


def encoded(rule: str, profile: Any, *, break_tie: Any = voting.refuse, **options: Any) -> Any:
    return encode_vote(
        "v1",
        title="Trees",
        question="Where?",
        kind=voting.RULE_KINDS[rule],
        profile=profile,
        rule=rule,
        seats=1,
        options=options,
        break_tie=break_tie,
        result=voting.RULES[rule](
            profile, break_tie=break_tie, **arguments(rule, options, seats=1)
        ),
    )


def test_whole_ballots_appear_where_each_was_cast_five_times() -> None:
    profile = voting.Profile.ranked({("b", "a"): 5, ("a",): 6, (): DISCLOSURE.at_least})
    for rule in ("plurality", "borda", "schulze", "irv", "stv", "scottish_stv"):
        assert encoded(rule, profile)["evidence"] == {
            "kind": "ballots",
            "ballots": [
                {"ballot": ["a"], "times": 6},
                {"ballot": ["b", "a"], "times": 5},
                {"ballot": [], "times": 5},
            ],
        }


def test_plurality_shows_first_preferences() -> None:
    evidence = encoded("plurality", voting.Profile.ranked(RANKED))["evidence"]
    assert evidence == {
        "kind": "tallies",
        "tallies": {"a": [[1, 5]], "b": [[1, 4]], "c": [[1, 1]]},
        "blank": 1,
    }


@pytest.mark.parametrize("rule", ["borda", "schulze"])
def test_borda_and_schulze_show_pairs(rule: str) -> None:
    evidence = encoded(rule, voting.Profile.ranked(RANKED))["evidence"]
    assert evidence == {
        "kind": "pairwise",
        "pairwise": [[0, 5, 5], [4, 0, 9], [5, 1, 0]],
        "blank": 1,
    }


def test_a_count_in_rounds_shows_used_preferences_where_enough_voters_share_each() -> None:
    """By hand: nobody is first choice of bus or boat; walk has the fewest, and goes to bike."""
    counts = {("tram", "bus"): 3, ("tram", "bike"): 3, ("bike", "tram"): 4, ("bike", "bus"): 3}
    counts |= {("walk", "bike", "tram"): 3, ("walk", "bike", "bus"): 2}
    profile = voting.Profile.ranked(counts, candidates=["bus", "tram", "bike", "walk", "boat"])
    assert encoded("irv", profile)["evidence"] == {
        "kind": "used preferences",
        "ballots": [
            {"ballot": ["bike"], "times": 7},
            {"ballot": ["tram"], "times": 6},
            {"ballot": ["walk", "bike"], "times": 5},
        ],
    }


def test_a_count_in_rounds_shows_transfers_where_too_few_share_a_used_preference() -> None:
    """By hand: c, of a single voter, goes out, and its paper names nobody further; by STV then b
    goes out too, because 5 of 10 are no majority."""
    profile = voting.Profile.ranked(RANKED)
    shown = {"kind": "transfers", "first": {"a": 5, "b": 4, "c": 1}, "blank": 1}
    moved = [["c", None, 1, "1"]]
    assert encoded("irv", profile)["evidence"] == shown | {"transfers": moved}
    moved = [*moved, ["b", None, 4, "4"]]
    for rule in ("stv", "scottish_stv"):
        assert encoded(rule, profile)["evidence"] == shown | {"transfers": moved}


def test_quadratic_shows_votes_for_each_candidate_apart_where_no_number_is_small() -> None:
    spent = [{"a": 3, "b": -2}, {"a": 3}, {"b": -2}, {}]
    counts = {voting.Credits(ballot): 4 for ballot in spent}
    profile = voting.Profile("ab", counts)
    assert encoded("quadratic", profile, credits=25)["evidence"] == {
        "kind": "sums",  # of the 12 who chose something, 4 gave nothing to a: a small cell
        "sums": {"a": [24], "b": [-16]},
        "blank": 4,
    }
    more = voting.Profile(
        "ab", {**counts, voting.Credits({"b": -2}): 5, voting.Credits({"a": 3}): 5}
    )
    assert encoded("quadratic", more, credits=25)["evidence"] == {
        "kind": "tallies",
        "tallies": {"a": [[3, 9]], "b": [[-2, 9]]},
        "blank": 4,
    }


FIVE = [("ab", 2), ("b", 3), ("", 1)]


@pytest.mark.parametrize("rule", ["approval", "sequential_pav", "greedy_budget"])
def test_approvals_are_shown_by_candidate(rule: str) -> None:
    profile = voting.Profile("abc", {voting.Approval(names): n for names, n in FIVE})
    money = {"total": 9, "costs": {"a": 5, "b": 5, "c": 5}, "within": False}
    options = money if rule == "greedy_budget" else {}
    document = encoded(rule, profile, **options)
    assert document["evidence"] == {
        "kind": "tallies",
        "tallies": {"a": [[1, 2]], "b": [[1, 5]], "c": []},
        "blank": 1,
    }
    assert document["result"]["elected"] == ["b"]
    assert ("totals" in document["result"]) == (rule == "approval")


def test_star_shows_scores_by_candidate_and_pairs() -> None:
    given = [{"a": 5, "b": 3}, {"a": 5, "b": 3}, {"b": 5}, {"b": 5}, {"a": 5, "b": 0}]
    profile = voting.Profile.of(map(voting.Scores, given), candidates="ab")
    assert encoded("star", profile, most=5)["evidence"] == {
        "kind": "sums and pairs",  # all points, and how often the most
        "sums": {"a": [15, 3], "b": [16, 2]},
        "pairwise": [[0, 3], [2, 0]],
        "blank": 0,
    }
    given = {"a": 5, "b": 3, "c": 0, "d": 5}
    counts = {voting.Scores({c: given[c] for c in pair}): 4 for pair in ("ab", "ac", "bd", "cd")}
    profile = voting.Profile("abcd", counts)
    assert encoded("star", profile, break_tie=voting.by_order("abcd"), most=5)["evidence"] == {
        "kind": "tallies and pairs",  # by hand: eight name each candidate, and eight do not
        "tallies": {"a": [[5, 8]], "b": [[3, 8]], "c": [[0, 8]], "d": [[5, 8]]},
        "pairwise": [[0, 8, 8, 8], [4, 0, 8, 4], [0, 0, 0, 0], [8, 8, 8, 0]],
        "blank": 0,
    }


def test_support_shows_who_supports_where_too_few_gave_the_same_answer() -> None:
    scale = ["fully", "mostly", "hardly"]
    options = {"scale": scale, "supporting": 2, "share": [4, 5], "of": "answers"}
    given = {"fully": 6, "mostly": 3, "hardly": 2}
    profile = voting.Profile("a", {voting.Grades({"a": word}): n for word, n in given.items()})
    assert encoded("support", profile, **options)["evidence"] == {
        "kind": "sums",  # nine of eleven support it
        "sums": {"a": [9, 11]},
        "blank": 0,
    }


def test_a_grade_is_shown_as_its_place_on_the_scale() -> None:
    scale = ["good", "fair", "poor"]
    given = [{"a": "good", "b": "poor"}] * 2 + [{"a": "fair"}] * 3
    profile = voting.Profile.of(map(voting.Grades, given), candidates="ab")
    document = encoded("majority_judgment", profile, scale=scale)
    assert document["evidence"]["tallies"] == {"a": [[0, 2], [1, 3]], "b": [[2, 2]]}
    assert document["result"] == {
        "rule": "majority_judgment",
        "seats": 1,
        "elected": ["a"],
        "ties": [],
    }


def test_whole_ballots_of_every_kind_are_written_as_the_page_says() -> None:
    scored = voting.Profile("ab", {voting.Scores({"a": 0, "b": 4}): 5, voting.Scores({}): 6})
    assert encoded("score", scored, most=5)["evidence"]["ballots"] == [
        {"ballot": {"a": 0, "b": 4}, "times": 5},
        {"ballot": {}, "times": 6},
    ]
    approved = voting.Profile("ab", {voting.Approval("ba"): 5, voting.Approval("b"): 5})
    assert encoded("approval", approved)["evidence"]["ballots"] == [
        {"ballot": ["a", "b"], "times": 5},
        {"ballot": ["b"], "times": 5},
    ]


def test_the_one_ballot_that_all_cast_is_not_shown_whole() -> None:
    """That a has all first preferences is the outcome; whom all put second is not shown."""
    profile = voting.Profile.ranked({("a", "c", "b"): 36}, candidates="abc")
    for rule, kind in (("plurality", "tallies"), ("irv", "transfers")):
        evidence = encoded(rule, profile, break_tie=voting.by_order("abc"))["evidence"]
        assert evidence["kind"] == kind


def test_of_fewer_than_five_ballots_the_outcome_alone_appears() -> None:
    profile = voting.Profile.ranked({("a", "b"): 2, ("b",): 2})
    for rule in ("plurality", "borda", "irv", "stv"):
        document = encoded(rule, profile, break_tie=voting.by_lot("dice 1"))
        assert document["evidence"] == {"kind": "outcome"}
        assert document["cast"] == 4
        assert document["result"].keys() == {"rule", "seats", "elected", "ties"}


def test_a_rule_without_evidence_is_refused() -> None:
    profile = voting.Profile.ranked(RANKED)
    with pytest.raises(InvalidInputError, match="coin"):
        evidence_of(profile, "coin", voting.plurality(profile), {})


@pytest.mark.parametrize(
    ("break_tie", "written"),
    [
        (voting.refuse, {"by": "refuse"}),
        (voting.by_order(["a,b", "c"]), {"by": "order", "order": ["a,b", "c"]}),
        (voting.by_lot("dice: 1 2"), {"by": "lot", "seed": "dice: 1 2"}),
    ],
)
def test_each_way_of_settling_ties_is_written(break_tie: Any, written: Any) -> None:
    profile = voting.Profile.ranked({("a,b", "c"): 3, ("c",): 2})
    assert encoded("plurality", profile, break_tie=break_tie)["break_tie"] == written


def test_the_rest_of_the_document_says_what_was_asked() -> None:
    document = encoded("stv", voting.Profile.ranked(RANKED), places=5)
    assert document["format"] == "deliberation vote 1"
    assert document["options"] == {"places": 5}
    assert document["candidates"] == ["a", "b", "c"]
    assert document["kind"] == "ranking"
    assert document["cast"] == 11
    assert document["result"]["elected"] == ["a"]
