"""Meek's method and its relatives, on small elections worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, WeakRanking, answer_from_json, by_order, result_to_json
from deliberation.voting.stv import meek, nz_meek, prf_meek, warren

CANDIDATES = "abcd"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)
ORDER = by_order(CANDIDATES)


def test_the_elected_keep_just_the_quota() -> None:
    """9 votes for 2 seats: an exact quota of 3; a keeps half of each of its 6 papers."""
    count = meek(Profile.ranked({("a", "b"): 6, ("c",): 2, ("b",): 1}), seats=2, places=None)
    first, second = count.rounds[:2]
    assert (first.quota, first.surplus, first.elected) == (3, 3, ("a",))
    assert second.keeps == {"a": Fraction(1, 2)}
    assert second.totals == {"a": 3, "b": 4, "c": 2}
    assert count.elected == ("a", "b")
    assert count.because[0] == "Round 1: a has 6 votes, at least the quota of 3, and is elected."


def test_the_quota_falls_with_the_votes_that_nobody_keeps() -> None:
    """Others have 5 votes. If a keeps k of each of 6 papers, 6k is a third of 6k + 5: 5/2."""
    votes = {("a",): 6, ("c",): 2, ("d",): 2, ("b",): 1}
    count = meek(Profile.ranked(votes), seats=2, break_tie=ORDER)
    settled = count.rounds[1]
    assert settled.eliminated == ("b",)
    assert abs(settled.totals["a"] - Fraction(5, 2)) < Fraction(1, 10**5)
    assert abs(settled.exhausted - Fraction(7, 2)) < Fraction(1, 10**5)


def test_a_later_choice_of_an_elected_candidate_reaches_them_and_goes_on() -> None:
    """The papers of b name a next, and a passes on the part that it does not keep: Meek's point."""
    count = meek(Profile.ranked({("a", "c"): 6, ("b", "a", "c"): 1, ("d",): 3}), seats=2)
    after = next(step for step in count.rounds if "b" in step.eliminated)
    following = count.rounds[after.number]
    assert following.totals["c"] > after.totals["c"]


def test_warren_keeps_votes_and_not_parts() -> None:
    """a may keep at most 1/2 of each paper: of one that comes with less, all."""
    profile = Profile.ranked({("a", "b"): 6, ("c",): 2, ("b",): 1})
    assert warren(profile, seats=2, places=None).rounds[1].totals == {"a": 3, "b": 4, "c": 2}


def test_new_zealand_parts_a_tie_by_the_earliest_step_that_differed() -> None:
    """b and c are equal when d is out; before, b had less."""
    profile = Profile.ranked({("a",): 6, ("c",): 3, ("b",): 2, ("d", "b"): 1})
    count = nz_meek(profile, seats=1)
    assert [step.eliminated for step in count.rounds[:2]] == [("d",), ("b",)]
    assert [(tie.chosen, tie.how) for tie in count.ties] == [("b", "earlier rounds")]


def test_new_zealand_rounds_both_parts_up_and_the_quota_down() -> None:
    """10 votes, 2 seats: 3.333333333 + 0.000000001; a keeps 0.666666667 of each of 5 papers."""
    count = nz_meek(Profile.ranked({("a", "b"): 5, ("c",): 3, ("b",): 2}), seats=2)
    assert count.rounds[0].quota == Fraction(3_333_333_334, 10**9)
    assert count.rounds[1].totals["a"] == 5 * Fraction(666_666_667, 10**9)
    assert count.rounds[1].totals["b"] == 2 + 5 * Fraction(333_333_333, 10**9)


def test_a_tie_is_not_guessed() -> None:
    with pytest.raises(UnresolvedTieError, match="eliminate in round 1"):
        meek(Profile.ranked({("a",): 1, ("b",): 1, ("c",): 1}))


def test_options_that_cannot_be_counted_with_are_refused_together() -> None:
    with pytest.raises(InvalidInputError) as caught:
        meek(Profile.ranked({("a",): 1}), places=-1, omega=Fraction(0))
    assert len(caught.value.problems) == 2


def test_equal_preferences_are_split_over_their_orders() -> None:
    """a = b: half the papers as a then b, half as b then a."""
    equal = Profile("abc", {WeakRanking([["a", "b"], ["c"]]): 6, WeakRanking([["c"]]): 1})
    split = Profile.ranked({("a", "b", "c"): 3, ("b", "a", "c"): 3, ("c",): 1})
    exact = {"places": None, "keep_places": 6}
    one, other = (meek(votes, seats=2, break_tie=ORDER, **exact) for votes in (equal, split))
    assert [step.totals for step in one.rounds] == [step.totals for step in other.rounds]


@pytest.mark.parametrize("rule", [meek, warren, prf_meek, nz_meek])
def test_a_count_goes_through_plain_data(rule) -> None:
    count = rule(Profile.ranked({("a", "b"): 6, ("c",): 2, ("b",): 1}), seats=2)
    assert answer_from_json(result_to_json(count), candidates=("a", "b", "c")) == count


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(1, 3), st.sampled_from([meek, warren, prf_meek, nz_meek]))
def test_votes_add_up_and_the_seats_are_filled(counts: dict, seats: int, rule) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = rule(profile, seats=seats, break_tie=ORDER)
    assert len(set(count.elected)) == seats
    for step in count.rounds:
        assert sum(step.totals.values()) + step.exhausted == profile.size


def one_by_one(papers: list[str], keeps: dict[str, int]) -> dict[str, int]:
    """The votes to nine decimals, every paper handled for itself."""
    held = dict.fromkeys(CANDIDATES, 0)
    for paper in papers:
        value = 10**9
        for candidate in paper:
            kept = -(-value * keeps[candidate] // 10**9)
            held[candidate] += kept
            value -= kept
    return held


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(1, 3))
def test_totals_are_those_of_a_spreading_paper_by_paper(counts: dict, seats: int) -> None:
    """The keep values of each round, applied to whole ballots, give its totals."""
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    papers = ["".join(order) for order, n in counts.items() for _ in range(n)]
    out: set[str] = set()
    count = prf_meek(profile, seats=seats, break_tie=ORDER)
    for step in count.rounds:
        keeps = {c: int(step.keeps.get(c, c not in out) * 10**9) for c in CANDIDATES}
        held = one_by_one(papers, keeps)
        assert {c: Fraction(n, 10**9) for c, n in held.items()} == step.totals
        out |= {*step.eliminated}
