"""Whom peers elected on random votes, as they told it in environments of their own.

``twins.json`` was written by ``python benchmarks/twins.py --votes 25 --record``; on thousands of
votes the same is asked of the peers anew by ``make twins``.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.twinned.comparison import DIFFERS, KNOWN, OPEN, SAME, verdict
from benchmarks.twinned.gregory import Parts, outcomes
from benchmarks.twinned.ours import RULED, Found, found
from benchmarks.twinned.votes import FAMILIES, votes

PROGRAMS = Path(__file__).parents[2] / "benchmarks" / "twinned" / "peers"
KEPT: Any = json.loads(Path(__file__).with_name("twins.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", RULED)
def test_peers_elect_whom_we_elect(rule: str) -> None:
    given = KEPT["votes"][RULED[rule].family]
    ours = [found(RULED[rule], vote) for vote in given]
    for peer in RULED[rule].peers:
        told = KEPT["told"][peer][rule]
        words = [verdict(peer, rule, *three) for three in zip(given, ours, told, strict=True)]
        assert DIFFERS not in words
        assert words.count(SAME) >= 10, peer


def test_an_answer_that_nothing_explains_is_a_difference() -> None:
    ours = Found(frozenset({("a",), ("b",)}), complete=True)
    vote = {"candidates": ["a", "b", "c"], "ballots": [[["a"], 1], [["b"], 1]], "seats": 1}
    for told, word in (
        ({"all": [["a"], ["b"]]}, SAME),
        ({"all": [["a"]]}, DIFFERS),
        ({"all": [["a"], ["b"], ["c"]]}, DIFFERS),
        ({"one": ["b"]}, SAME),
        ({"one": ["c"]}, DIFFERS),
        ({"tie": True}, OPEN),
    ):
        assert verdict("votelib", "irv", vote, ours, told) == word
    bounded = Found(ours.outcomes, complete=False)
    assert verdict("votelib", "irv", vote, bounded, {"all": [["a"]]}) == DIFFERS


def test_a_choice_that_is_worth_less_than_ours_has_a_known_reason() -> None:
    """Two voters for a and one for b, which costs 3 as a does: 6 against 3; c is too dear."""
    vote = {
        "candidates": ["a", "b", "c"],
        "ballots": [[["a"], 2], [["b", "c"], 1]],
        "total": 3,
        "costs": {"a": 3, "b": 3, "c": 4},
    }
    asked = "pabutools", "maximum_utility_budget", vote
    best, dear, less = (Found(frozenset({(c,)}), complete=True) for c in "acb")
    assert verdict(*asked, best, {"all": [["b"]]}) == KNOWN
    assert verdict(*asked, dear, {"all": [["b"]]}) == DIFFERS
    assert verdict(*asked, less, {"all": [["a"]]}) == DIFFERS


def test_who_is_first_on_every_ballot_has_a_known_reason_to_win() -> None:
    told = {"one": ["b"]}
    for other, word in (("ab", KNOWN), ("ba", DIFFERS)):
        vote = {"candidates": ["a", "b"], "ballots": [[["a", "b"], 3], [[*other], 1]], "seats": 1}
        ours = Found(frozenset({("a",)}), complete=True)
        assert verdict("votelib", "minimax", vote, ours, told) == word


def test_a_plain_count_comes_to_both_answers_by_the_fault_of_a_peer() -> None:
    """98 papers, quota 25; b (67) and d (31) reach it at once. By the Order the 23 papers "bda"
    pass over d and give a 23 * 42/67 = 14.4; d's surplus of 6 gives c 17 * 6/31 = 3.3; so a
    is elected. With b's papers on d's pile first, d has 67.36, and c gets 17 * .6288 = 10.7, a 9.1.
    """
    ballots = [[[*"b"], 9], [[*"bd"], 35], [[*"bda"], 23], [[*"d"], 14], [[*"dca"], 17]]
    vote = {"candidates": [*"abcd"], "ballots": ballots, "seats": 3}
    assert outcomes(vote, Parts(places=5)) == {("a", "b", "d")}
    assert outcomes(vote, Parts(places=5, among_elected=True)) == {("b", "c", "d")}
    assert found(RULED["scottish_stv"], vote).outcomes == {("a", "b", "d")}
    for peers, word in (("bcd", KNOWN), ("abc", DIFFERS)):
        ours = Found(frozenset({("a", "b", "d")}), complete=True)
        assert verdict("stvpoll", "scottish_stv", vote, ours, {"one": [*peers]}) == word


def test_a_pile_of_nobody_may_stay_in_the_place_of_a_candidate() -> None:
    """213 papers, quota 72: e and f leave 33 papers to nobody. a (30) is next, who gives d 61 and
    the seat; with the pile of 33 kept, a and d (31) are out together.
    """
    ballots = [
        *([[*"ad"], 30], [[*"bafcd"], 27], [[*"bd"], 7], [[*"becfad"], 27], [[*"c"], 14]),
        *([[*"caebd"], 39], [[*"cd"], 5], [[*"d"], 31], [[*"e"], 26], [[*"f"], 7]),
    ]
    vote = {"candidates": [*"abcdef"], "ballots": ballots, "seats": 2}
    assert outcomes(vote, Parts()) == {("b", "d")} == found(RULED["stv"], vote).outcomes
    assert outcomes(vote, Parts(nobody_stays=True)) == {("b", "c")}


@pytest.mark.parametrize("family", FAMILIES)
def test_random_votes_are_whole(family: str) -> None:
    for vote in votes(family, 20, seed=3):
        standing = {*vote["candidates"]}
        assert all({*names} <= standing and times > 0 for names, times in vote["ballots"])
        assert len({tuple(names) for names, _ in vote["ballots"]}) == len(vote["ballots"])
        if family == "budget":
            assert min(vote["costs"].values()) <= vote["total"] <= sum(vote["costs"].values())


@pytest.mark.parametrize("rule", RULED)
def test_every_peer_has_a_program_that_knows_the_rule(rule: str) -> None:
    for peer in RULED[rule].peers:
        assert f'"{rule}"' in (PROGRAMS / f"run_{peer}.py").read_text(encoding="utf-8"), peer
