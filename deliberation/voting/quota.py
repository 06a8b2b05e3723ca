"""How many votes win a seat.

Not to be confused with the quotas of sortition, which bound the groups on a panel. Each function
takes the number of valid ballots and the seats to fill.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

ElectionQuota = Callable[[int, int], Fraction]


def droop(ballots: int, seats: int) -> Fraction:
    """The smallest whole number that no more than *seats* candidates can reach.

    >>> droop(100, 3)
    Fraction(26, 1)
    """
    return Fraction(ballots // (seats + 1) + 1)


def hare(ballots: int, seats: int) -> Fraction:
    """An equal share of the ballots for each seat.

    >>> hare(100, 3)
    Fraction(100, 3)
    """
    return Fraction(ballots, seats)


QUOTAS: Mapping[str, ElectionQuota] = MappingProxyType({f.__name__: f for f in (droop, hare)})
