"""What all the methods ask of votes and seats, and how a number is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.apportionment.threshold import Threshold


def taking_part(
    votes: Mapping[str, int], seats: int, threshold: Threshold | None
) -> tuple[dict[str, int], tuple[str, ...]]:
    """The votes of the parties that can have a seat, and the parties below the *threshold*.

    A party without a vote has no seat under any method.

    Raises:
        InvalidInputError: votes are below zero or no whole numbers, there is less than one seat, or
            no party is left.
    """
    problems = [
        f"{party!r} has {n} votes; write a whole number from 0"
        for party, n in votes.items()
        if not isinstance(n, int) or n < 0
    ]
    if seats < 1:
        problems.append(f"there must be at least one seat to give, not {seats}")
    if problems:
        raise InvalidInputError(problems)
    below = () if threshold is None else threshold.below(votes)
    left = {party: n for party, n in votes.items() if n and party not in below}
    if not left:
        raise InvalidInputError(
            ["no party reaches the threshold" if any(votes.values()) else "there is no vote"]
        )
    return left, below


def require_method(method: str, methods: Iterable[str]) -> None:
    """Refuse a *method* that is none of the *methods*.

    Raises:
        InvalidInputError: it is not.
    """
    if method not in (known := list(methods)):
        raise InvalidInputError([f"{method!r} is not known here; write one of {', '.join(known)}"])


def decimal(number: Fraction) -> str:
    """*number* to two decimals, for sentences only.

    >>> decimal(Fraction(7)), decimal(Fraction(31, 3))
    ('7', '10.33')
    """
    return str(number) if number.denominator == 1 else f"{float(number):.2f}"


def told_below(below: tuple[str, ...]) -> tuple[str, ...]:
    """The sentence on those whom a threshold left out, if any."""
    return (f"Below the threshold, and so without a seat: {', '.join(below)}.",) if below else ()
