"""What a vote may ask, and what a ballot in it may say."""

from dataclasses import replace

import pytest

from deliberation import voting
from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError
from deliberation.procedures.terms import (
    own_options,
    require_valid_ballot,
    require_valid_vote,
    rule_of,
)
from deliberation.voting import Credits, Profile, Ranking

RANKED = Vote("v1", "a1", "T", "Q?", "ranking", ("tram", "bus", "bike"), "stv", 2, {"places": 5})
SPENT = Vote("v2", "a1", "T", "Q?", "credits", ("tram", "bus"), "quadratic", 1, {"credits": 25})


def problems_of(vote: Vote) -> list[str]:
    with pytest.raises(InvalidInputError) as error:
        require_valid_vote(vote)
    return [problem.text for problem in error.value.problems]


@pytest.mark.parametrize("rule", voting.PUBLISHED)
def test_every_rule_can_be_voted_by(rule):
    kind = voting.RULE_KINDS[rule]
    vote = replace(RANKED, rule=rule, kind=kind, seats=1, options={})
    require_valid_vote(vote)
    ballot = Ranking(("bus",)) if kind == "ranking" else Credits({"bus": 2})
    result = rule_of(vote)(Profile.of([ballot], candidates=vote.candidates))
    assert result.elected == ("bus",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "../v1"}, "cannot name a file"),
        ({"title": " "}, "the title is blank"),
        ({"question": ""}, "the question is blank"),
        ({"question": "How\x00?"}, "control character"),
        ({"candidates": ("tram",)}, "2 to 40 candidates, not 1"),
        ({"candidates": tuple(f"c{n}" for n in range(41))}, "2 to 40 candidates, not 41"),
        ({"candidates": ("tram", "bus", "")}, "candidate on line 3 is blank"),
        ({"candidates": ("tram", "bus", "tram")}, "'tram' stands 2 times"),
        ({"candidates": ("tram", "bus\n", "bike")}, "candidate on line 2 holds a control"),
        ({"candidates": ("tram", "b" * 301)}, "has 301 characters"),
        ({"seats": 0}, "0 cannot be chosen of 3"),
        ({"seats": 4}, "4 cannot be chosen of 3"),
        ({"rule": "dictator"}, "there is no rule 'dictator'"),
        ({"kind": "credits"}, "counts ballots of the kind 'ranking'"),
        ({"kind": "approval"}, "counts ballots of the kind 'ranking'"),
        ({"options": {"credits": 5}}, "has no option 'credits'"),
        ({"options": {"places": -1}}, "places must be a whole number"),
        ({"options": {"places": "5"}}, "places must be a whole number"),
        ({"options": {"places": True}}, "places must be a whole number"),
        ({"options": {"places": None}}, "places must be a whole number"),  # unknown to the record
        ({"options": {"quota": "hare"}}, "has no option 'quota'"),
    ],
)
def test_what_cannot_be_held_is_refused_with_the_reason(changes, says):
    assert any(says in problem for problem in problems_of(replace(RANKED, **changes)))


@pytest.mark.parametrize("credits", [0, -1, 10_001, "100", 2.5, True, None])
def test_credits_are_a_whole_number_from_one(credits):
    says = problems_of(replace(SPENT, options={"credits": credits}))
    assert says == [f"credits must be a whole number from 1 to 10000, not {credits!r}"]


def test_every_problem_is_said_at_once():
    bad = replace(
        RANKED, title="", question="", candidates=("",), seats=2, options={"colour": "red"}
    )
    assert len(problems_of(bad)) == 6


def test_the_rule_s_own_objections_are_heard_before_anybody_votes():
    assert problems_of(replace(RANKED, rule="irv", options={}, seats=2))


def test_a_rule_s_own_options_come_from_its_function():
    assert own_options("quadratic") == {"credits": 100}
    assert own_options("stv") == {"places": None}
    assert own_options("irv") == {}


@pytest.mark.parametrize(
    ("ballot", "vote"),
    [
        (Ranking(("bus", "tram")), RANKED),
        (Ranking(()), RANKED),
        (Credits({"bus": 3, "tram": -4}), SPENT),
        (Credits({}), SPENT),
    ],
)
def test_a_ballot_that_fits_is_passed_on(ballot, vote):
    require_valid_ballot(ballot, vote)


@pytest.mark.parametrize(
    ("ballot", "vote", "says"),
    [
        (Ranking(("metro", "bus", "boat")), RANKED, ["'boat'", "'metro'"]),
        (Credits({"bus": 1}), RANKED, ["kind 'ranking'"]),
        (Ranking(("bus",)), SPENT, ["kind 'credits'"]),
        (
            Credits({"bus": 5, "tram": 1}),
            SPENT,
            ["spends 26 credits, and there are 25; take back 1"],
        ),
        (Credits({"bus": 6, "boat": 1}), SPENT, ["'boat'", "spends 37 credits"]),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_with_every_reason(ballot, vote, says):
    with pytest.raises(InvalidInputError) as error:
        require_valid_ballot(ballot, vote)
    texts = [problem.text for problem in error.value.problems]
    assert len(texts) == len(says)
    assert all(words in text for words, text in zip(says, texts, strict=True))
