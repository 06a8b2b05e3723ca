"""What voters can pay for, on profiles worked out by hand, and the proofs that they cannot."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import testing
from deliberation.voting import Approval, Profile
from deliberation.voting.approval import (
    approval,
    chamberlin_courant,
    equal_shares,
    sequential_phragmen,
)
from deliberation.voting.properties import NoPrices, Prices, priceability, prices
from deliberation.voting.properties.nonnegative import Impossible, Solved, solve

PROFILES = testing.profiles(testing.approvals("abcde"), candidates="abcde")
COMMITTEES = st.sets(st.sampled_from("abcde"), min_size=1, max_size=4)
SMALL = st.integers(-3, 3)


@st.composite
def systems(draw) -> tuple[list[dict[int, int]], list[int]]:
    """Up to three equations with three unknowns."""
    height = draw(st.integers(1, 3))
    rows = [{j: draw(SMALL) for j in range(3)} for _ in range(height)]
    return rows, [draw(st.integers(0, 4)) for _ in range(height)]


@given(systems())
def test_a_solution_solves_and_a_proof_proves(system) -> None:
    rows, right = system
    found = solve(rows, right, 3)
    if isinstance(found, Solved):
        assert min(found.values) >= 0
        sums = [sum(row[j] * found.values[j] for j in row) for row in rows]
        assert sums == right
    else:
        y = found.multipliers
        assert all(sum(k * row[j] for k, row in zip(y, rows, strict=True)) <= 0 for j in range(3))
        assert sum(k * n for k, n in zip(y, right, strict=True)) > 0


def test_equations_that_need_a_negative_number_are_impossible() -> None:
    """x + y = 1 and x - y = 2 meet at x = 3/2, y = -1/2."""
    assert isinstance(solve([{0: 1, 1: 1}, {0: 1, 1: -1}], [1, 2], 2), Impossible)


def test_an_approved_committee_that_leaves_a_third_out_cannot_be_paid_for_fairly() -> None:
    """The four pay 3, so that the budget is at least 3/4, and the two would have 3/2 left."""
    votes = Profile("abcd", {Approval("abc"): 4, Approval("d"): 2})
    found = priceability(approval, votes, seats=3)
    assert found is not None
    assert found.cases[0].outcomes == (("a", "b", "c"),)
    proof = prices(votes, "abc")
    assert isinstance(proof, NoPrices)
    assert proof.holds(votes, "abc")
    # Of a, b, d the four pay 2, and have 4 budgets - 2 left for c; the two pay 1.
    paid = prices(votes, "abd")
    assert isinstance(paid, Prices)
    assert paid.hold(votes, "abd")
    assert Fraction(1, 2) <= paid.budget <= Fraction(3, 4)


def test_one_representative_for_everybody_cannot_be_paid_for() -> None:
    """d and e are each paid by one voter, so that the budget is at least 1; the four have 4, spend
    1, and have 3 left for the next whom all of them approve."""
    votes = Profile("abcde", {Approval("abc"): 4, Approval("d"): 1, Approval("e"): 1})
    found = priceability(chamberlin_courant, votes, seats=3)
    assert found is not None
    assert found.happened.startswith("No prices pay for a and d and e: ")


def test_a_member_whom_nobody_approves_is_paid_by_nobody() -> None:
    votes = Profile("abc", {Approval("a"): 1, Approval("b"): 1})
    assert isinstance(prices(votes, "ac"), NoPrices)
    # Where all who are approved are members, whoever else fills a seat takes it from nobody.
    assert priceability(equal_shares, votes, seats=3) is None


@settings(max_examples=60)
@given(PROFILES, COMMITTEES)
def test_there_are_prices_or_a_proof_that_there_are_none(profile, committee) -> None:
    found = prices(profile, committee)
    if isinstance(found, Prices):
        assert found.hold(profile, committee)
        assert not replace(found, budget=found.budget + 1000).hold(profile, committee) or (
            {c for ballot in profile.counts for c in ballot.candidates} <= committee
        )
        assert not replace(found, payments={}).hold(profile, committee)
    else:
        assert found.holds(profile, committee)
        assert not replace(found, others=dict.fromkeys(found.others, 1)).holds(profile, committee)
        nothing = dict.fromkeys(found.members, Fraction(0))
        assert not replace(found, members=nothing).holds(profile, committee)


@settings(max_examples=60)
@given(PROFILES, COMMITTEES)
def test_what_a_twin_can_pay_for_in_halves_can_be_paid_for(profile, committee) -> None:
    """A twin that knows one way: all supporters pay equally, for budgets of some halves."""
    size = sum(n for b, n in profile.counts.items() if b.candidates)
    support = {c: sum(n for b, n in profile.counts.items() if c in b.candidates) for c in "abcde"}
    if not all(support[c] for c in committee):
        assert isinstance(prices(profile, committee), NoPrices)
        return
    spent = {
        b: sum((Fraction(1, support[c]) for c in b.candidates & committee), Fraction(0))
        for b in profile.counts
    }
    for budget in (Fraction(i, 2 * size) for i in range(1, 10 * size)):
        left = {b: n * (budget - spent[b]) for b, n in profile.counts.items()}
        rest = [
            sum(x for b, x in left.items() if c in b.candidates) for c in {*"abcde"} - committee
        ]
        if min(left.values()) >= 0 and max(rest, default=0) <= 1:
            assert isinstance(prices(profile, committee), Prices)
            return


@pytest.mark.parametrize("rule", [equal_shares, sequential_phragmen])
@settings(max_examples=15, deadline=None)  # ties are followed to every end
@given(profile=PROFILES, seats=st.integers(1, 3))
def test_the_rules_that_share_costs_can_be_paid_for(rule, profile, seats) -> None:
    """Peters and Skowron (2020)."""
    assert priceability(rule, profile, seats=seats) is None
