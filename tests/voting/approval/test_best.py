"""Rules that compare whole committees, beside twins that look at every one."""

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Approval, Profile, all_outcomes, by_order
from deliberation.voting.approval import at_once, chamberlin_courant, leximax_phragmen, monroe, pav
from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.thiele import harmonic
from deliberation.voting.approval.thiele_bound import ThieleProblem
from tests.voting.approval.conftest import CANDIDATES, orders, profiles, seats

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


def assigned(voters: list[frozenset[str]], committee: tuple[str, ...]) -> int:
    """How many voters can be given to members whom they approve, by trying every way."""
    each, more = divmod(len(voters), len(committee))
    found = 0
    for larger in combinations(committee, more):
        places = [c for c in committee for _ in range(each + (c in larger))]
        approved = np.array([[c in voter for c in places] for voter in voters])
        found = max(found, int(approved[linear_sum_assignment(approved, maximize=True)].sum()))
    return found


@settings(max_examples=25, deadline=None)
@given(profile=profiles, seats=seats)
def test_monroes_committee_stands_for_as_many_as_any_can(profile: Profile, seats: int) -> None:
    voters = [b.candidates for b, n in profile.counts.items() for _ in range(n) if b.approved]
    reached = {c: assigned(voters, c) for c in combinations(CANDIDATES, seats)}
    result = monroe(profile, seats=seats, break_tie=by_order(CANDIDATES))
    assert result.total == max(reached.values()) == reached[tuple(sorted(result.elected))]


def greatest_load(profile: Profile, committee: tuple[str, ...]) -> float:
    """By a linear programme of scipy's: the least that the most loaded voter can carry."""
    ballots = [(b.candidates, n) for b, n in profile.counts.items() if b.approved]
    pairs = [(c, row) for c in committee for row, (b, _) in enumerate(ballots) if c in b]
    if {c for c, _ in pairs} < {*committee}:
        return float("inf")
    shared = [[float(c == member) for c, _ in pairs] + [0.0] for member in committee]
    carried = [
        [float(row == at) for _, row in pairs] + [-float(n)] for at, (_, n) in enumerate(ballots)
    ]
    cost = [0.0] * len(pairs) + [1.0]
    solved = linprog(
        cost, A_ub=carried, b_ub=[0] * len(carried), A_eq=shared, b_eq=[1] * len(shared)
    )
    return float(solved.fun)


@settings(max_examples=25, deadline=None)
@given(profile=profiles, seats=seats)
def test_nobody_carries_more_than_in_any_committee(profile: Profile, seats: int) -> None:
    supported = {c for ballot in profile.counts for c in ballot.approved}
    result = leximax_phragmen(profile, seats=seats, break_tie=by_order(CANDIDATES))
    members = combinations(sorted(supported), min(seats, len(supported)))
    least = min(greatest_load(profile, committee) for committee in members)
    assert float(result.total) == pytest.approx(least, abs=1e-7)
    assert {*result.elected} <= supported or supported <= {*result.elected}


def test_equal_greatest_loads_are_parted_by_the_next() -> None:
    """a costs its one voter 1 in any case. b and c cost 1/3 and 1/2 beside it."""
    votes = Profile("abc", {Approval("a"): 1, Approval("b"): 3, Approval("c"): 2})
    assert leximax_phragmen(votes, seats=2).elected == ("b", "c")
    two = Profile("abcd", {Approval("ab"): 1, Approval("c"): 3, Approval("d"): 2})
    result = leximax_phragmen(two, seats=2)
    assert (result.elected, result.total) == (("c", "d"), Fraction(1, 2))
    both = Profile("abc", {Approval("ab"): 2, Approval("ac"): 2, Approval("b"): 1})
    # a and b: 2/5 for everybody. a and c: 2/4. b and c: 1/3 and 1/2.
    assert leximax_phragmen(both, seats=2).elected == ("a", "b")


@pytest.mark.parametrize("rule", [monroe, leximax_phragmen])
@settings(max_examples=40, deadline=None)
@given(profile=profiles, seats=seats, order=orders)
def test_committees_looked_at_in_one_go_are_those_that_bounds_lead_to(
    rule: Callable, profile: Profile, seats: int, order: list[str]
) -> None:
    """By a table of all sets of candidates, and by linear programmes where there is no table."""
    at_a_glance = rule(profile, seats=seats, break_tie=by_order(order))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(at_once, "WIDEST", 0)
        assert rule(profile, seats=seats, break_tie=by_order(order)) == at_a_glance


def test_a_table_of_ten_candidates() -> None:
    """Three voters each for a to i, two for j: 6 of the first nine stand for 18 of 29 voters.

    Each member stands for 4 or 5 voters, so the three of each of them fit. By Phragmen's rule
    nobody carries more than 1/3 if j is not elected.
    """
    votes = Profile("abcdefghij", {Approval(c): 3 for c in "abcdefghi"} | {Approval("j"): 2})
    for rule, total in ((monroe, 18), (leximax_phragmen, Fraction(1, 3))):
        result = rule(votes, seats=6, break_tie=by_order("jihgfedcba"))
        assert result.total == total
        assert result.elected == tuple("defghi")


@pytest.mark.parametrize("rule", [monroe, leximax_phragmen])
def test_more_seats_than_can_be_looked_at_are_refused(rule: Callable) -> None:
    names = [f"c{i}" for i in range(20)]
    with pytest.raises(InvalidInputError, match="at most 16 seats, not 17"):
        rule(Profile(names, {Approval(names): 1}), seats=17)
