"""Nanson: all who have no more than the average of Borda points are eliminated, again and again.

Sources: Nanson, "Methods of Election", Transactions and Proceedings of the Royal Society of
Victoria 19 (1882); Niou, "A note on Nanson's rule", Public Choice 54 (1987), on how later authors
differ about those who have exactly the average.

The sources suppose that everybody ranks everybody. Here two whom a ballot leaves out share the
point between them, so that whoever beats everybody is always above the average.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.elimination import Counting, borda_by_margins
from deliberation.voting.ranked.results import Stages
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ranked.words import number
from deliberation.voting.ties import TieBreak, pick, refuse

Average = Literal["eliminate", "keep"]


def nanson(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    average: Average = "eliminate",
    break_tie: TieBreak = refuse,
) -> Stages:
    """The count, stage by stage, until one is left or all are equal.

    >>> votes = Profile.ranked({("a", "b", "c"): 3, ("b", "c", "a"): 2, ("c", "b", "a"): 2})
    >>> for sentence in nanson(votes).because: print(sentence)
    Stage 1: b 9, a 6, c 6. a and c are eliminated, because the average is 7.
    Stage 2: b 0. b is elected, the only one left.

    Args:
        average: what becomes of those who have exactly the average, where others have more.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *average* is neither.
        UnresolvedTieError: by the default *break_tie*, when all who are left are equal.
    """
    require_one_seat("nanson", profile, Ranking, seats)
    require_one_of("average", average, get_args(Average))
    count = Counting("nanson", profile.candidates)
    while True:
        totals = borda_by_margins(profile, count.left)
        if len(set(totals.values())) == 1:
            decision = f"elect in round {count.number}"
            first, ties = pick(count.left, decision, break_tie, earlier=count.earlier)
            count.ties += ties
            alone = len(count.left) == 1
            return count.elect(totals, first, "the only one left" if alone else "among equals")
        mean = sum(totals.values(), Fraction(0)) / len(totals)
        out = [
            c
            for c, total in totals.items()
            if total < mean or (average == "eliminate" and total == mean)
        ]
        count.eliminate(totals, out, f"because the average is {number(mean)}")
