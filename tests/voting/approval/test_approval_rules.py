"""What holds for every rule of the room."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import (
    Approval,
    Profile,
    Ranking,
    WeakRanking,
    answer_from_json,
    by_order,
    result_to_json,
)
from deliberation.voting.approval import RULES, expanding_approvals, greedy_monroe, monroe
from deliberation.voting.rules import kinds_of
from tests.voting.approval.conftest import CANDIDATES, orders, profiles, seats

# Monroe gives whole numbers of voters to members, one by one as well, and the quota of expanding
# approvals lies up to one vote above Droop's: these are right to see how many voters there are.
SCALED = [rule for rule in RULES if rule not in (monroe, greedy_monroe, expanding_approvals)]
ALL = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


def taken_by(rule, profile: Profile) -> Profile:
    """The ballots as *rule* takes them: to a rule for rankings the approved are tied at the top."""
    if Approval in kinds_of(rule):
        return profile
    counts = {WeakRanking([ballot.approved]): n for ballot, n in profile.counts.items()}
    return Profile(profile.candidates, counts)


@ALL
@settings(max_examples=30)  # of each rule
@given(profile=profiles, seats=seats, order=orders)
def test_every_seat_is_filled_once(rule, profile: Profile, seats: int, order: str) -> None:
    result = rule(taken_by(rule, profile), seats=seats, break_tie=by_order(order))
    assert len(result.elected) == len({*result.elected}) == seats
    assert {*result.elected} <= {*CANDIDATES}
    assert result.rule == rule.__name__
    assert result.because


@ALL
@settings(max_examples=30)  # of each rule
@given(profile=profiles, seats=seats, order=orders, names=st.permutations("vwxyz"))
def test_names_and_their_order_do_not_decide(
    rule, profile: Profile, seats: int, order: str, names: str
) -> None:
    new = dict(zip(CANDIDATES, names, strict=True))
    renamed = profile.relabelled(new)
    shuffled = Profile(sorted(renamed.candidates), dict(reversed(renamed.counts.items())))
    before = rule(taken_by(rule, profile), seats=seats, break_tie=by_order(order))
    after = rule(taken_by(rule, shuffled), seats=seats, break_tie=by_order([new[c] for c in order]))
    assert {new[c] for c in before.elected} == {*after.elected}
    assert [{new[c] for c in tie.tied} for tie in before.ties] == [
        {*tie.tied} for tie in after.ties
    ]


@pytest.mark.parametrize("rule", SCALED, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("times", [3_000_001, 10**17])
@settings(max_examples=15)  # of each rule
@given(profile=profiles, seats=seats, order=orders)
def test_the_size_of_the_electorate_does_not_decide(
    rule, times: int, profile: Profile, seats: int, order: str
) -> None:
    """More ballots than 64 bits can number are counted as exactly as a few."""
    many = Profile(CANDIDATES, {ballot: n * times for ballot, n in profile.counts.items()})
    few, lots = (rule(p, seats=seats, break_tie=by_order(order)) for p in (profile, many))
    assert few.elected == lots.elected
    assert few.ties == lots.ties


@ALL
@settings(max_examples=20)  # of each rule
@given(profile=profiles, seats=seats)
def test_a_result_survives_the_way_through_json(rule, profile: Profile, seats: int) -> None:
    result = rule(taken_by(rule, profile), seats=seats, break_tie=by_order(CANDIDATES))
    text = json.dumps(result_to_json(result))
    assert answer_from_json(json.loads(text), candidates=tuple(CANDIDATES)) == result


@ALL
def test_what_cannot_be_counted_is_refused(rule) -> None:
    empty = taken_by(rule, Profile("ab", {Approval(""): 1}))
    other = Profile("ab", {Ranking("ab"): 1} if Approval in kinds_of(rule) else {Approval("a"): 1})
    with pytest.raises(InvalidInputError, match=r"3 seats cannot be filled.*no valid ballot"):
        rule(empty, seats=3)
    with pytest.raises(InvalidInputError, match="counts ballots of the kind"):
        rule(other)


@ALL
def test_a_tie_is_not_guessed(rule) -> None:
    with pytest.raises(UnresolvedTieError) as caught:
        rule(taken_by(rule, Profile("abc", {Approval("ab"): 4, Approval("c"): 1})))
    assert caught.value.tied == ("a", "b")
    assert caught.value.decision


@ALL
def test_those_for_whom_there_is_room_together_are_not_asked_about(rule) -> None:
    """Whoever comes first, a and b are elected: no voter approves both."""
    result = rule(
        taken_by(rule, Profile("abc", {Approval("a"): 2, Approval("b"): 2, Approval("c"): 1})),
        seats=2,
    )
    assert {*result.elected} == {"a", "b"}
    assert result.ties == ()
