"""Borda: a point for each candidate ranked below, or left out.

Source: Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie Royale des Sciences
(1781). Borda's voters rank everybody; here those left out stand below all who are ranked and get
nothing, so that the points are the row sums of ``pairwise``.

Other treatments of short ballots, as Baumeister, Faliszewski, Lang & Rothe, "Campaigns for Lazy
Voters", AAMAS (2012), section 2, and Emerson, "The original Borda count and partial voting", Social
Choice and Welfare 40 (2013), name them, and the points of Nauru (Dowdall).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse

Points = Literal["pessimistic", "optimistic", "average", "modified", "dowdall"]
"""What a ballot that ranks *k* of *m* candidates gives. ``pessimistic``: *m - 1* to its first, one
less to each next, and 0 to those left out; ``optimistic``: the same, but *m - k - 1* to each left
out, as if each were next; ``average``: the same, but half of that; ``modified``: *k* to its first,
one less to each next, and 0; ``dowdall``: 1, 1/2, 1/3, ... and 0."""

Give = Callable[[int, int], tuple[list[Fraction], Fraction]]


def _pessimistic(m: int, k: int) -> tuple[list[Fraction], Fraction]:
    return [Fraction(m - place) for place in range(1, k + 1)], Fraction(0)


def _optimistic(m: int, k: int) -> tuple[list[Fraction], Fraction]:
    return _pessimistic(m, k)[0], Fraction(m - k - 1)


def _average(m: int, k: int) -> tuple[list[Fraction], Fraction]:
    return _pessimistic(m, k)[0], Fraction(m - k - 1, 2)


def _modified(m: int, k: int) -> tuple[list[Fraction], Fraction]:
    return [Fraction(k + 1 - place) for place in range(1, k + 1)], Fraction(0)


def _dowdall(m: int, k: int) -> tuple[list[Fraction], Fraction]:
    return [Fraction(1, place) for place in range(1, k + 1)], Fraction(0)


POINTS: Mapping[str, Give] = MappingProxyType(
    {give.__name__[1:]: give for give in (_pessimistic, _optimistic, _average, _modified, _dowdall)}
)
"""What a ballot that ranks *k* of *m* gives to each place, and to each candidate left out."""


def borda(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    points: Points = "pessimistic",
    break_tie: TieBreak = refuse,
) -> Tally:
    """The points of each candidate: from all but one for a first place down to 1; 0 if left out.

    >>> borda(Profile.ranked({("tram", "bus", "bike"): 4, ("bus",): 3})).totals["bus"]
    Fraction(10, 1)

    Args:
        points: what a ballot gives, where it leaves candidates out.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *points* is none
            of the words.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Ranking, seats)
    totals = borda_totals(profile, points)
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("borda", totals, elected, ties)


def borda_totals(profile: Profile[Ranking], points: Points) -> Mapping[str, Fraction]:
    """The points of each candidate.

    Raises:
        InvalidInputError: *points* is none of the words.
    """
    require_one_of("points", points, tuple(POINTS))
    m, places, weights = len(profile.candidates), profile.places, profile.weights
    lengths = (places >= 0).sum(axis=1)
    totals = [Fraction(0)] * m
    for k in range(1, m + 1):
        rows = lengths == k
        if not rows.any():
            continue
        given, left_out = POINTS[points](m, k)
        cast = int(weights[rows].sum())
        ranked = [0] * m
        for place in range(k):
            times = np.zeros(m, dtype=weights.dtype)
            np.add.at(times, places[rows, place], weights[rows])
            for i, n in enumerate(times.tolist()):
                totals[i] += n * given[place]
                ranked[i] += n
        for i in range(m):
            totals[i] += (cast - ranked[i]) * left_out
    return dict(zip(profile.candidates, totals, strict=True))
