"""A vote shows the least from which its result follows."""

from typing import Any

import pytest

from deliberation import voting
from deliberation.errors import InvalidInputError
from deliberation.record.evidence import AT_LEAST, evidence_of
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
    profile = voting.Profile.ranked({("b", "a"): 5, ("a",): 6, (): AT_LEAST})
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


@pytest.mark.parametrize("rule", ["irv", "stv", "scottish_stv"])
def test_a_count_in_rounds_shows_used_preferences(rule: str) -> None:
    profile = voting.Profile.ranked(RANKED)
    evidence = encoded(rule, profile, break_tie=voting.by_order("abc"))["evidence"]
    assert evidence["kind"] == "used preferences"
    assert {"ballot": ["b"], "times": 4} in evidence["ballots"]
    assert sum(entry["times"] for entry in evidence["ballots"]) == profile.size


def test_quadratic_shows_votes_for_each_candidate_apart() -> None:
    spent = [{"a": 3, "b": -2}, {"a": 3}, {"b": 4}, {"b": -2}, {}]
    profile = voting.Profile.of(map(voting.Credits, spent), candidates="abc")
    assert encoded("quadratic", profile, credits=25)["evidence"] == {
        "kind": "tallies",
        "tallies": {"a": [[3, 2]], "b": [[-2, 2], [4, 1]], "c": []},
        "blank": 1,
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
        "kind": "tallies and pairs",
        "tallies": {"a": [[5, 3]], "b": [[0, 1], [3, 2], [5, 2]]},
        "pairwise": [[0, 3], [2, 0]],
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
    approved = voting.Profile("ab", {voting.Approval("ba"): 5})
    assert encoded("approval", approved, break_tie=voting.by_order("ab"))["evidence"][
        "ballots"
    ] == [{"ballot": ["a", "b"], "times": 5}]


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
