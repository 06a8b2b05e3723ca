"""Chapter 54A: whole ballots in their order, on elections worked out by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import Profile, Tie, by_order
from deliberation.voting.stv import cambridge_stv
from deliberation.voting.stv.cambridge_stv import cincinnati

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def test_every_nth_ballot_is_drawn_and_then_every_one_after_it() -> None:
    """10 ballots, surplus 4: n is 2.5, and the nearest whole number above is taken."""
    assert cincinnati(10, 4) == [2, 5, 8, 3, 6, 9, 4, 7, 0, 1]
    assert cincinnati(10, 3)[:3] == [2, 5, 8]
    assert sorted(cincinnati(23, 7)) == list(range(23))


def test_skipped_ballots_stay_and_the_surplus_comes_from_others() -> None:
    """Quota 4 of 9, 2 seats: a has 7, 3 over; all 3 of its ballots that name b go to b."""
    votes = {("a", "b"): 3, ("a",): 4, ("c",): 2}
    count = cambridge_stv(Profile.ranked(votes), seats=2, seed="dice 4", signatures=0)
    assert count.quota == 4
    assert count.rounds[1].totals == {"a": 4, "b": 3, "c": 2}
    assert count.elected == ("a", "b")


def test_nobody_gets_ballots_beyond_the_quota_while_others_can_take_them() -> None:
    """Quota 5 of 14, 2 seats: b needs 1 of a's 4 surplus ballots, and the others go on to c."""
    votes = {("a", "b", "c"): 9, ("b",): 4, ("c",): 1}
    count = cambridge_stv(Profile.ranked(votes), seats=2, seed="dice 4", signatures=1)
    assert count.quota == 5
    assert count.rounds[1].totals == {"a": 5, "b": 5, "c": 4}


def test_those_with_too_few_first_choices_are_defeated_together() -> None:
    votes = {("a",): 40, ("b",): 30, ("c",): 9, ("d", "b"): 1}
    count = cambridge_stv(Profile.ranked(votes), seats=1, seed="dice 4", signatures=10)
    assert count.rounds[0].eliminated == ("c", "d")


def test_a_tie_at_the_bottom_is_parted_by_the_last_stage_that_differed() -> None:
    votes = {("a",): 6, ("e",): 6, ("b",): 3, ("c",): 4, ("d", "b"): 1, ("d",): 1}
    count = cambridge_stv(
        Profile.ranked(votes), seats=2, seed="dice", signatures=1, break_tie=by_order("ae")
    )
    assert count.ties[0] == Tie(("b", "c"), "eliminate in round 2", "b", "earlier rounds")


def test_without_a_seed_equal_ballots_lie_beside_each_other() -> None:
    """Quota 5 of 14; a's 9 ballots: 6 for b, then 3 for c; surplus 4, so n = 2: 2, 4, 6 and 8."""
    votes = {("a", "b"): 6, ("a", "c"): 3, ("b",): 1, ("d",): 4}
    ties = by_order("cbd")
    count = cambridge_stv(Profile.ranked(votes), seats=2, signatures=0, break_tie=ties)
    assert count.rounds[1].totals == {"a": 5, "b": 4, "c": 1, "d": 4}


@settings(max_examples=80, deadline=None)
@given(counts, st.integers(1, 4), st.sampled_from(["dice 1", "dice 2"]), st.integers(0, 9))
def test_whole_ballots_add_up_and_the_seats_are_filled(
    counts: dict, seats: int, seed: str, signatures: int
) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = cambridge_stv(
        profile, seats=seats, seed=seed, signatures=signatures, break_tie=by_order(CANDIDATES)
    )
    assert len(set(count.elected)) == seats
    for step in count.rounds:
        assert sum(step.totals.values()) + step.exhausted == profile.size
