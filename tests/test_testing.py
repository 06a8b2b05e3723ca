"""The strategies that others build on."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import testing
from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import KINDS


@settings(max_examples=25)
@given(st.sampled_from(sorted(KINDS.values())), st.data())
def test_every_kind_of_ballot_has_a_strategy_and_makes_countable_profiles(kind, data) -> None:
    made = data.draw(testing.profiles(testing.ballots("abc", kind), candidates="cab"))
    assert {KINDS[one] for one in made.kinds} == {kind}
    assert made.candidates == ("c", "a", "b")
    assert made.size > made.blank


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="a ballot is one of ranking"):
        testing.ballots("abc", "guess")


@given(testing.rankings("abc", complete=True), testing.weak_rankings("abc", complete=True))
def test_complete_rankings_rank_everybody(strict, weak) -> None:
    assert strict.candidates == weak.candidates == {*"abc"}


@given(testing.profiles(testing.rankings("abc")))
def test_without_given_candidates_those_named_stand(profile) -> None:
    assert {*profile.candidates} == {c for ballot in profile.counts for c in ballot.candidates}


@settings(max_examples=50)
@given(st.data())
def test_some_panel_meets_the_quotas_that_are_drawn(data) -> None:
    pool = data.draw(testing.pools(homes=2))
    quotas = data.draw(testing.quotas(pool))
    assert not quotas.problems_with(pool)
    panels = combinations(pool, quotas.size)
    assert any(not quotas.broken_by(p) and not quotas.crowded(p) for p in panels)


@settings(max_examples=20)
@given(testing.pools({"side": ("left", "right")}, least=3, most=3))
def test_a_pool_has_the_features_and_the_people_that_are_asked_for(pool) -> None:
    assert pool.ids == ("p0", "p1", "p2")
    assert pool.features == ("side",)
    assert {person.features["side"] for person in pool} <= {"left", "right"}
    assert {person.household for person in pool} == {None}
