"""Coombs: whoever is last on most ballots is eliminated, until somebody has a majority.

Sources: Coombs, "A Theory of Data" (1964), chapter 18; Grofman & Feld, "If you like the alternative
vote (a.k.a. the instant runoff), then you ought to know about the Coombs rule", Electoral Studies
23 (2004), for the two ways to stop.

The sources suppose that everybody ranks everybody. Here those whom a ballot leaves out share its
last place in equal parts, and a ballot that names nobody still in counts for nothing.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.elimination import Counting, Totals, highest
from deliberation.voting.ranked.results import Stages
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ranked.words import number
from deliberation.voting.ties import TieBreak, pick, refuse

Until = Literal["majority", "last"]


def coombs(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    until: Until = "majority",
    break_tie: TieBreak = refuse,
) -> Stages:
    """The count, stage by stage; the totals are last places.

    >>> votes = Profile.ranked({("a", "b", "c"): 3, ("b", "c", "a"): 2, ("c", "b", "a"): 2})
    >>> for sentence in coombs(votes).because: print(sentence)
    Stage 1: a 4, c 3, b 0. a is eliminated, last on most ballots.
    Stage 2: c 5, b 2. b is elected, first on 5 of 7 ballots.

    Args:
        until: whether the count stops as soon as somebody is first on more than half of the ballots
            that name somebody still in (``majority``), or goes on to the ``last`` two.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *until* is neither.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected is tied.
    """
    require_one_seat("coombs", profile, Ranking, seats)
    require_one_of("until", until, get_args(Until))
    count = Counting("coombs", profile.candidates)
    while True:
        firsts, lasts = _places(profile, count.left)
        counted = sum(firsts.values())
        best = highest(firsts)
        if len(count.left) <= 2 or (until == "majority" and 2 * firsts[best[0]] > counted):
            decision = f"elect in round {count.number}"
            first, ties = pick(best, decision, break_tie, earlier=None)
            count.ties += ties
            why = f"first on {firsts[first]} of {number(counted, 'ballot')}"
            return count.elect(lasts, first, why)
        decision = f"eliminate in round {count.number}"
        last, ties = pick(highest(lasts), decision, break_tie, earlier=count.earlier)
        count.ties += ties
        count.eliminate(lasts, [last], "last on most ballots")


def _places(profile: Profile[Ranking], left: list[str]) -> tuple[Totals, Totals]:
    """How many ballots have each candidate first, and last, of those still in."""
    index = [profile.candidates.index(candidate) for candidate in left]
    ranks, weights = profile.ranks[:, index], profile.weights
    named = ranks < len(profile.candidates)
    valid = named.any(axis=1)
    ranks, weights, named = ranks[valid], weights[valid], named[valid]
    firsts = _counted(ranks.argmin(axis=1), weights, len(left))
    missing = ~named
    left_out = missing.sum(axis=1)
    whole = left_out == 0
    lasts = [Fraction(n) for n in _counted(ranks[whole].argmax(axis=1), weights[whole], len(left))]
    for size in range(1, len(left)):
        rows = left_out == size
        shared = weights[rows] @ missing[rows].astype(weights.dtype)
        lasts = [n + Fraction(int(times), size) for n, times in zip(lasts, shared, strict=True)]
    return (
        {c: Fraction(n) for c, n in zip(left, firsts, strict=True)},
        dict(zip(left, lasts, strict=True)),
    )


def _counted(index: np.ndarray, weights: np.ndarray, size: int) -> list[int]:
    """The weight of each index."""
    times = np.zeros(size, dtype=weights.dtype)
    np.add.at(times, index, weights)
    counted: list[int] = times.tolist()
    return counted
