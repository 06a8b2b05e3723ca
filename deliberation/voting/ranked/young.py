"""Young: whoever beats everybody on the most ballots, when the others are left out.

Source: Young, "Extending Condorcet's Rule", Journal of Economic Theory 16 (1977); Rothe, Spakowski
& Vogel, "Exact Complexity of the Winner Problem for Young Elections", Theory of Computing Systems
36 (2003), for the variant in which every other has to be beaten.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.dodgson import too_large
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ranked.whole import Condition, greatest
from deliberation.voting.ranked.words import number
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse

Win = Literal["weak", "strict"]
"""Whether a candidate has to lose to nobody (``weak``), or to beat everybody (``strict``)."""


def young(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    win: Win = "weak",
    break_tie: TieBreak = refuse,
) -> Tally:
    """The most ballots on which each candidate loses to nobody.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> dict(young(cycle).totals)
    {'a': Fraction(8, 1), 'b': Fraction(6, 1), 'c': Fraction(4, 1)}

    Args:
        win: what a candidate has to do; a candidate who can beat everybody on no ballots has 0.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, *win* is neither of
            the two, or there are more than 12 candidates, 500 different ballots or 1,000,000
            voters.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
        SolverError: the search was given up.
    """
    require_countable(profile, Ranking, seats)
    require_one_of("win", win, get_args(Win))
    if problems := too_large("young", profile):
        raise InvalidInputError(problems)
    totals = {c: Fraction(_most(profile, i, win)) for i, c in enumerate(profile.candidates)}
    elected, ties = fill(by_total(totals), seats, break_tie)
    does = "loses to nobody" if win == "weak" else "beats everybody"
    because = tuple(
        f"{c} {does} on {number(totals[c], 'ballot')} at most." for c in profile.candidates
    )
    return Tally("young", totals, elected, ties, pairwise(profile), because)


def _most(profile: Profile[Ranking], candidate: int, win: Win) -> int:
    """The most ballots on which a candidate wins."""
    ranks = profile.ranks.astype(np.int64)
    sides = np.sign(np.delete(ranks, candidate, axis=1) - ranks[:, [candidate]])
    named = (ranks < len(profile.candidates)).any(axis=1)
    kinds = Counter[tuple[int, ...]]()
    for side, times in zip(sides[named].tolist(), profile.weights[named].tolist(), strict=True):
        kinds[tuple(side)] += times
    conditions = [
        Condition({i: kind[j] for i, kind in enumerate(kinds) if kind[j]}, int(win == "strict"))
        for j in range(len(profile.candidates) - 1)
    ]
    return greatest([1] * len(kinds), list(kinds.values()), conditions) or 0
