"""Exact numbers: what decides must come out the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def truncate(x: Fraction, places: int | None) -> Fraction:
    """Cut *x* down to *places* decimals; ``None`` keeps it exact.

    >>> truncate(Fraction(2, 3), 5)
    Fraction(33333, 50000)
    """
    if places is None:
        return x
    scale = 10**places
    return Fraction(floor(x * scale), scale)


def apportion(weights: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers in proportion to *weights* that add up to *total* (largest remainder).

    Equal remainders go to the earlier position, so the result is the same everywhere.

    >>> apportion([Fraction(1, 3)] * 3, 10)
    [4, 3, 3]

    Raises:
        ValueError: the weights do not add up to a positive number.
    """
    whole = sum(weights, Fraction(0))
    if whole <= 0:
        raise ValueError("the weights must add up to more than zero")
    shares = [Fraction(weight) * total / whole for weight in weights]
    given = [floor(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda i: given[i] - shares[i])
    for i in by_remainder[: total - sum(given)]:
        given[i] += 1
    return given
