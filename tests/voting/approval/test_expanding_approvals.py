"""The expanding approvals rule, beside a naive twin that goes voter by voter in fractions."""

from collections import Counter
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, Ranking, WeakRanking, by_order
from deliberation.voting.approval import expanding_approvals
from tests.voting.approval.conftest import CANDIDATES, orders, seats


@st.composite
def weak_rankings(draw: st.DrawFn) -> WeakRanking:
    places = draw(st.dictionaries(st.sampled_from(CANDIDATES), st.integers(0, 3), min_size=1))
    return WeakRanking([c for c in places if places[c] == tier] for tier in range(4))


ranked = st.dictionaries(weak_rankings(), st.integers(1, 4), min_size=1, max_size=6).map(
    lambda counts: Profile(CANDIDATES, counts)
)


def preferred(ballot: WeakRanking, candidate: str) -> int:
    """How many others the ballot prefers to the candidate."""
    above = 0
    for tier in ballot.tiers:
        if candidate in tier:
            return above
        above += len(tier)
    return above


def naive(profile: Profile, seats: int, order: str) -> list[str]:
    """Aziz and Lee's rule, word by word."""
    voters = [ballot for ballot, n in profile.counts.items() for _ in range(n)]
    left = [Fraction(1)] * len(voters)
    droop = Fraction(len(voters), seats + 1)
    quota = droop + (floor(droop) + 1 - droop) / (len(CANDIDATES) + 1)
    quota = min(quota, Fraction(len(voters), seats))
    best = {
        c: [sum(preferred(v, c) == rank for v in voters) for rank in range(len(CANDIDATES))]
        for c in CANDIDATES
    }
    elected: list[str] = []
    for rank in range(len(CANDIDATES)):
        while len(elected) < seats:
            support = {
                c: sum(x for v, x in zip(voters, left, strict=True) if preferred(v, c) <= rank)
                for c in order
                if c not in elected
            }
            reached = [c for c, total in support.items() if total >= quota]
            if not reached:
                break
            chosen = max(reached, key=best.__getitem__)  # the first of the order, if equal
            kept = 1 - quota / support[chosen]
            left = [
                x * kept if preferred(v, chosen) <= rank else x
                for v, x in zip(voters, left, strict=True)
            ]
            elected.append(chosen)
    return elected


@settings(max_examples=50)
@given(ranked, seats, orders)
def test_it_elects_as_its_twin_does(profile: Profile, seats: int, order: str) -> None:
    result = expanding_approvals(profile, seats=seats, break_tie=by_order(order))
    assert {*result.elected} == {*naive(profile, seats, order)}


@settings(max_examples=25)
@given(ranked, seats, st.integers(0, 3))
def test_rounding_leaves_no_seat_empty(profile: Profile, seats: int, places: int) -> None:
    result = expanding_approvals(
        profile, seats=seats, places=places, break_tie=by_order(CANDIDATES)
    )
    assert len({*result.elected}) == seats


def test_an_example_by_hand() -> None:
    """9 voters, 2 seats: the quota is 3 and a quarter of what is missing to 4, 13/4.

    a has 5 first places and takes 13/4 of them; no other has 13/4. With two places a ballot, b has
    7/4 + 3 and reaches it.
    """
    votes = Profile.ranked({("a", "b"): 5, ("b", "c"): 3, ("c", "a"): 1})
    result = expanding_approvals(votes, seats=2)
    assert result.elected == ("a", "b")
    assert result.steps[1].totals == {"b": Fraction(19, 4), "c": Fraction(4)}
    assert result.because[1] == (
        "Seat 2: b, with 19/4 of the 13/4 votes that a seat takes, once 2 places of each ballot"
        " count."
    )


def test_strict_and_weak_rankings_are_counted_together() -> None:
    votes = Profile("abc", {Ranking("ab"): 2, WeakRanking(["bc"]): 3})
    assert expanding_approvals(votes, seats=2, break_tie=by_order("bca")).elected[0] == "b"


def test_what_grows_beyond_all_bounds_is_refused_and_can_be_rounded() -> None:
    rng = np.random.default_rng(1)
    names = [f"c{i:02d}" for i in range(60)]
    ballots = Counter(tuple(names[c] for c in rng.permutation(60)) for _ in range(3000))
    votes = Profile.ranked(ballots)
    with pytest.raises(InvalidInputError, match="give the places"):
        expanding_approvals(votes, seats=20)
    assert len(expanding_approvals(votes, seats=20, places=6).elected) == 20
    with pytest.raises(InvalidInputError, match="places must not be negative"):
        expanding_approvals(votes, seats=2, places=-1)


whole = st.dictionaries(st.permutations("abcde").map(tuple), st.integers(1, 9), min_size=1)


@given(whole, st.integers(1, 4))
def test_a_solid_coalition_has_a_seat_for_each_quota_of_votes(
    counts: dict[tuple[str, ...], int], seats: int
) -> None:
    """Aziz and Lee's theorem, in the quota of their rule, which is more than Droop's share."""
    voters = sum(counts.values())
    droop = Fraction(voters, seats + 1)
    quota = min(droop + (floor(droop) + 1 - droop) / 6, Fraction(voters, seats))
    profile = Profile.ranked(counts, candidates="abcde")
    elected = {*expanding_approvals(profile, seats=seats, break_tie=by_order("abcde")).elected}
    solid = Counter[frozenset[str]]()
    for order, times in counts.items():
        solid.update({frozenset(order[:size]): times for size in range(1, 6)})
    for group, votes in solid.items():
        assert len(group & elected) >= min(len(group), seats, floor(votes / quota))


def test_less_than_its_quotas_is_not_enough_for_a_coalition() -> None:
    """The quota is 3.25 + 0.75 / 5 = 3.4; 10 of 13 are more than 9.75, and less than 10.2."""
    profile = Profile.ranked({tuple("abce"): 10, tuple("eabc"): 3})
    elected = expanding_approvals(profile, seats=3, break_tie=by_order("abce")).elected
    assert {*elected} == {"a", "b", "e"}
