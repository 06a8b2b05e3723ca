"""How many votes win a seat."""

from hypothesis import given
from hypothesis import strategies as st

from deliberation.voting import QUOTAS, droop, hare

ballots, seats = st.integers(1, 10**9), st.integers(1, 50)


def test_the_names_are_those_of_the_functions() -> None:
    assert list(QUOTAS.items()) == [("droop", droop), ("hare", hare)]


@given(ballots, seats)
def test_no_more_candidates_than_seats_can_reach_a_quota(ballots: int, seats: int) -> None:
    assert all((seats + 1) * quota(ballots, seats) > ballots for quota in QUOTAS.values())


@given(ballots, seats)
def test_droop_is_the_smallest_such_whole_number(ballots: int, seats: int) -> None:
    assert (seats + 1) * (droop(ballots, seats) - 1) <= ballots
