"""The rules that compare one total: approval and satisfaction approval."""

from fractions import Fraction

from hypothesis import given

from deliberation.voting import Approval, Profile, by_order
from deliberation.voting.approval import approval, satisfaction_approval
from tests.voting.approval.conftest import CANDIDATES, profiles

VOTES = Profile("abc", {Approval("ab"): 4, Approval("b"): 1, Approval("c"): 3, Approval(""): 2})


def test_totals_and_reasons_of_an_example() -> None:
    """b has 4 + 1 approvals, or 4/2 + 1 votes; c has 3 of either."""
    assert approval(VOTES).totals == {"a": 4, "b": 5, "c": 3}
    assert approval(VOTES).because == (
        "Seat 1: b, with 5 approvals.",
        "Not elected: a, with 4, 1 behind b.",
    )
    assert satisfaction_approval(VOTES, seats=2).totals == {"a": 2, "b": 3, "c": 3}


@given(profiles)
def test_totals_are_those_of_a_naive_sum(profile: Profile) -> None:
    plain = dict.fromkeys(CANDIDATES, Fraction(0))
    shared = dict(plain)
    for ballot, times in profile.counts.items():
        for candidate in ballot.approved:
            plain[candidate] += times
            shared[candidate] += Fraction(times, len(ballot.approved))
    assert approval(profile, break_tie=by_order(CANDIDATES)).totals == plain
    assert satisfaction_approval(profile, break_tie=by_order(CANDIDATES)).totals == shared
