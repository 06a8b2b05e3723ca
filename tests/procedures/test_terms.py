"""What a vote may ask, and what a ballot in it may say."""

from dataclasses import replace
from inspect import signature

import pytest

from deliberation import voting
from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError
from deliberation.procedures.terms import (
    ANY_NUMBER,
    require_valid_ballot,
    require_valid_vote,
    rule_of,
)
from deliberation.record.vote_options import arguments, options_of
from deliberation.voting import Approval, Credits, Grades, Profile, Ranking, Scores

RANKED = Vote("v1", "a1", "T", "Q?", "ranking", ("tram", "bus", "bike"), "stv", 2, {"places": 5})
SPENT = Vote("v2", "a1", "T", "Q?", "credits", ("tram", "bus"), "quadratic", 1, {"credits": 25})


def problems_of(vote: Vote) -> list[str]:
    with pytest.raises(InvalidInputError) as error:
        require_valid_vote(vote)
    return [problem.text for problem in error.value.problems]


@pytest.mark.parametrize("rule", voting.PUBLISHED)
def test_every_rule_can_be_voted_by(rule):
    kind = voting.RULE_KINDS[rule]
    options = {name: value for name, value in options_of(rule).items() if value is not None}
    if "costs" in options_of(rule):
        options |= {"total": 9, "costs": dict.fromkeys(RANKED.candidates, 5)}
    vote = replace(RANKED, rule=rule, kind=kind, options=options)
    vote = replace(vote, seats=3 if rule in ANY_NUMBER else 1)
    require_valid_vote(vote)
    ballots = {
        "ranking": Ranking(("bus",)),
        "approval": Approval(["bus"]),
        "scores": Scores({"bus": 2}),
        "grades": Grades({"bus": options.get("scale", [""])[0]}),
        "credits": Credits({"bus": 2}),
    }
    ballot = ballots[kind]
    require_valid_ballot(ballot, vote)
    count = rule_of(vote, voting.by_order(("tram", "bus", "bike")))
    result = count(Profile.of([ballot], candidates=vote.candidates))
    assert result.elected == ("bus",)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"id": "../v1"}, "cannot name a file"),
        ({"title": " "}, "the title is blank"),
        ({"title": "Trams\u2028or buses"}, "the title holds a control character"),
        ({"title": "Trams\u2029or buses"}, "the title holds a control character"),
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


@pytest.mark.parametrize("rule", voting.PUBLISHED)
def test_a_rule_s_options_are_those_that_its_function_takes(rule):
    money = {"total": 1, "costs": {}} if "total" in options_of(rule) else {}
    taken = arguments(rule, {**options_of(rule), **money}, seats=1)
    assert taken.keys() <= signature(voting.RULES[rule]).parameters.keys()


MONEY = {"total": 100, "costs": {"tram": 70, "bus": 40, "bike": 30}, "within": True}
BUDGET = replace(RANKED, kind="approval", rule="greedy_budget", seats=3, options=MONEY)
AGREEING = {name: value for name, value in options_of("support").items() if value is not None}
AGREED = replace(RANKED, kind="grades", rule="support", seats=3, options=AGREEING)
ASKED = replace(AGREED, candidates=("tram",), seats=1, options={"scale": ["yes", "no"]})
PRESENT = {"scale": ["yes", "no"], "supporting": 1, "of": "present", "members": 31}
SCORED = replace(RANKED, kind="scores", rule="star", seats=1, options={"most": 5})


@pytest.mark.parametrize(
    ("vote", "changes", "says"),
    [
        (BUDGET, {"total": 0}, "total must be a whole number from 1"),
        (BUDGET, {"total": 10**12 + 1}, "total must be a whole number from 1"),
        (BUDGET, {"costs": {"tram": 70, "bus": 40}}, "costs must name each candidate"),
        (BUDGET, {"costs": {"tram": 70, "bus": 0, "bike": 30}}, "costs must be whole numbers"),
        (BUDGET, {"costs": [1, 2, 3]}, "costs must be whole numbers"),
        (BUDGET, {"within": 1}, "within must be true or false"),
        (BUDGET, {"completion": "greedy"}, "no option 'completion'"),
        (AGREED, {"share": [5, 4]}, "share must be two whole numbers"),
        (AGREED, {"share": [0, 4]}, "share must be two whole numbers"),
        (AGREED, {"share": "4/5"}, "share must be two whole numbers"),
        (AGREED, {"of": "town"}, "of must be answers, ballots, present or members"),
        (AGREED, {"scale": ["yes"]}, "scale must be 2 to 10 different words"),
        (AGREED, {"scale": ["yes", "yes"]}, "scale must be 2 to 10 different words"),
        (AGREED, {"supporting": 5}, "of 5 answers 5 cannot be the supporting ones"),
        (SCORED, {"most": 0}, "most must be a whole number from 1 to 100"),
    ],
)
def test_an_option_that_cannot_be_is_refused(vote, changes, says):
    require_valid_vote(vote)
    changed = replace(vote, options={**vote.options, **changes})
    assert any(says in problem for problem in problems_of(changed))


