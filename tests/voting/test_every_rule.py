"""What holds for every rule that there is, whatever it answers with."""

import json
from dataclasses import replace
from inspect import Parameter, signature
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.cli.explained import explained
from deliberation.cli.fields import fields_told
from deliberation.voting import (
    RULE_KINDS,
    RULES,
    Answer,
    Approval,
    Count,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    all_outcomes,
    answer_from_json,
    by_order,
    result_to_json,
)

NAMES = ("c", "a", "d", "b")
some = st.sampled_from(NAMES)
BALLOTS = {
    "ranking": st.lists(some, unique=True).map(lambda order: Ranking(tuple(order))),
    "approval": st.sets(some).map(Approval),
    "scores": st.dictionaries(some, st.integers(0, 5)).map(Scores),
    "grades": st.dictionaries(some, st.sampled_from(["good", "poor"])).map(Grades),
    "credits": st.dictionaries(some, st.integers(-3, 3)).map(Credits),
}
FIRST = {
    "ranking": Ranking(("a", "b")),
    "approval": Approval("ab"),
    "scores": Scores({"a": 3, "b": 1}),
    "grades": Grades({"a": "good", "b": "poor"}),
    "credits": Credits({"a": 2, "b": 1}),
}
PLAIN = [
    name
    for name, rule in RULES.items()
    if RULE_KINDS[name] in BALLOTS
    and all(p.default is not Parameter.empty for p in [*signature(rule).parameters.values()][1:])
]
"""The rules that need nothing but a profile."""


OPTIONS: dict[str, dict[str, Any]] = {
    "cumulative": {"points": 20},
    "support": {"scale": ("good", "poor"), "supporting": 1},
}
"""Where the ballots below are none of those that a rule counts by default."""

COMPLETE = {"dodgson"}
"""The rules that count rankings of everybody only."""


def profiles(name: str) -> st.SearchStrategy[Profile]:
    """Profiles with somebody on some ballot, of the kind that a rule counts."""
    kind = RULE_KINDS[name]
    ballots, first = BALLOTS[kind], FIRST[kind]
    if name in COMPLETE:
        ballots, first = st.permutations(NAMES).map(lambda o: Ranking(tuple(o))), Ranking(NAMES)
    counts = st.dictionaries(ballots, st.integers(1, 9), max_size=5)
    return counts.map(lambda some: Profile(NAMES, {first: 1} | some))


def counted(name: str, profile: Profile) -> Answer:
    return RULES[name](profile, break_tie=by_order(NAMES), **OPTIONS.get(name, {}))


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=8)
@given(data=st.data())
def test_a_result_is_named_explained_and_written_down(name: str, data: st.DataObject) -> None:
    result = counted(name, data.draw(profiles(name)))
    assert result.rule == name
    assert len({*result.elected}) == len(result.elected)
    assert {*result.elected} <= {*NAMES}
    assert all(sentence.endswith((".", "?")) for sentence in result.because)
    assert explained(result) or not result.elected
    assert isinstance([*fields_told(result)], list)
    document = json.loads(json.dumps(result_to_json(result)))
    kept = replace(result, places=None) if isinstance(result, Count) else result
    read = answer_from_json(document, candidates=NAMES)
    assert read == kept


@pytest.mark.parametrize("name", [name for name in PLAIN if RULE_KINDS[name] == "ranking"])
@settings(max_examples=8)
@given(data=st.data())
def test_ballots_and_arrays_are_counted_alike(name: str, data: st.DataObject) -> None:
    profile = data.draw(profiles(name))
    arrays = Profile.from_places(NAMES, profile.places, profile.weights)
    assert counted(name, arrays) == counted(name, profile)


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=4, deadline=None)
@given(data=st.data())
def test_what_an_order_decides_is_one_of_all_outcomes(name: str, data: st.DataObject) -> None:
    profile = data.draw(profiles(name))
    found = all_outcomes(RULES[name], profile, limit=60, **OPTIONS.get(name, {}))
    assert sum(outcome.chance for outcome in found.outcomes) <= 1
    if found.complete:
        assert sum(outcome.chance for outcome in found.outcomes) == 1
        elected = {*counted(name, profile).elected}
        assert tuple(c for c in NAMES if c in elected) in [o.elected for o in found.outcomes]
