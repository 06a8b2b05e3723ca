"""Several seats without proportion, and a seat that falls vacant; worked out by hand."""

from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, Ranking, by_order
from deliberation.voting.stv import meek, preferential_block, sntv, stv
from deliberation.voting.stv.countback import countback, credited_votes


def test_only_first_choices_count_without_transfers() -> None:
    tally = sntv(Profile.ranked({("a", "b"): 5, ("b",): 3, ("c", "b"): 4}), seats=2)
    assert (tally.totals, tally.elected) == ({"a": 5, "b": 3, "c": 4}, ("a", "c"))
    assert tally.because == (
        "a has 5 votes and is elected.",
        "c has 4 votes and is elected.",
    )


def test_with_as_many_votes_as_seats_a_majority_takes_all() -> None:
    votes = {("a", "b"): 5, ("c", "d"): 4}
    assert sntv(Profile.ranked(votes), seats=2, marks=2).elected == ("a", "b")
    with pytest.raises(InvalidInputError, match="1 to 2 votes"):
        sntv(Profile.ranked(votes), seats=2, marks=3)


def test_a_majority_fills_every_seat_of_a_preferential_block() -> None:
    votes = {("a", "b", "c"): 6, ("d", "e", "c"): 4}
    count = preferential_block(Profile.ranked(votes), seats=3)
    assert count.elected == ("a", "b", "c")
    assert [one.seats for one in count.passes] == [1, 1, 1]


def test_a_tie_says_for_which_seat_it_is() -> None:
    votes = {("a", "b"): 3, ("a", "c"): 3}
    with pytest.raises(UnresolvedTieError, match=r"eliminate in round 1 \(seat 2\)"):
        preferential_block(Profile.ranked(votes), seats=2)
    count = preferential_block(Profile.ranked(votes), seats=2, break_tie=by_order("cb"))
    assert (count.elected, count.ties[0].decision) == (("a", "b"), "eliminate in round 1 (seat 2)")


VOTES = Profile.ranked({("a", "b"): 6, ("a", "c"): 3, ("c",): 2, ("b",): 1})
"""12 votes, 2 seats, quota 5: 5/9 of each of a's 9 papers stay."""


def test_the_part_that_stayed_with_a_member_is_counted_again() -> None:
    count = stv(VOTES, seats=2)
    assert count.quota == 5
    credited = credited_votes(VOTES, count, "a")
    assert credited == {
        Ranking(("a", "b")): Fraction(6 * 5, 9),
        Ranking(("a", "c")): Fraction(3 * 5, 9),
    }
    assert sum(credited.values()) == count.quota


def test_a_vacancy_goes_to_the_choice_of_those_who_elected_the_member() -> None:
    """b was elected with a, so c alone is left of those whom a's voters name."""
    count = stv(VOTES, seats=2)
    assert count.elected == ("a", "b")
    assert countback(VOTES, count, "a").elected == ("c",)


def test_papers_of_the_eliminated_count_where_they_stayed() -> None:
    """d's 2 papers lie with c at the end."""
    profile = Profile.ranked({("a",): 6, ("c", "e"): 4, ("d", "c", "b"): 2, ("b",): 3, ("e",): 1})
    count = stv(profile, seats=2, break_tie=by_order("edbca"))
    assert count.elected == ("a", "c")
    assert credited_votes(profile, count, "c")[Ranking(("d", "c", "b"))] == 2


def test_everything_wrong_with_a_vacancy_is_said_at_once() -> None:
    count = meek(VOTES, seats=2)
    with pytest.raises(InvalidInputError) as caught:
        countback(VOTES, count, "c", standing=["a"])  # type: ignore[arg-type]
    assert len(caught.value.problems) == 3
