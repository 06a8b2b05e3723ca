"""How the rules of this room say in English what they did."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def names(candidates: Sequence[str]) -> str:
    """Some candidates in a sentence.

    >>> names(["bus"]), names(["bus", "tram", "bike"])
    ('bus', 'bus, tram and bike')
    """
    *others, last = candidates
    return f"{', '.join(others)} and {last}" if others else last


def number(value: Fraction | int, unit: str = "") -> str:
    """A whole number or fraction, with its *unit* where there is one.

    >>> number(Fraction(7, 2)), number(1, "vote"), number(Fraction(3), "vote")
    ('7/2', '1 vote', '3 votes')
    """
    return f"{value} {unit}{'' if value == 1 else 's'}" if unit else f"{value}"


def scores(totals: Sequence[tuple[str, Fraction | int]], unit: str = "") -> str:
    """Some candidates, each with a number.

    >>> scores([("bus", 3), ("tram", 1)], "vote")
    'bus 3 votes, tram 1 vote'
    """
    return ", ".join(f"{candidate} {number(total, unit)}" for candidate, total in totals)


def are(candidates: Sequence[str]) -> str:
    """Some candidates, and the verb for as many.

    >>> are(["bus"]), are(["bus", "tram"])
    ('bus is', 'bus and tram are')
    """
    return f"{names(candidates)} {'is' if len(candidates) == 1 else 'are'}"
