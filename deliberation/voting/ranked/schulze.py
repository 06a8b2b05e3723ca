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

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import R, pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import RANKINGS, Beats, beating
from deliberation.voting.ranked.paths import strongest
from deliberation.voting.ranked.strength import strengths
from deliberation.voting.seats import fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def schulze(
    profile: Profile[Ranking | WeakRanking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Tally:
    """How many others each candidate beats by the strength of paths, and the pairs themselves.

    More seats than one go to the top of the same ranking: it is not proportional.

    >>> cycle = {("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2}
    >>> schulze(Profile.ranked(cycle)).elected
    ('a',)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, RANKINGS, seats)
    beats = beating(strongest(strengths(profile.preferences, "winning")))
    groups = ([profile.candidates[i] for i in group] for group in layers(beats))
    elected, ties = fill(groups, seats, break_tie)
    beaten = beats.sum(axis=1).tolist()
    totals = {c: Fraction(n) for c, n in zip(profile.candidates, beaten, strict=True)}
    return Tally("schulze", totals, elected, ties, pairwise(profile))


def schulze_ranking(profile: Profile[R]) -> tuple[tuple[str, ...], ...]:
    """All candidates in groups, best first: nobody in a group is beaten by anybody left.

    >>> cycle = {("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2}
    >>> schulze_ranking(Profile.ranked(cycle))
    (('a',), ('b',), ('c',))
    """
    beats = beating(strongest(strengths(profile.preferences, "winning")))
    return tuple(tuple(profile.candidates[i] for i in group) for group in layers(beats))


def strongest_paths(d: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    """The strength of the strongest path between each ordered pair of candidates, or 0.

    Args:
        d: as ``pairwise`` gives it.
    """
    index = {i: k for k, i in enumerate(dict.fromkeys(i for pair in d for i in pair))}
    exact = np.int64 if max(d.values(), default=0) < 2**63 else object
    matrix = np.zeros((len(index), len(index)), dtype=exact)
    for (i, j), votes in d.items():
        matrix[index[i], index[j]] = votes
    p = strongest(strengths(matrix, "winning")).tolist()
    return {(i, j): p[index[i]][index[j]] for i, j in d}


def layers(beats: Beats) -> Iterator[list[int]]:
    """Those whom nobody left beats, again and again."""
    left = np.ones(len(beats), dtype=bool)
    threats = beats.sum(axis=0)
    while left.any():
        (first,) = (left & (threats == 0)).nonzero()
        yield first.tolist()
        left[first] = False
        threats = threats - beats[first].sum(axis=0)
