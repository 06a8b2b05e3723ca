"""The rules of 1997, paragraph by paragraph, on elections worked out by hand."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import Profile, Tie, by_order
from deliberation.voting.stv import ers97

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def test_an_exact_quota_is_not_raised_and_another_is_rounded_up_to_hundredths() -> None:
    """5.1.6: 9 / 3 is 3; 10 / 3 is 3.33 and a remainder, so 3.34."""
    assert ers97(Profile.ranked({("a",): 6, ("b",): 3}), seats=2).quota == 3
    assert ers97(Profile.ranked({("a",): 7, ("b",): 3}), seats=2).quota == Fraction(334, 100)


def test_only_transferable_papers_share_a_surplus_and_the_remainder_is_lost() -> None:
    """5.3.7: 20 votes, 3 seats, quota 5. a's surplus 4 over 6 transferable papers: 0.66 each."""
    votes = {("a", "b"): 6, ("a",): 3, ("b",): 2, ("c",): 4, ("d",): 3, ("e",): 2}
    count = ers97(Profile.ranked(votes), seats=3, break_tie=by_order("edcba"))
    assert count.quota == 5
    assert count.rounds[1].totals["b"] == 2 + 6 * Fraction(66, 100)
    assert count.rounds[1].exhausted == 4 - 6 * Fraction(66, 100)
    assert [moved.target for moved in count.rounds[0].transfers] == ["b"]


def test_papers_go_at_their_present_value_where_that_is_no_more_than_the_surplus() -> None:
    """5.3.7: a has 8 over a quota of 4, but only 1 transferable paper, which goes with 1."""
    votes = {("a",): 7, ("a", "b"): 1, ("b",): 1, ("c",): 3, ("d",): 4}
    count = ers97(Profile.ranked(votes), seats=3)
    assert count.quota == 4
    assert count.rounds[1].totals["b"] == 2
    assert count.rounds[1].exhausted == 3


def test_a_surplus_that_could_change_nothing_is_deferred() -> None:
    """5.2.2(a): quota 5.75; the surpluses of a and b, 0.5, are no more than e's distance to d."""
    votes = {("a", "e"): 6, ("b", "e"): 6, ("c",): 5, ("d",): 4, ("e", "c"): 2}
    count = ers97(Profile.ranked(votes), seats=3)
    assert count.rounds[0].elected == ("a", "b")
    assert count.rounds[0].eliminated == ("e",)
    assert count.elected == ("a", "b", "c")
    assert "Round 1: the surpluses could change nothing now and are deferred." in count.because


def test_only_the_batch_that_lifted_a_candidate_over_the_quota_is_examined() -> None:
    """5.3.2: e's 4 papers lift b from 4 to 8 over a quota of 6; all name d next, b's own name c."""
    votes = {("a",): 5, ("b", "c"): 4, ("c",): 3, ("d",): 2, ("e", "b", "d"): 3, ("f", "b", "d"): 1}
    count = ers97(Profile.ranked(votes), seats=2, break_tie=by_order("fedcba"))
    moved = [t for step in count.rounds for t in step.transfers if t.source == "b"]
    assert {t.target for t in moved} <= {"d", None}


def test_as_many_as_possible_are_excluded_together() -> None:
    """5.2.5(b): c, d and e have 3 together, just as many as b."""
    votes = {("a",): 4, ("b",): 3, ("c",): 1, ("d",): 1, ("e",): 1}
    count = ers97(Profile.ranked(votes), seats=1)
    assert count.rounds[0].eliminated == ("c", "d", "e")


def test_the_quota_falls_while_nobody_is_elected() -> None:
    """5.4.8: quota 10 / 2 = 5; three papers name nobody further, so 7 / 2 = 3.5."""
    votes = {("a",): 4, ("b",): 3, ("c",): 1, ("d",): 1, ("e",): 1}
    count = ers97(Profile.ranked(votes), seats=1)
    assert count.quota == Fraction(7, 2)
    assert count.elected == ("a",)
    assert "Round 2: nobody is elected yet, so the quota falls to 3.5." in count.because


def test_a_tie_is_parted_by_the_earliest_point_that_differed() -> None:
    """5.2.5: b and c have 4 each once a paper of d has gone to b; at the first stage b had 3."""
    votes = {("a",): 6, ("e",): 6, ("b",): 3, ("c",): 4, ("d", "b"): 1, ("d",): 1}
    count = ers97(Profile.ranked(votes), seats=2)
    assert count.ties[0] == Tie(("b", "c"), "eliminate in round 2", "b", "earlier rounds")


@settings(max_examples=80, deadline=None)
@given(counts, st.integers(1, 4))
def test_votes_add_up_and_the_seats_are_filled(counts: dict, seats: int) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = ers97(profile, seats=seats, break_tie=by_order(CANDIDATES))
    assert len(set(count.elected)) == seats
    for step in count.rounds:
        assert sum(step.totals.values()) + step.exhausted == profile.size
        assert all((total * 100).denominator == 1 for total in step.totals.values())
