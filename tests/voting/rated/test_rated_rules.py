"""What holds for every rule of the room."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import (
    Approval,
    Grades,
    Profile,
    Scores,
    answer_from_json,
    by_order,
    result_to_json,
)
from deliberation.voting.rated import RULES
from deliberation.voting.rated.majority_judgment import SCALE as WORDS
from deliberation.voting.rated.support import SCALE as ANSWERS
from deliberation.voting.rules import kinds_of

CANDIDATES = "abcd"
ALL = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
SEATED = pytest.mark.parametrize(
    "rule", [r for r in RULES if r.__name__ != "support"], ids=lambda rule: rule.__name__
)
orders = st.permutations(CANDIDATES)


@st.composite
def profiles(draw: st.DrawFn, rule) -> Profile:
    """A profile that *rule* can count."""
    name = rule.__name__
    words = {"majority_judgment": WORDS, "support": ANSWERS}
    if name in words:
        values, kind = st.sampled_from(words[name]), Grades
    else:
        values, kind = st.integers(0, 1 if name == "cumulative" else 5), Scores
    ballots = st.dictionaries(st.sampled_from(CANDIDATES), values).map(kind)
    counts = draw(st.dictionaries(ballots, st.integers(1, 5), min_size=1, max_size=6))
    if not any(ballot.candidates for ballot in counts):
        counts[kind({"a": draw(values)})] = 1
    return Profile(CANDIDATES, counts)


@SEATED
@settings(max_examples=30)  # of each rule
@given(data=st.data(), seats=st.integers(1, 4), order=orders)
def test_every_seat_is_filled_once(rule, data: st.DataObject, seats: int, order: str) -> None:
    result = rule(data.draw(profiles(rule)), seats=seats, break_tie=by_order(order))
    assert len(result.elected) == len({*result.elected}) == seats
    assert {*result.elected} <= {*CANDIDATES}
    assert result.rule == rule.__name__
    assert result.because


@ALL
@settings(max_examples=30)  # of each rule
@given(data=st.data(), seats=st.integers(1, 4), order=orders)
def test_names_and_their_order_do_not_decide(
    rule, data: st.DataObject, seats: int, order: str
) -> None:
    profile = data.draw(profiles(rule))
    new = dict(zip(CANDIDATES, data.draw(st.permutations("wxyz")), strict=True))
    renamed = profile.relabelled(new)
    shuffled = Profile(sorted(renamed.candidates), dict(reversed(renamed.counts.items())))
    before = rule(profile, seats=seats, break_tie=by_order(order))
    after = rule(shuffled, seats=seats, break_tie=by_order([new[c] for c in order]))
    assert {new[c] for c in before.elected} == {*after.elected}


@ALL
@pytest.mark.parametrize("times", [3_000_001, 10**19])
@settings(max_examples=15)  # of each rule
@given(data=st.data(), seats=st.integers(1, 4), order=orders)
def test_the_size_of_the_electorate_does_not_decide(
    rule, times: int, data: st.DataObject, seats: int, order: str
) -> None:
    profile = data.draw(profiles(rule))
    many = Profile(CANDIDATES, {ballot: n * times for ballot, n in profile.counts.items()})
    few, lots = (rule(p, seats=seats, break_tie=by_order(order)) for p in (profile, many))
    assert few.elected == lots.elected
    assert few.ties == lots.ties


@ALL
@settings(max_examples=20)  # of each rule
@given(data=st.data(), seats=st.integers(1, 4))
def test_a_result_survives_the_way_through_json(rule, data: st.DataObject, seats: int) -> None:
    result = rule(data.draw(profiles(rule)), seats=seats, break_tie=by_order(CANDIDATES))
    text = json.dumps(result_to_json(result))
    assert answer_from_json(json.loads(text), candidates=tuple(CANDIDATES)) == result


@ALL
def test_what_cannot_be_counted_is_refused(rule) -> None:
    (kind,) = kinds_of(rule)
    with pytest.raises(InvalidInputError, match="no valid ballot"):
        rule(Profile("ab", {kind({}): 1}))
    with pytest.raises(InvalidInputError, match="counts ballots of the kind"):
        rule(Profile("ab", {Approval("a"): 1}))
    beyond = kind({"a": 6, "b": 6} if kind is Scores else {"a": "so so", "b": "so so"})
    with pytest.raises(InvalidInputError) as caught:
        rule(Profile("ab", {beyond: 1}))
    assert ["'a'" in str(p) or "'b'" in str(p) for p in caught.value.problems] == [True, True]
