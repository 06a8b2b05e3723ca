"""The quota method: D'Hondt that gives no party more than its share of the seats rounded up.

Source: Balinski & Young, "The quota method of apportionment", American Mathematical Monthly 82
(1975): with h seats given, the next goes to the highest votes/(s + 1) among the parties whose s is
below votes * (h + 1)/all votes rounded up. No party ends with less than its share rounded down,
and more seats take none from anybody.

The order of equal quotients can matter for later seats here, so it is followed both ways: a tie is
asked only where the ways do not meet again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from deliberation.voting.apportionment.apportioned import Apportionment
from deliberation.voting.apportionment.threshold import Threshold
from deliberation.voting.apportionment.votes import decimal, taking_part, told_below
from deliberation.voting.ties import Tie, TieBreak, refuse

WAYS = 1000  # followed at once; beyond, a tie is asked although it might not matter

Held = tuple[int, ...]


def quota_method(
    votes: Mapping[str, int],
    *,
    seats: int,
    threshold: Threshold | None = None,
    break_tie: TieBreak = refuse,
) -> Apportionment:
    """The seats of each party by the quota method.

    Rose's share of 20 seats is 16.8. D'Hondt gives her 18; the quota method 17.

    >>> votes = {"Rose": 84, "Oak": 4, "Fern": 4, "Elm": 4, "Ash": 4}
    >>> dict(quota_method({**votes, "Oak": 5, "Ash": 3}, seats=20).seats)
    {'Rose': 17, 'Oak': 1, 'Fern': 1, 'Elm': 1, 'Ash': 0}

    Raises:
        InvalidInputError: votes, seats or options are not valid, or no party takes part.
        UnresolvedTieError: by the default *break_tie*, when a tie decides who has how many seats.
    """
    taking, below = taking_part(votes, seats, threshold)
    parties, numbers = list(taking), list(taking.values())
    elected: list[str] = []
    ties: list[Tie] = []
    held: Held = (0,) * len(parties)
    while len(elected) < seats:
        best = _best(held, numbers)
        i = best[0]
        if len(best) > 1 and _differ(held, seats, numbers):
            tied = [parties[j] for j in best]
            ties.append(break_tie.settle(tied, f"fill seat {len(elected) + 1}"))
            i = parties.index(ties[-1].chosen)
        held = _given(held, i)
        elected.append(parties[i])
    shares = (Fraction(n * seats, sum(numbers)) for n in numbers)
    because = (
        *told_below(below),
        *(
            f"{party}: {s} seats, for a share of {decimal(share)}."
            for party, s, share in zip(parties, held, shares, strict=True)
        ),
    )
    return Apportionment.of("quota_method", votes, elected, below=below, ties=ties, because=because)


def _best(held: Held, votes: list[int]) -> list[int]:
    """The parties with the highest votes/(s + 1) among those still below their share rounded up."""
    size, everybody = sum(held) + 1, sum(votes)
    quotients = {
        i: Fraction(n, s + 1)
        for i, (s, n) in enumerate(zip(held, votes, strict=True))
        if s * everybody < n * size  # s is below the share rounded up where it is below the share
    }
    highest = max(quotients.values())
    return [i for i, quotient in quotients.items() if quotient == highest]


def _differ(held: Held, seats: int, votes: list[int]) -> bool:
    """Whether the ways from here end with different seats."""
    ways = {held}
    for _ in range(seats - sum(held)):
        ways = {way for before in ways for way in _next(before, votes)}
        if len(ways) == 1:
            return False
        if len(ways) > WAYS:
            return True
    return True


def _next(held: Held, votes: list[int]) -> Iterator[Held]:
    return (_given(held, i) for i in _best(held, votes))


def _given(held: Held, i: int) -> Held:
    return (*held[:i], held[i] + 1, *held[i + 1 :])
