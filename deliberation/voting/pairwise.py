"""Every candidate against every other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile

R = TypeVar("R", Ranking, WeakRanking, Ranking | WeakRanking)


def pairwise(profile: Profile[R]) -> Mapping[tuple[str, str], int]:
    """How many ballots prefer the first of two candidates to the second, for every ordered pair.

    A candidate who is ranked is preferred to all who are left out; of two who are left out,
    or tied, neither is preferred. ``profile.preferences`` is the same as a matrix.

    >>> pairwise(Profile.ranked({("tram", "bus"): 4, ("bus",): 3}))
    {('bus', 'tram'): 3, ('tram', 'bus'): 4}
    """
    candidates = profile.candidates
    matrix = profile.preferences.tolist()
    return {
        (a, b): matrix[i][j]
        for i, a in enumerate(candidates)
        for j, b in enumerate(candidates)
        if i != j
    }
