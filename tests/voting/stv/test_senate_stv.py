"""Section 273: one value for all papers, fractions of votes dropped; worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, Tie, by_order
from deliberation.voting.stv import senate_stv

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def test_the_surplus_is_shared_by_all_papers_and_fractions_of_votes_are_dropped() -> None:
    """20 votes, 2 seats, quota 7. a's surplus 4 over 11 papers: b gets 6 * 4/11 = 2.18, so 2."""
    votes = {("a", "b"): 6, ("a", "c"): 2, ("a",): 3, ("b",): 3, ("c",): 4, ("d",): 2}
    count = senate_stv(Profile.ranked(votes), seats=2)
    assert count.quota == 7
    assert count.rounds[1].totals == {"a": 7, "b": 5, "c": 4, "d": 2}
    assert count.rounds[1].exhausted == 2


def test_papers_that_came_at_a_lower_value_can_gain() -> None:
    """The value is the same for all papers: what Scotland's weights were made to mend.

    Quota 10 of 29, 2 seats: a passes on 10 of 20 papers at 1/2 each: 5 votes to b, who has 6, and
    so 11. b's surplus 1 goes out over 16 papers at 1/16: 10 to c (0.625) and 6 to d: no whole vote.
    """
    votes = {("a", "b", "c"): 10, ("a",): 10, ("b", "d"): 6, ("c",): 2, ("d",): 1}
    count = senate_stv(Profile.ranked(votes), seats=2)
    assert count.rounds[1].totals["b"] == 11
    assert count.elected == ("a", "b")


def test_an_exclusion_moves_papers_of_one_value_after_the_other() -> None:
    """b has 2 papers of its own and 3 of a's at 1/3 each: 2 and then floor(3/3) = 1 go to c."""
    votes = {("a", "b", "c"): 3, ("a", "d"): 9, ("b", "c"): 2, ("c",): 6, ("d",): 3}
    count = senate_stv(Profile.ranked(votes), seats=2)
    assert count.quota == 8
    assert count.rounds[1].totals == {"a": 8, "b": 3, "c": 6, "d": 6}
    first, second = count.rounds[1:3]
    assert (first.eliminated, [(t.target, t.value) for t in first.transfers]) == (
        ("b",),
        [("c", Fraction(2))],
    )
    assert second.elected == ("c",)


def test_the_last_vacancy_goes_to_the_larger_of_the_last_two() -> None:
    """(17): neither has the quota of 4, for one paper has run out."""
    count = senate_stv(Profile.ranked({("a",): 3, ("b",): 2, ("c",): 1}))
    assert (count.quota, count.elected) == (4, ("a",))
    with pytest.raises(UnresolvedTieError, match="elect in round 1"):
        senate_stv(Profile.ranked({("a",): 3, ("b",): 3}))


def test_a_tie_is_parted_by_the_last_count_that_differed() -> None:
    """b and c have 4 each once a paper of d has gone to b; just before, b had 3."""
    votes = {("a",): 6, ("e",): 6, ("b",): 3, ("c",): 4, ("d", "b"): 1, ("d",): 1}
    count = senate_stv(Profile.ranked(votes), seats=2, break_tie=by_order("ae"))
    assert count.ties[0] == Tie(("b", "c"), "eliminate in round 2", "b", "earlier rounds")


def test_a_bulk_exclusion_takes_those_whose_notional_votes_stay_below() -> None:
    """Quota 21 of 40. d, c, b: notional 1, 3, 6, all fewer than the next above has (2, 3, 15).

    B is b (6 < 15, the leading shortfall of a is 2, so (d) applies): C is the highest with fewer
    than 2 notional votes: d alone; so nobody is excluded together.
    """
    votes = {("a",): 19, ("e",): 15, ("b",): 3, ("c",): 2, ("d",): 1}
    assert senate_stv(Profile.ranked(votes), bulk=True).rounds[0].eliminated == ("d",)


def test_a_bulk_exclusion_below_the_leading_shortfall() -> None:
    """Quota 21 of 40. a lacks 9, e lacks 9, so b, c and d, with 6 notional votes, go together."""
    votes = {("a",): 18, ("e",): 12, ("f",): 4, ("b",): 3, ("c",): 2, ("d",): 1}
    count = senate_stv(Profile.ranked(votes), seats=1, bulk=True)
    assert count.rounds[0].eliminated == ("d",)
    wide = {("a",): 12, ("e",): 12, ("f",): 10, ("b",): 3, ("c",): 2, ("d",): 1}
    count = senate_stv(Profile.ranked(wide), bulk=True, break_tie=by_order("fea"))
    assert count.rounds[0].eliminated == ("b", "c", "d")


@settings(max_examples=80, deadline=None)
@given(counts, st.integers(1, 4), st.booleans())
def test_whole_votes_add_up_and_the_seats_are_filled(counts: dict, seats: int, bulk: bool) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = senate_stv(profile, seats=seats, bulk=bulk, break_tie=by_order(CANDIDATES))
    assert len(set(count.elected)) == seats
    for step in count.rounds:
        assert sum(step.totals.values()) + step.exhausted == profile.size
        assert all(total.denominator == 1 for total in step.totals.values())
