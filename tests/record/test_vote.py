"""A vote shows the least from which its result follows."""

from typing import Any

import pytest

from deliberation import voting
from deliberation.errors import InvalidInputError
from deliberation.record.vote import AT_LEAST, encode_vote, evidence_of

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
        result=voting.RULES[rule](profile, seats=1, break_tie=break_tie, **options),
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
        "kind": "first preferences",
        "totals": {"a": 5, "b": 4, "c": 1},
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
        "kind": "votes per candidate",
        "votes": {"a": [[3, 2]], "b": [[-2, 2], [4, 1]], "c": []},
    }


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
        evidence_of(profile, "coin", voting.plurality(profile))


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
