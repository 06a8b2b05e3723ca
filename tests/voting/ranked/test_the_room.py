"""What holds for every rule of the room."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, answer_from_json, by_lot, by_order, result_to_json
from deliberation.voting.ranked import RULES
from tests.voting.ranked.strategies import CANDIDATES, complete, profiles

SEVERAL = {
    "plurality",
    "borda",
    "copeland",
    "minimax",
    "kemeny_young",
    "ranked_pairs",
    "schulze",
    "dodgson",
    "young",
}
NAMED = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


def electorate(rule: object) -> st.SearchStrategy[Profile]:
    return complete if rule.__name__ == "dodgson" else profiles


@NAMED
@settings(max_examples=15, deadline=None)  # of each rule
@given(data=st.data())
def test_names_and_their_order_do_not_decide(rule, data: st.DataObject) -> None:
    profile = data.draw(electorate(rule))
    order = data.draw(st.permutations(CANDIDATES))
    new = dict(zip(CANDIDATES, data.draw(st.permutations("wxyz")), strict=True))
    counts = profile.relabelled(new).counts
    other = Profile(sorted(new.values()), dict(reversed(list(counts.items()))))
    before = rule(profile, break_tie=by_order(order))
    after = rule(other, break_tie=by_order([new[c] for c in order]))
    assert [new[c] for c in before.elected] == list(after.elected)
    assert [{new[c] for c in tie.tied} for tie in before.ties] == [
        set(tie.tied) for tie in after.ties
    ]


@NAMED
@settings(max_examples=15, deadline=None)  # of each rule
@given(data=st.data())
def test_the_size_of_the_electorate_does_not_decide(rule, data: st.DataObject) -> None:
    profile = data.draw(electorate(rule))
    # Dodgson's rule is not homogeneous (Fishburn 1977); Young's search is for small sizes.
    factor = {"young": 3, "dodgson": 1}.get(rule.__name__, 1_000_001)
    many = Profile(profile.candidates, {b: n * factor for b, n in profile.counts.items()})
    order = by_order(data.draw(st.permutations(CANDIDATES)))
    assert rule(profile, break_tie=order).elected == rule(many, break_tie=order).elected


@NAMED
@settings(max_examples=15, deadline=None)  # of each rule
@given(data=st.data())
def test_a_result_survives_the_way_through_json(rule, data: st.DataObject) -> None:
    profile = data.draw(electorate(rule))
    result = rule(profile, break_tie=by_lot("6 1"))
    document = json.loads(json.dumps(result_to_json(result)))
    assert answer_from_json(document, candidates=profile.candidates) == result


@NAMED
@settings(max_examples=10, deadline=None)  # of each rule
@given(data=st.data())
def test_seats_are_filled_or_refused(rule, data: st.DataObject) -> None:
    profile = data.draw(electorate(rule))
    if rule.__name__ in SEVERAL:
        elected = rule(profile, seats=3, break_tie=by_order(CANDIDATES)).elected
        assert len(elected) == len(set(elected)) == 3
    else:
        with pytest.raises(InvalidInputError, match="one seat, not 3"):
            rule(profile, seats=3)


@NAMED
def test_one_candidate_is_elected_and_nobody_without_a_ballot(rule) -> None:
    assert rule(Profile.ranked({("a",): 1})).elected == ("a",)
    with pytest.raises(InvalidInputError, match="no valid ballot"):
        rule(Profile.ranked({(): 1}, candidates="ab"))


@NAMED
def test_ballots_that_name_nobody_count_for_nothing(rule) -> None:
    votes = {tuple("abc"): 4, tuple("bca"): 3, tuple("cab"): 2}
    with_blank, without = Profile.ranked({**votes, (): 9}), Profile.ranked(votes)
    tie = by_order("bca")
    assert rule(with_blank, break_tie=tie).elected == rule(without, break_tie=tie).elected


@NAMED
def test_whole_numbers_beyond_a_machine_word_are_exact(rule) -> None:
    """By one ballot in 2 ** 64, b is ahead of c in every way that counts, and a is far behind."""
    huge = 2**64
    votes = Profile.ranked({tuple("bca"): huge + 1, tuple("cba"): huge})
    if rule.__name__ in {"dodgson", "young"}:
        with pytest.raises(InvalidInputError, match="1000000 voters"):
            rule(votes)
        return
    assert rule(votes).elected == ("b",)
    totals = getattr(rule(votes), "totals", {})
    assert all(isinstance(total, Fraction) for total in totals.values())
