"""How many votes win a seat."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import QUOTAS, droop, hare
from deliberation.voting.quota import droop_to, exact_droop, parse_quota

ballots, seats = st.integers(1, 10**9), st.integers(1, 50)


def test_the_names_are_those_of_the_functions() -> None:
    assert list(QUOTAS.items()) == [("droop", droop), ("exact_droop", exact_droop), ("hare", hare)]
    assert droop_to(4).__name__ == "droop_to(4)"


@given(ballots, seats)
def test_no_more_candidates_than_seats_can_reach_a_quota(ballots: int, seats: int) -> None:
    assert all((seats + 1) * quota(ballots, seats) > ballots for quota in (droop, hare))


@given(ballots, seats)
def test_one_more_than_the_seats_can_just_reach_the_exact_quota(ballots: int, seats: int) -> None:
    assert (seats + 1) * exact_droop(ballots, seats) == ballots


@given(ballots, seats)
def test_a_quota_is_read_by_its_name(ballots: int, seats: int) -> None:
    assert all(parse_quota(name) is quota for name, quota in QUOTAS.items())
    whole, hundredths = parse_quota("droop_to(0)"), parse_quota("droop_to(2)")
    assert whole(ballots, seats) == droop(ballots, seats)
    assert 0 < hundredths(ballots, seats) - exact_droop(ballots, seats) <= Fraction(1, 100)


def test_a_name_of_no_quota_is_told_what_there_is() -> None:
    for name in ("droop_to", "droop_to(-1)", "droop_to(2.5)", "Droop"):
        with pytest.raises(InvalidInputError, match="write droop, exact_droop, hare or droop_to"):
            parse_quota(name)


@given(ballots, seats)
def test_droop_is_the_smallest_such_whole_number(ballots: int, seats: int) -> None:
    assert (seats + 1) * (droop(ballots, seats) - 1) <= ballots
