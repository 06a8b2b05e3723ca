"""Highest averages: seat after seat to the party with the highest quotient.

A party that has *s* seats stands with its votes divided by d(s). The methods differ in d alone:

======================  ==================  ==============================================
dhondt                  s + 1               Jefferson; D'Hondt
sainte_lague            s + 1/2             Webster; Sainte-Laguë
modified_sainte_lague   7/10, then as it    Scandinavia: the first seat is harder to win
huntington_hill         sqrt(s (s + 1))     the United States' House since 1941
dean                    s (s + 1)/(s + 1/2) Dean: the harmonic mean
adams                   s                   Adams: a seat for everybody first
danish                  s + 1/3             Denmark's seats of regions: 1, 4, 7, ...
imperiali               s/2 + 1             Belgium's communes: 1, 3/2, 2, ...
======================  ==================  ==============================================

Source: Balinski & Young, "Fair Representation" (1982), appendix A, section 3: where d(0) is 0 a
quotient is infinite, and of two infinite ones that with more votes is higher. The others:
Gallagher, "Proportionality, disproportionality and electoral systems", Electoral Studies 10 (1991).
Quotients are compared by their squares, which are fractions also where d is a square root.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import sqrt
from types import MappingProxyType

from deliberation.errors import InvalidInputError
from deliberation.voting.apportionment.apportioned import Apportionment
from deliberation.voting.apportionment.threshold import Threshold
from deliberation.voting.apportionment.votes import (
    require_method,
    taking_part,
    told_below,
)
from deliberation.voting.ties import Tie, TieBreak, refuse

HALF = Fraction(1, 2)
Divisor = Callable[[int], Fraction]
Quotient = tuple[bool, Fraction]
"""Whether it is infinite, and its square; or the votes, where it is infinite."""

DIVISORS: Mapping[str, Divisor] = MappingProxyType(
    {
        "dhondt": lambda s: Fraction(s + 1) ** 2,
        "sainte_lague": lambda s: (s + HALF) ** 2,
        "modified_sainte_lague": lambda s: (s + HALF if s else Fraction(7, 10)) ** 2,
        "huntington_hill": lambda s: Fraction(s * (s + 1)),
        "dean": lambda s: (s * (s + 1) / (s + HALF)) ** 2,
        "adams": lambda s: Fraction(s) ** 2,
        "danish": lambda s: (s + Fraction(1, 3)) ** 2,
        "imperiali": lambda s: (s * HALF + 1) ** 2,
    }
)
"""The square of the divisor for a party that has so many seats, by the name of the method."""


def highest_averages(
    votes: Mapping[str, int],
    *,
    seats: int,
    method: str = "sainte_lague",
    first: Fraction | None = None,
    threshold: Threshold | None = None,
    break_tie: TieBreak = refuse,
) -> Apportionment:
    """The seats of each party by highest averages.

    >>> votes = {"Rose": 53, "Oak": 24, "Fern": 23}
    >>> {m: tuple(highest_averages(votes, seats=7, method=m).seats.values()) for m in DIVISORS}
    ... # doctest: +NORMALIZE_WHITESPACE
    {'dhondt': (4, 2, 1), 'sainte_lague': (3, 2, 2), 'modified_sainte_lague': (3, 2, 2),
     'huntington_hill': (3, 2, 2), 'dean': (3, 2, 2), 'adams': (3, 2, 2), 'danish': (3, 2, 2),
     'imperiali': (5, 1, 1)}

    Args:
        method: a name in ``DIVISORS``.
        first: another d(0), where a statute has one: 3/5 in Sweden since 2018 (written 1.2 there,
            where the divisors are 1.2, 3, 5, ...).

    Raises:
        InvalidInputError: votes, seats or options are not valid, or no party takes part.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_method(method, DIVISORS)
    if first is not None and first <= 0:
        raise InvalidInputError([f"the first divisor must be more than 0, not {first}"])
    taking, below = taking_part(votes, seats, threshold)
    held = dict.fromkeys(taking, 0)

    def quotient(party: str) -> Quotient:
        s, n = held[party], taking[party]
        square = DIVISORS[method](s) if s or first is None else first**2
        return (False, n * n / square) if square else (True, Fraction(n))

    quotients = {party: quotient(party) for party in taking}
    elected: list[str] = []
    ties: list[Tie] = []
    last = max(quotients.values())
    while len(elected) < seats:
        last = max(quotients.values())
        group = [party for party, q in quotients.items() if q == last]
        chosen, settled = _chosen(group, seats - len(elected), len(elected), break_tie)
        ties += settled
        for party in chosen:
            held[party] += 1
            quotients[party] = quotient(party)
        elected += chosen
    because = (*told_below(below), *_told(elected[-1], last, quotients))
    rule = f"highest_averages: {method}"
    return Apportionment.of(rule, votes, elected, below=below, ties=ties, because=because)


def _chosen(
    group: list[str], free: int, filled: int, break_tie: TieBreak
) -> tuple[list[str], list[Tie]]:
    """Who of the parties with equal quotients gets one of the *free* seats: all, where they can."""
    if len(group) <= free:
        return group, []
    ties: list[Tie] = []
    left = list(group)
    for number in range(filled + 1, filled + free + 1):
        ties.append(break_tie.settle(left, f"fill seat {number}"))
        left.remove(ties[-1].chosen)
    return [tie.chosen for tie in ties], ties


def _told(party: str, last: Quotient, quotients: Mapping[str, Quotient]) -> list[str]:
    """Who got the last seat, and who would have got one more."""
    upper = max(quotients.values())
    following = ", ".join(other for other, q in quotients.items() if q == upper)
    return [
        f"The last seat went to {party}, with {_written(last)};"
        f" one more would go to {following}, with {_written(upper)}."
    ]


def _written(quotient: Quotient) -> str:
    infinite, square = quotient
    return "no seat yet" if infinite else f"a quotient of {sqrt(square):.2f}"
