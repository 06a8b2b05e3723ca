"""Whole numbers and fractions: cutting and sharing out."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.exact import apportion, truncate

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)
weights = st.lists(
    st.fractions(min_value=0, max_value=100, max_denominator=1000), min_size=1, max_size=12
).filter(any)


def test_a_fraction_is_cut_and_not_rounded():
    assert truncate(Fraction(199_999, 100_000), 4) == Fraction("1.9999")


def test_without_places_a_fraction_stays_exact():
    assert truncate(Fraction(1, 3), None) == Fraction(1, 3)


@settings(deadline=None)
@given(fractions, st.integers(0, 8))
def test_what_is_cut_off_is_less_than_the_last_place(x, places):
    cut = truncate(x, places)
    assert 0 <= x - cut < Fraction(1, 10**places)
    assert (cut * 10**places).denominator == 1


@settings(deadline=None)
@given(weights, st.integers(0, 500))
def test_shares_add_up_and_are_the_exact_ones_up_or_down(shares, total):
    given_out = apportion(shares, total)
    assert sum(given_out) == total
    for share, n in zip(shares, given_out, strict=True):
        assert floor(share * total / sum(shares)) <= n <= floor(share * total / sum(shares)) + 1


@settings(deadline=None)
@given(weights, st.integers(1, 500))
def test_a_larger_remainder_is_served_first(shares, total):
    given_out = apportion(shares, total)
    exact = [share * total / sum(shares) for share in shares]
    up = [x - floor(x) for x, n in zip(exact, given_out, strict=True) if n > floor(x)]
    down = [x - floor(x) for x, n in zip(exact, given_out, strict=True) if n == floor(x)]
    assert not up or not down or min(up) >= max(down)


def test_of_equal_remainders_the_earlier_is_served_first():
    assert apportion([Fraction(1)] * 4, 6) == [2, 2, 1, 1]


@pytest.mark.parametrize("shares", [[], [Fraction(0)], [Fraction(1), Fraction(-1)]])
def test_nothing_is_shared_out_by_weights_that_add_up_to_nothing(shares):
    with pytest.raises(ValueError, match="more than zero"):
        apportion(shares, 10)
