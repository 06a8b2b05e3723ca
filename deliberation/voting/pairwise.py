"""Every candidate against every other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile

Matrix = npt.NDArray[np.int64 | np.object_]


def pairwise(profile: Profile[Ranking]) -> Mapping[tuple[str, str], int]:
    """How many ballots prefer the first of two candidates to the second, for every ordered pair.

    A candidate who is ranked is preferred to all who are left out; of two who are left out neither
    is preferred.

    >>> pairwise(Profile.ranked({("tram", "bus"): 4, ("bus",): 3}))
    {('bus', 'tram'): 3, ('tram', 'bus'): 4}
    """
    candidates = profile.candidates
    matrix = preferences(profile).tolist()
    return {
        (a, b): matrix[i][j]
        for i, a in enumerate(candidates)
        for j, b in enumerate(candidates)
        if i != j
    }


def preferences(profile: Profile[Ranking]) -> Matrix:
    """The same as a square matrix in candidate order, zero on the diagonal."""
    index = {candidate: i for i, candidate in enumerate(profile.candidates)}
    exact = np.int64 if profile.size < 2**63 else object
    matrix: Matrix = np.zeros((len(index), len(index)), dtype=exact)
    for ballot, times in profile.counts.items():
        below = np.ones(len(index), dtype=bool)
        for candidate in ballot.order:
            below[index[candidate]] = False
            matrix[index[candidate], below] += times
    return matrix
