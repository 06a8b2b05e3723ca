"""Tails of the binomial distribution between two whole numbers that enclose them.

The chance of fewer than *need* successes in n trials, each with the chance a = u / v, is

    (w / v)^(n - need + 1)  *  the sum over k < need of C(n, k) u^k w^(need - 1 - k) / v^(need - 1)

with w = v - u. The sum is worked out exactly. The power has millions of digits, so it is squared
and multiplied up with its lower end always rounded down, and its upper end always up; what is said
of the tail therefore holds. Where the two ends leave a question open, they are drawn closer: with
enough digits there is only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

BITS = 128  # kept of each end at first: the ends then differ by less than one in 10**30


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A number from *low* to *high*."""

    low: Fraction
    high: Fraction


def chance_of_fewer(need: int, trials: int, chance: Fraction, *, bits: int = BITS) -> Enclosed:
    """The chance of fewer than *need* successes in independent *trials*.

    >>> tail = chance_of_fewer(1, 2, Fraction(1, 3))
    >>> tail.low <= Fraction(4, 9) <= tail.high
    True

    Args:
        chance: of each trial, from 0 to 1.
        bits: how many binary digits of the power are kept; where it has no more, the tail is exact.
    """
    if need <= 0:
        return Enclosed(Fraction(0), Fraction(0))
    if need > trials:
        return Enclosed(Fraction(1), Fraction(1))
    u, v = chance.numerator, chance.denominator
    w = v - u
    if w == 0:
        return Enclosed(Fraction(0), Fraction(0))
    total, binomial, power = 0, 1, 1
    for k in range(need):  # by Horner: total is the sum so far, with need = k + 1
        total = total * w + binomial * power
        binomial = binomial * (trials - k) // (k + 1)
        power *= u
    n = trials - need + 1
    if n * v.bit_length() <= bits:
        exact = Fraction(total * w**n, v**trials)
        return Enclosed(exact, exact)
    low, high, shift = _power(w, v, n, bits)
    scale = v ** (need - 1) << shift
    return Enclosed(Fraction(low * total, scale), min(Fraction(1), Fraction(high * total, scale)))


def _power(w: int, v: int, n: int, bits: int) -> tuple[int, int, int]:
    """Whole numbers *low*, *high* and *shift* with low <= (w / v)^n * 2^shift <= high."""
    start = bits + v.bit_length() - w.bit_length() + 1
    base = ((w << start) // v, -((-w << start) // v), start)
    low, high, shift = 1, 1, 0
    for digit in bin(n)[2:]:
        low, high, shift = _shortened(low * low, high * high, 2 * shift, bits)
        if digit == "1":
            low, high, shift = _shortened(low * base[0], high * base[1], shift + base[2], bits)
    return low, high, shift


def _shortened(low: int, high: int, shift: int, bits: int) -> tuple[int, int, int]:
    """The same ends with fewer digits: the lower rounded down, the upper up."""
    spare = max(0, min(low.bit_length() - bits, shift))
    return low >> spare, -(-high >> spare), shift - spare
