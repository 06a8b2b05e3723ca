"""The Act of 1992: whole papers, chosen by lot in proportion, on elections worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, Tie, by_order
from deliberation.voting.stv import dail_stv

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def moved(count, number: int) -> dict:
    return {move.target: move.papers for move in count.rounds[number - 1].transfers}


def test_a_surplus_goes_in_proportion_and_the_largest_fractions_are_raised() -> None:
    """20 valid, 3 seats: quota 6. a's surplus 4 over 5 b, 3 c, 2 d: 2, 1.2, 0.8: so 2, 1, 1."""
    votes = {("a", "b"): 5, ("a", "c"): 3, ("a", "d"): 2, ("b",): 4, ("c",): 3, ("d",): 3}
    count = dail_stv(Profile.ranked(votes), seats=3, seed="dice 4 2", break_tie=by_order("dcb"))
    assert count.quota == 6
    assert moved(count, 1) == {"b": 2, "c": 1, "d": 1}


def test_of_equal_fractions_that_of_the_larger_sub_parcel_is_raised() -> None:
    """16 valid, 2 seats: quota 6. a's surplus 4 over 7 b and 1 c: 3.5 and 0.5: so 4 and 0."""
    votes = {("a", "b"): 7, ("a", "c"): 1, ("a",): 2, ("b",): 1, ("c",): 2, ("d",): 3}
    count = dail_stv(Profile.ranked(votes), seats=2, seed="dice 4 2")
    assert count.quota == 6
    assert moved(count, 1) == {"b": 4}


def test_all_transferable_papers_go_where_they_are_no_more_than_the_surplus() -> None:
    """No seed is asked: a has 8, quota 4, and only 2 papers name anybody further."""
    votes = {("a", "b"): 2, ("a",): 6, ("c",): 2, ("d",): 1}
    count = dail_stv(Profile.ranked(votes, candidates="abcd"), seats=2)
    assert (count.quota, moved(count, 1)) == (4, {"b": 2})
    assert count.rounds[1].exhausted == 2


def test_papers_are_chosen_from_others_only_with_a_seed() -> None:
    votes = {("a", "b"): 5, ("a", "c"): 3, ("a", "d"): 2, ("b",): 4, ("c",): 3, ("d",): 3}
    with pytest.raises(InvalidInputError, match="give a seed"):
        dail_stv(Profile.ranked(votes), seats=3)


def test_only_the_papers_received_last_are_examined() -> None:
    """c has 5, quota 6; e's 2 papers lift c to 7. Both name d next: one of them goes on."""
    votes = {("a",): 5, ("b",): 3, ("c", "b"): 5, ("d",): 2, ("e", "c", "d"): 2}
    profile = Profile.ranked(votes)
    count = dail_stv(profile, seats=2, seed="dice", break_tie=by_order("edcba"))
    assert count.quota == 6
    assert count.rounds[0].eliminated == ("e",)
    assert moved(count, 2) == {"d": 1}


def test_a_surplus_that_can_change_nothing_is_not_transferred() -> None:
    """Quota 6: a's surplus 1 neither elects b nor saves d, nor brings d to a quarter of it."""
    votes = {("a", "d"): 7, ("b",): 4, ("c",): 4, ("d", "b"): 2}
    count = dail_stv(Profile.ranked(votes), seats=2)
    assert count.rounds[0].eliminated == ("d",)


def test_the_lowest_of_equals_is_whoever_had_fewer_original_votes() -> None:
    """Quota 8. b and c have 4 each once a paper of d has gone to b; b had 3 at first."""
    votes = {("a",): 6, ("e",): 6, ("b",): 3, ("c",): 4, ("d", "b"): 1, ("d",): 1}
    count = dail_stv(Profile.ranked(votes), seats=2, break_tie=by_order("ae"))
    assert count.ties[0] == Tie(("b", "c"), "eliminate in round 2", "b", "earlier rounds")


def test_the_last_seat_goes_to_whoever_has_more_than_all_the_others() -> None:
    """Of 11 votes, b has 6 against the others' 5."""
    assert dail_stv(Profile.ranked({("b",): 6, ("a",): 3, ("c",): 2})).rounds[0].elected == ("b",)


def test_equal_surpluses_at_every_count_are_a_lot() -> None:
    votes = {("a", "c"): 8, ("b", "d"): 8, ("c",): 3, ("d",): 3, ("e",): 3}
    with pytest.raises(UnresolvedTieError, match="transfer first in round 1"):
        dail_stv(Profile.ranked(votes), seats=4, seed="dice")


@settings(max_examples=80, deadline=None)
@given(counts, st.integers(1, 4), st.sampled_from(["dice 1", "dice 2", "dice 3"]))
def test_whole_votes_add_up_and_the_seats_are_filled(counts: dict, seats: int, seed: str) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = dail_stv(profile, seats=seats, seed=seed, break_tie=by_order(CANDIDATES))
    assert len(set(count.elected)) == seats
    for step in count.rounds:
        assert sum(step.totals.values()) + step.exhausted == profile.size
        assert all(total.denominator == 1 for total in step.totals.values())


def test_the_same_seed_chooses_the_same_papers() -> None:
    votes = {("a", "b", "c"): 5, ("a", "b", "d"): 5, ("b",): 2, ("c",): 3, ("d",): 3, ("e",): 4}
    first, second = (
        dail_stv(Profile.ranked(votes), seats=3, seed="dice", break_tie=by_order("edcba"))
        for _ in range(2)
    )
    assert first == second
