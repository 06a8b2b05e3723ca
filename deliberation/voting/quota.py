"""How many votes win a seat.

Not to be confused with the quotas of sortition, which bound the groups on a panel. Each function
takes the number of valid ballots and the seats to fill.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from deliberation.errors import InvalidInputError

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

    Args:
        places: from 0, which is ``droop``.
    """

    def quota(ballots: int, seats: int) -> Fraction:
        scale = 10**places
        return Fraction(ballots * scale // (seats + 1) + 1, scale)

    quota.__name__ = f"droop_to({places})"
    return quota


QUOTAS: Mapping[str, ElectionQuota] = MappingProxyType(
    {f.__name__: f for f in (droop, exact_droop, hare)}
)
"""The quotas by name, but for ``droop_to``, which takes a number."""


def parse_quota(text: str) -> ElectionQuota:
    """The quota that *text* names: a name in ``QUOTAS``, or ``droop_to(2)``.

    >>> parse_quota("droop_to(2)")(100, 3)
    Fraction(2501, 100)

    Raises:
        InvalidInputError: there is none of that name.
    """
    if text in QUOTAS:
        return QUOTAS[text]
    if decimals := re.fullmatch(r"droop_to\(([0-9]{1,3})\)", text):
        return droop_to(int(decimals[1]))
    raise InvalidInputError([f"{text!r} is no quota; write {', '.join(QUOTAS)} or droop_to(2)"])
