"""Shares of the population turned into quotas, by an apportionment that is published.

A group that is 13 % of the population has 4.68 of 36 seats coming. Nobody can have that, so either
the quota allows both whole numbers beside it (``around``), or the seats are given out until every
group has a whole number (``hamilton``). Shares are whole numbers or fractions, never floats.

Source: M. Balinski, H. P. Young, "Fair Representation" (1982): the lower and the upper quota of a
share, and Hamilton's method of largest remainders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import TypeAlias

from deliberation.errors import InvalidInputError
from deliberation.exact import apportion
from deliberation.sortition.quotas import Quota
from deliberation.sortition.representation import Population

Bounds: TypeAlias = tuple[int, int]
Apportionment: TypeAlias = Callable[[Sequence[Fraction], int], list[Bounds]]


def around(shares: Sequence[Fraction], size: int) -> list[Bounds]:
    """The seats that each share of *size* comes to, rounded down and rounded up.

    >>> around([Fraction(13, 100), Fraction(87, 100)], 36)
    [(4, 5), (31, 32)]
    """
    return [(floor(share * size), ceil(share * size)) for share in shares]


def hamilton(shares: Sequence[Fraction], size: int) -> list[Bounds]:
    """The seats of each share by largest remainders: the fewest and the most are the same.

    Everybody gets their seats rounded down, and those left go to the largest remainders; of equal
    ones the earlier. Shares that do not add up to one leave a rest, which takes part.

    >>> hamilton([Fraction(13, 100), Fraction(87, 100)], 36)
    [(5, 5), (31, 31)]
    """
    rest = 1 - sum(shares, Fraction(0))
    seats = apportion([*shares, rest], size)[: len(shares)]
    return [(n, n) for n in seats]


APPORTIONMENTS: Mapping[str, Apportionment] = MappingProxyType(
    {apportionment.__name__: apportionment for apportionment in (around, hamilton)}
)


def quotas_from_shares(
    population: Population, size: int, *, how: Apportionment = around, slack: int = 0
) -> tuple[Quota, ...]:
    """Quotas in proportion to how many of the population have each value.

    >>> ages = {"16-29": Fraction("13.5"), "30+": Fraction("86.5")}
    >>> [str(quota) for quota in quotas_from_shares({"age": ages}, 36)]
    ['age = 16-29: 4 to 5', 'age = 30+: 31 to 32']

    Args:
        population: for each feature and value so many people, or so much of a hundred: of each
            feature all values.
        size: how many seats the panel has.
        how: one of ``APPORTIONMENTS``.
        slack: by how many seats the quotas are widened below and above.

    Raises:
        InvalidInputError: a number is negative, or those of a feature add up to nothing.
    """
    quotas = []
    problems = []
    for feature, values in population.items():
        weights = [Fraction(weight) for weight in values.values()]
        whole = sum(weights, Fraction(0))
        if min(weights, default=Fraction(0)) < 0 or not whole:
            problems.append(f"the shares of {feature!r} must be positive, and add up to something")
            continue
        bounds = seats_for([weight / whole for weight in weights], size, how=how, slack=slack)
        quotas += [Quota(feature, v, *b) for v, b in zip(values, bounds, strict=True)]
    if problems:
        raise InvalidInputError(problems)
    return tuple(quotas)


def seats_for(
    shares: Sequence[Fraction], size: int, *, how: Apportionment = around, slack: int = 0
) -> list[Bounds]:
    """The fewest and the most of *size* seats for each of the *shares*, between 0 and *size*.

    Args:
        shares: of the population, together at most one.
    """
    bounds = how(shares, size)
    return [(max(0, lower - slack), min(size, upper + slack)) for lower, upper in bounds]
