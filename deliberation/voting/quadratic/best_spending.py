"""The best way to spend credits, for somebody who says what a vote for each option is worth.

Source: Bellman, "Dynamic programming" (1957), chapter 1: with so many credits the best is the best
over the votes for one option of what they are worth, plus the best for the other options with what
is left. Taking the best next vote for its cost again and again is not enough: with 4 credits and
values of 10 and 4 it buys one vote for each (14, and 2 credits are left, too few for a second);
two votes for the first are worth 20.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt, lcm

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Credits


def best_spending(values: Mapping[str, int | Fraction], *, credits: int = 100) -> Credits:
    """The whole votes that are worth most together, among those the ones that cost least.

    Votes against an option are worth minus its value each, and so are bought where it is below 0.
    Of spendings that are equal in both, more votes go to the options named first.

    >>> best_spending({"bus": 3, "tram": 4}, credits=25)
    Credits(votes=(('bus', 3), ('tram', 4)))

    Args:
        values: what one vote for each option is worth.
        credits: what there is to spend.

    Raises:
        InvalidInputError: credits are below 0, or a value is a float.
    """
    problems = [
        f"the value of {option!r} is {value!r}; write a whole number or a fraction"
        for option, value in values.items()
        if not isinstance(value, int | Fraction)
    ]
    if credits < 0:
        problems.append(f"credits must be 0 or more, not {credits}")
    if problems:
        raise InvalidInputError(problems)
    unit = lcm(*(Fraction(value).denominator for value in values.values()))
    worth = [int(Fraction(value) * unit) for value in values.values()]
    # best[c]: the most that exactly c credits bring from the options looked at so far, or -1
    best = [0, *[-1] * credits]
    taken: list[list[int]] = []
    for value in reversed(worth):
        best, votes = _with_one_more(best, abs(value))
        taken.append(votes)
    left = best.index(max(best))
    spent = {}
    for option, value, votes in zip(values, worth, reversed(taken), strict=True):
        spent[option] = votes[left] if value > 0 else -votes[left]
        left -= votes[left] ** 2
    return Credits(spent)


def _with_one_more(best: list[int], value: int) -> tuple[list[int], list[int]]:
    """The best for each number of credits with one more option, and the votes for it."""
    totals, votes = list(best), [0] * len(best)
    for spent in range(len(best)):
        for n in range(1, isqrt(spent) + 1 if value else 1):
            rest = best[spent - n * n]
            if rest >= 0 and rest + n * value >= totals[spent]:
                totals[spent], votes[spent] = rest + n * value, n
    return totals, votes
