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


def exact_droop(ballots: int, seats: int) -> Fraction:
    """The number that no more than *seats* candidates can have more of.

    Whoever is elected by it has more than it, not just as much.

    >>> exact_droop(100, 3)
    Fraction(25, 1)
    """
    return Fraction(ballots, seats + 1)


def droop_to(places: int) -> ElectionQuota:
    """The smallest number with so many decimals that no more than *seats* candidates can reach.

    >>> droop_to(2)(100, 3)
    Fraction(2501, 100)
    """

    def quota(ballots: int, seats: int) -> Fraction:
        scale = 10**places
        return Fraction(ballots * scale // (seats + 1) + 1, scale)

    return quota


QUOTAS: Mapping[str, ElectionQuota] = MappingProxyType({f.__name__: f for f in (droop, hare)})
