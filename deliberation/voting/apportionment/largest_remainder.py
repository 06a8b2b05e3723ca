"""Largest remainders: a seat for each whole quota of votes, the rest to the largest remainders.

Source: Balinski & Young, "Fair Representation" (1982), appendix A, section 2 (Hamilton's method).
With quotas other than ``hare``: Gallagher, "Comparing proportional representation electoral
systems: quotas, thresholds, paradoxes and majorities", British Journal of Political Science 22
(1992). Where small quotas give out more seats than there are, the smallest remainders give theirs
back: Act No. 247/1995 Coll. of the Czech Republic, as amended in 2021, section 50.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor
from types import MappingProxyType

from deliberation.errors import InvalidInputError
from deliberation.voting.apportionment.apportioned import Apportionment
from deliberation.voting.apportionment.threshold import Threshold
from deliberation.voting.apportionment.votes import (
    decimal,
    require_method,
    taking_part,
    told_below,
)
from deliberation.voting.quota import droop, hare
from deliberation.voting.seats import by_total, fill
from deliberation.voting.ties import Tie, TieBreak, refuse


def hagenbach_bischoff(votes: int, seats: int) -> Fraction:
    """The votes divided by one seat more than there are.

    >>> hagenbach_bischoff(100, 3)
    Fraction(25, 1)
    """
    return Fraction(votes, seats + 1)


def imperiali(votes: int, seats: int) -> Fraction:
    """The votes divided by two seats more than there are.

    >>> imperiali(100, 3)
    Fraction(20, 1)
    """
    return Fraction(votes, seats + 2)


QUOTAS: Mapping[str, Callable[[int, int], Fraction]] = MappingProxyType(
    {f.__name__: f for f in (hare, droop, hagenbach_bischoff, imperiali)}
)
"""The votes that a whole seat costs, by name."""


def largest_remainder(
    votes: Mapping[str, int],
    *,
    seats: int,
    quota: str = "hare",
    threshold: Threshold | None = None,
    break_tie: TieBreak = refuse,
) -> Apportionment:
    """The seats of each party by largest remainders.

    >>> votes = {"Rose": 7, "Oak": 13, "Fern": 61, "Elm": 100, "Ash": 6}
    >>> dict(largest_remainder(votes, seats=12).seats)
    {'Rose': 1, 'Oak': 1, 'Fern': 4, 'Elm': 6, 'Ash': 0}

    Args:
        quota: a name in ``QUOTAS``.

    Raises:
        InvalidInputError: votes, seats or options are not valid, no party takes part, or the quota
            is so large that the remainders leave seats.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_method(quota, QUOTAS)
    taking, below = taking_part(votes, seats, threshold)
    price = QUOTAS[quota](sum(taking.values()), seats)
    whole = {party: floor(n / price) for party, n in taking.items()}
    remainders = {party: n - whole[party] * price for party, n in taking.items()}
    free = seats - sum(whole.values())
    if free > len(taking):
        text = f"the {quota} quota of {decimal(price)} votes leaves {free} of {seats} seats"
        raise InvalidInputError([f"{text}, more than there are remainders; take hare"])
    if free < 0:
        changed, ties = _given_back(whole, remainders, -free, break_tie)
        whole = {party: n - changed.count(party) for party, n in whole.items()}
    else:
        changed, ties = fill(
            by_total(remainders), free, break_tie, decision="give remaining seat {}"
        )
    elected = [party for party, n in whole.items() for _ in range(n)] + [*changed] * (free > 0)
    because = (
        *told_below(below),
        f"The {quota} quota is {decimal(price)} votes for a seat.",
        *(_told(party, n, price, changed, gains=free > 0) for party, n in taking.items()),
    )
    rule = f"largest_remainder: {quota}"
    return Apportionment.of(rule, votes, elected, below=below, ties=ties, because=because)


def _given_back(
    whole: Mapping[str, int],
    remainders: Mapping[str, Fraction],
    number: int,
    break_tie: TieBreak,
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Who gives a seat back of those who have one: the smallest remainders."""
    groups = by_total({party: -left for party, left in remainders.items() if whole[party]})
    if groups == [[only := groups[0][0]]]:
        return (only,) * number, ()
    return fill(groups, number, break_tie, decision="give a seat back {}")


def _told(party: str, votes: int, price: Fraction, changed: Sequence[str], *, gains: bool) -> str:
    """What a party's votes came to."""
    whole = floor(votes / price)
    text = f"{party}: {votes} votes make {whole} whole quotas"
    text += f" and a remainder of {decimal(votes - whole * price)}"
    if party not in changed:
        return text + "."
    return text + (", which brings one more seat." if gains else ", and give a seat back.")