def test_a_budget_needs_its_total_and_costs_and_fills_no_seats():
    says = problems_of(replace(BUDGET, options={}, seats=1))
    assert len(says) == 3


@pytest.mark.parametrize(
    ("ballot", "vote"),
    [
        (Ranking(("bus", "tram")), RANKED),
        (Ranking(()), RANKED),
        (Credits({"bus": 3, "tram": -4}), SPENT),
        (Credits({}), SPENT),
        (Approval(["tram", "bike"]), BUDGET),
        (Approval(["tram", "bus"]), replace(BUDGET, options={**MONEY, "within": False})),
        (Scores({"bus": 0, "tram": 5}), SCORED),
        (Grades({"bus": "agree"}), AGREED),
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
        (Approval(["tram", "bus"]), BUDGET, ["cost 110, and there are 100; take back 10"]),
        (Scores({"bus": 6, "tram": -1}), SCORED, ["score 6", "score -1"]),
        (Grades({"bus": "perhaps"}), AGREED, ["'perhaps', which is not on the scale"]),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_with_every_reason(ballot, vote, says):
    with pytest.raises(InvalidInputError) as error:
        require_valid_ballot(ballot, vote)
    texts = [problem.text for problem in error.value.problems]
    assert len(texts) == len(says)
    assert all(words in text for words, text in zip(says, texts, strict=True))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"of": "members"}, "needs the option 'members'"),
        ({"of": "answers", "members": 36}, "needs the option 'members'"),
        ({"of": "present", "members": 0}, "members must be a whole number from 1"),
        ({"above": False}, "above must be true, or left out"),
        ({"near": -1}, "near must be a whole number from 0"),
        ({"texts": {"boat": "Along the river."}}, "texts must be those of candidates"),
        ({"texts": {"tram": " "}}, "texts of 1 to 1000 characters"),
        ({"texts": {"tram": "x" * 1001}}, "texts of 1 to 1000 characters"),
        ({"texts": {"tram": "one\ntwo"}}, "texts of 1 to 1000 characters"),
        ({"revises": "../v1"}, "revises must be the id of a vote"),
        ({"currency": "EUR"}, "the rule support has no option 'currency'"),
    ],
)
def test_what_a_vote_on_recommendations_cannot_say_is_refused(options, says):
    assert says in problems_of(replace(ASKED, options={"supporting": 1, **options}))[0]


def test_one_question_can_be_answered_by_yes_or_no():
    require_valid_vote(replace(ASKED, options=PRESENT | {"above": True, "near": 2}))
    require_valid_ballot(Grades({"tram": "yes"}), ASKED)
    assert problems_of(replace(ASKED, candidates=(), seats=0))[0] == (
        "a vote needs 1 to 150 candidates, not 0"
    )


def test_a_batch_holds_at_most_150_recommendations():
    names = tuple(f"c{n}" for n in range(151))
    require_valid_vote(replace(AGREED, candidates=names[:150], seats=150, options={}))
    assert problems_of(replace(AGREED, candidates=names, seats=151, options={})) == [
        "a vote needs 1 to 150 candidates, not 151"
    ]


@pytest.mark.parametrize("currency", ["", " ", "a" * 13, 7, "k\nr"])
def test_a_currency_is_a_word_that_can_be_printed(currency):
    assert problems_of(replace(BUDGET, options=MONEY | {"currency": currency})) == [
        f"currency must be 1 to 12 characters, such as EUR, not {currency!r}"
    ]
