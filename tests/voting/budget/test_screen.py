"""Purses as floats: whatever is bought, exact prices and exact purses lie in their bounds."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting.budget.electorate import Support
from deliberation.voting.budget.screen import Buyers, Screen

VOTERS = 5
points = st.lists(st.integers(0, 3), min_size=VOTERS, max_size=VOTERS).filter(any)
fractions = st.fractions(min_value=Fraction(1, 100), max_value=20, max_denominator=10**6)


def price_of(
    cost: Fraction, purses: list[Fraction], votes: list[int], u: list[int]
) -> Fraction | None:
    """The smallest price at which enough is paid, tried where each purse is emptied."""
    if sum(w * b for w, b, n in zip(votes, purses, u, strict=True) if n) < cost:
        return None
    for edge in sorted(b / n for b, n in zip(purses, u, strict=True) if n):
        poor = [i for i, n in enumerate(u) if n and purses[i] < edge * n]
        rest = sum(votes[i] * n for i, n in enumerate(u) if i not in poor)
        price = (cost - sum(votes[i] * purses[i] for i in poor)) / rest
        if price <= edge:
            return price
    raise AssertionError


@settings(max_examples=150)
@given(
    fractions,
    st.lists(st.integers(1, 10**6), min_size=VOTERS, max_size=VOTERS),
    st.lists(st.tuples(points, st.fractions(0, Fraction(5, 4), max_denominator=20)), max_size=8),
)
def test_bounds_hold_what_is_exact(
    share: Fraction, votes: list[int], projects: list[tuple[list[int], Fraction]]
) -> None:
    """Each project costs a part of what its supporters have, or somewhat more than that."""
    purses = [share] * VOTERS
    screen = Screen(VOTERS, share)
    for u, part in projects:
        cost = part * sum(w * b for w, b, n in zip(votes, purses, u, strict=True) if n)
        rows = np.flatnonzero(u)
        buyers = Buyers.of(Support.of(rows, np.array(u)[rows], np.array(votes)))
        exact = price_of(cost, purses, votes, u)
        bounds = screen.bounds(buyers, float(cost), 0.0, inf)
        if exact is None:
            assert bounds is None or bounds[1] == inf
            continue
        assert bounds is not None
        assert Fraction(bounds[0]) <= exact
        assert bounds[1] == inf or exact <= Fraction(bounds[1])
        limited = screen.bounds(buyers, float(cost), 0.0, float(exact) / 2)
        assert limited is not None
        assert Fraction(limited[0]) <= exact
        screen.pay(buyers, *(bounds if bounds[1] < inf else (float(exact), float(exact))))
        purses = [b - min(b, exact * n) for b, n in zip(purses, u, strict=True)]
        for b, near, error in zip(purses, screen.amounts, screen.errors, strict=True):
            assert abs(b - Fraction(float(near))) <= Fraction(float(error))
            assert error <= screen.error


def test_floats_tell_what_they_can() -> None:
    """3 voters give 3 points and 5 give 1, all have 2: 10 = 3 * 2 + 5 * 0.8; then 5 * 1.2 is 6."""
    screen = Screen(2, Fraction(2))
    both = Buyers.of(Support.of(np.array([0, 1]), np.array([3, 1]), np.array([3, 5])))
    low, high = screen.bounds(both, 10.0, 0.0, inf) or (0.0, 0.0)
    assert low <= 0.8 <= high < 0.8 + 1e-12
    screen.pay(both, low, high)
    assert screen.amounts[0] == screen.errors[0] == 0
    assert abs(screen.amounts[1] - 1.2) < 1e-12
    assert screen.bounds(both, 6.1, 0.0, inf) is None
    assert screen.bounds(both, 6.0, 0.0, inf) == (0.0, inf)
