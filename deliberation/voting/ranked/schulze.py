"""The Schulze method, with winning votes.

Source: Schulze, "A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011), 2.

In the letters of the paper: d[i, j] ballots prefer i to j, and p[i, j] is the strength of the
strongest path from i to j.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.seats import fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def schulze(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Tally:
    """How many others each candidate beats by the strength of paths, and the pairs themselves.

    More seats than one go to the top of the same ranking: it is not proportional.

    >>> cycle = {("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2}
    >>> schulze(Profile.ranked(cycle)).elected
    ('a',)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Ranking, seats)
    d = pairwise(profile)
    p = strongest_paths(d)
    beaten = {
        i: frozenset(j for j in profile.candidates if i != j and p[i, j] > p[j, i])
        for i in profile.candidates
    }
    elected, ties = fill(_groups(beaten), seats, break_tie)
    totals = {i: Fraction(len(losers)) for i, losers in beaten.items()}
    return Tally("schulze", totals, elected, ties, d)


def strongest_paths(d: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    """The strength of the strongest path between each ordered pair of candidates, or 0.

    Args:
        d: as ``pairwise`` gives it.
    """
    index = {i: k for k, i in enumerate(dict.fromkeys(i for pair in d for i in pair))}
    exact = np.int64 if max(d.values(), default=0) < 2**63 else object
    p: Matrix = np.zeros((len(index), len(index)), dtype=exact)
    # Stage 1: a link is as strong as the ballots that support it, if it wins its pair.
    for (i, j), votes in d.items():
        p[index[i], index[j]] = votes if votes > d[j, i] else 0
    # Stage 2: a path through k is as strong as its weaker half.
    for k in range(len(index)):
        np.maximum(p, np.minimum(p[:, k, None], p[None, k, :]), out=p)
    strengths = p.tolist()
    return {(i, j): strengths[index[i]][index[j]] for i, j in d}


def _groups(beaten: Mapping[str, frozenset[str]]) -> Iterator[list[str]]:
    """Those whom nobody left beats, again and again."""
    left = list(beaten)
    while left:
        losers = frozenset[str]().union(*(beaten[i] for i in left))
        yield [i for i in left if i not in losers]
        left = [i for i in left if i in losers]
