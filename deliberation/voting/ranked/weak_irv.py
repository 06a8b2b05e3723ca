"""Instant runoff for rankings with ties: the last is eliminated, again and again.

Source: Delemazure & Peters, "Generalizing Instant Runoff Voting to Allow Indifferences", EC (2024):
Approval-IRV, which they single out among all ways to count ties, because it keeps independence of
clones, and Split-IRV.

As in ``irv``, the stages go on to the last two, those without any vote are eliminated together, and
a tie is asked about even where somebody leads by far, because with approvals several can.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.elimination import Counting, Totals, highest, lowest
from deliberation.voting.ranked.majority import RANKINGS
from deliberation.voting.ranked.results import Stages
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ties import TieBreak, pick, refuse

Equal = Literal["approval", "split"]
"""What a ballot with several tied on top gives each of them: a vote, or an equal part of one."""


def weak_irv(
    profile: Profile[WeakRanking | Ranking],
    *,
    seats: int = 1,
    equal: Equal = "approval",
    break_tie: TieBreak = refuse,
) -> Stages:
    """The count, stage by stage, until two are left.

    >>> votes = {WeakRanking([["a", "b"]]): 3, WeakRanking([["c"], ["b"]]): 2}
    >>> for sentence in weak_irv(Profile("abc", {**votes, Ranking(("a",)): 3})).because:
    ...     print(sentence)
    Stage 1: a 6, b 3, c 2. c is eliminated, with the fewest votes.
    Stage 2: a 6, b 5. a is elected, with the most votes.

    Args:
        equal: what the tied at the top of a ballot get.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *equal* is neither.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected is tied.
    """
    require_one_seat("weak_irv", profile, RANKINGS, seats)
    require_one_of("equal", equal, get_args(Equal))
    count = Counting("weak_irv", profile.candidates)
    while True:
        totals = _totals(profile, count.left, equal)
        if len(count.left) <= 2:
            decision = f"elect in round {count.number}"
            first, ties = pick(highest(totals), decision, break_tie, earlier=count.earlier)
            count.ties += ties
            return count.elect(totals, first, "with the most votes")
        out = [c for c, total in totals.items() if total == 0]
        if not out or len(totals) - len(out) < 2:
            decision = f"eliminate in round {count.number}"
            last, ties = pick(lowest(totals), decision, break_tie, earlier=count.earlier, end=min)
            count.ties += ties
            out = [last]
        count.eliminate(totals, out, "with the fewest votes")


def _totals(profile: Profile[WeakRanking | Ranking], left: list[str], equal: Equal) -> Totals:
    """What those still in get from the ballots on which they are on top."""
    index = [profile.candidates.index(candidate) for candidate in left]
    ranks, weights = profile.ranks[:, index], profile.weights
    best = ranks.min(axis=1, keepdims=True)
    top = (ranks == best) & (best < len(profile.candidates))
    shared = top.sum(axis=1)
    totals = [Fraction(0)] * len(left)
    for size in np.unique(shared[shared > 0]).tolist():
        rows = shared == size
        votes = weights[rows] @ top[rows].astype(weights.dtype)
        part = Fraction(1, size if equal == "split" else 1)
        totals = [n + int(v) * part for n, v in zip(totals, votes, strict=True)]
    return dict(zip(left, totals, strict=True))
