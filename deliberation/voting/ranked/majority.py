"""Who beats whom, and the sets that follow from it.

Sources: Smith, "Aggregation of Preferences with Variable Electorate", Econometrica 41 (1973);
Schwartz, "Rationality and the Myth of the Maximum", Nous 6 (1972).

A candidate *beats* another where more ballots prefer the first to the second than the other way
round. Everything here follows from that alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import R
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile

RANKINGS = (Ranking, WeakRanking)
"""The kinds of ballot from which pairs can be compared."""

Beats = npt.NDArray[np.bool_]


def condorcet_winner(profile: Profile[R]) -> str | None:
    """The one who beats every other, if there is one.

    >>> condorcet_winner(Profile.ranked({("a", "b", "c"): 2, ("c", "b", "a"): 2, ("b",): 1}))
    'b'
    """
    beats = beating(profile.preferences)
    return _only(profile, beats.sum(axis=1))


def condorcet_loser(profile: Profile[R]) -> str | None:
    """The one whom every other beats, if there is one."""
    beats = beating(profile.preferences)
    return _only(profile, beats.sum(axis=0))


def smith_set(profile: Profile[R]) -> tuple[str, ...]:
    """The smallest group each of whom beats everybody outside it.

    >>> smith_set(Profile.ranked({tuple("abcd"): 4, tuple("bcad"): 3, tuple("cabd"): 2}))
    ('a', 'b', 'c')
    """
    return named(profile.candidates, tiers(beating(profile.preferences))[0])


def schwartz_set(profile: Profile[R]) -> tuple[str, ...]:
    """All who beat, directly or through others, everybody who so beats them.

    It lies within the Smith set, and is smaller only where pairs are equal.
    """
    return named(profile.candidates, schwartz(beating(profile.preferences)))


def beating(d: Matrix) -> Beats:
    """Whether the row's candidate beats the column's."""
    beats: Beats = (d > d.T).astype(bool)
    return beats


def winner(beats: Beats) -> int | None:
    """The index of the one who beats every other."""
    (found,) = (beats.sum(axis=1) == len(beats) - 1).nonzero()
    return int(found[0]) if len(found) else None


def tiers(beats: Beats) -> list[list[int]]:
    """The candidates in the finest groups each of which beats all groups after it entirely.

    The first group is the Smith set, the second that of the others, and so on.
    """
    # In the order of what they win and lose, a group ends where all before beat all behind.
    points = beats.sum(axis=1, dtype=np.int64) - beats.sum(axis=0, dtype=np.int64)
    order = np.argsort(-points, kind="stable")
    found: list[list[int]] = []
    begin = end = 0
    sorted_beats = beats[np.ix_(order, order)]
    while begin < len(order):
        end = max(end, begin + 1)
        row = begin
        while row < end:  # whoever does not lose to a member is a member
            (members,) = (~sorted_beats[row, end:]).nonzero()
            if len(members):
                end += int(members[-1]) + 1
            row += 1
        found.append(sorted(order[begin:end].tolist()))
        begin = end
    return found


def schwartz(beats: Beats) -> list[int]:
    """The indices of the Schwartz set."""
    inside = tiers(beats)[0]
    reach = closure(beats[np.ix_(inside, inside)])
    (free,) = np.logical_not((reach.T & ~reach).any(axis=1)).nonzero()
    return [inside[i] for i in free.tolist()]


def closure(beats: Beats) -> Beats:
    """Whether the row's candidate beats the column's directly or through others."""
    reach = beats.copy()
    for k in range(len(reach)):
        reach |= reach[:, k, None] & reach[None, k, :]
    return reach


def named(candidates: tuple[str, ...], indices: list[int]) -> tuple[str, ...]:
    """The candidates at these *indices*, in candidate order."""
    return tuple(candidates[i] for i in sorted(indices))


def _only(profile: Profile[R], pairs: npt.NDArray[Any]) -> str | None:
    """The candidate all of whose pairs are counted in *pairs*."""
    (found,) = (pairs == len(profile.candidates) - 1).nonzero()
    return profile.candidates[int(found[0])] if len(found) else None
