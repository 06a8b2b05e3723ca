"""Most first preferences."""

import pytest

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, by_order, plurality

VOTES = Profile.ranked({("a", "b"): 4, ("b", "a"): 3, ("c", "b"): 3, (): 2})


def test_only_first_preferences_count() -> None:
    assert plurality(VOTES).totals == {"a": 4, "b": 3, "c": 3}


def test_a_tie_for_the_last_seat_is_refused_and_one_that_fits_is_not() -> None:
    assert plurality(VOTES, seats=3).elected == ("a", "b", "c")
    with pytest.raises(UnresolvedTieError, match="fill seat 2"):
        plurality(VOTES, seats=2)
    assert plurality(VOTES, seats=2, break_tie=by_order("cb")).elected == ("a", "c")
