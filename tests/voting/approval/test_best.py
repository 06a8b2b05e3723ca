"""Rules that compare whole committees, beside twins that look at every one."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Approval, Profile, all_outcomes, by_order
from deliberation.voting.approval import chamberlin_courant, pav
from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.thiele import harmonic
from deliberation.voting.approval.thiele_bound import ThieleProblem
from tests.voting.approval.conftest import CANDIDATES, profiles, seats

HARMONIC = [sum((Fraction(1, i) for i in range(1, j + 1)), Fraction(0)) for j in range(9)]
WORTH: dict[Callable, Callable[[int], Fraction]] = {
    pav: lambda j: HARMONIC[j],
    chamberlin_courant: lambda j: Fraction(min(j, 1)),
}


def naive(profile: Profile, seats: int, worth: Callable) -> tuple[Fraction, set[frozenset[str]]]:
    """What the best committees are worth, and all of them."""
    totals = {
        frozenset(committee): sum(
            (n * worth(len({*committee} & b.candidates)) for b, n in profile.counts.items()),
            Fraction(0),
        )
        for committee in combinations(profile.candidates, seats)
    }
    most = max(totals.values())
    return most, {committee for committee, total in totals.items() if total == most}


@pytest.mark.parametrize("rule", WORTH)
@settings(max_examples=40, deadline=None)  # of each rule
@given(profile=profiles, seats=seats)
def test_ties_lead_to_all_best_committees_and_to_no_others(
    rule: Callable, profile: Profile, seats: int
) -> None:
    most, committees = naive(profile, seats, WORTH[rule])
    found = all_outcomes(rule, profile, seats=seats, limit=40)
    elected = {frozenset(outcome.elected) for outcome in found.outcomes}
    assert elected == committees or (elected <= committees and not found.complete)
    assert rule(profile, seats=seats, break_tie=by_order(CANDIDATES)).total == most


def test_no_bound_is_below_what_is_possible() -> None:
    """On random elections, with some candidates in and some out, whatever the solver says."""
    rng = np.random.default_rng(7)
    for _ in range(60):
        ballots = [Approval(c for c in "abcdefg" if rng.random() < 0.4) for _ in range(12)]
        profile = Profile.of([*ballots, Approval("a")], candidates="abcdefg")
        problem = ThieleProblem(approvals_of(profile, 3), harmonic, 3)
        drawn = rng.permutation(7).tolist()
        inside, outside = frozenset(drawn[:1]), frozenset(drawn[1:3])
        bound = problem.bound(inside, outside)
        worths = [
            problem.worth(frozenset(w))
            for w in combinations(range(7), 3)
            if inside <= {*w} and not outside & {*w}
        ]
        assert max(worths) <= bound.total


def test_a_tie_names_those_who_are_in_some_best_committees_only() -> None:
    """a is in all: 3 + one of b, c, d with 2 each. e, with 1, is in none."""
    votes = Profile(
        "abcde",
        {Approval("a"): 3, Approval("b"): 2, Approval("c"): 2, Approval("d"): 2, Approval("e"): 1},
    )
    with pytest.raises(UnresolvedTieError) as caught:
        pav(votes, seats=2)
    assert (caught.value.tied, caught.value.decision) == (("b", "c", "d"), "fill seat 2")
    result = pav(votes, seats=2, break_tie=by_order("edcba"))
    assert result.elected == ("a", "d")
    assert result.because == ("a, d are worth 5 together, the most; others are worth as much.",)


def test_the_best_committee_is_not_always_found_one_by_one() -> None:
    """a adds most at first, but b and c together represent all ten."""
    votes = Profile(
        "abc", {Approval("ab"): 3, Approval("ac"): 3, Approval("b"): 2, Approval("c"): 2}
    )
    result = chamberlin_courant(votes, seats=2)
    assert result.elected == ("b", "c")
    assert result.because == (
        "b, c are worth 10 voters together, the most; no other is worth as much.",
    )


@given(st.integers(1, 4))
def test_numbers_beyond_64_bits_are_compared_exactly(seats: int) -> None:
    """One voter in 10**20 decides."""
    many = 10**20
    votes = Profile("abcde", {Approval(c): many + (c == "e") for c in "abcde"})
    result = pav(votes, seats=seats, break_tie=by_order("abcde"))
    assert "e" in result.elected
    assert result.total == seats * many + 1
