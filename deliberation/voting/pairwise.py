"""Every candidate against every other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile

R = TypeVar("R", Ranking, WeakRanking, Ranking | WeakRanking)


class Pairs(Mapping[tuple[str, str], int]):
    """A matrix of preferences, read by the names of two candidates: a million pairs cost nothing.

    Args:
        matrix: whole numbers; what stands on its diagonal is not read.
    """

    def __init__(self, candidates: tuple[str, ...], matrix: Matrix) -> None:
        self._candidates, self._matrix = candidates, matrix
        self._index = {candidate: i for i, candidate in enumerate(candidates)}

    def __getitem__(self, pair: tuple[str, str]) -> int:
        first, second = pair
        if first == second:
            raise KeyError(pair)
        return int(self._matrix[self._index[first], self._index[second]])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((a, b) for a in self._candidates for b in self._candidates if a != b)

    def __len__(self) -> int:
        return len(self._candidates) * (len(self._candidates) - 1)

    def __repr__(self) -> str:
        return repr(dict(self))


def pairwise(profile: Profile[R]) -> Mapping[tuple[str, str], int]:
    """How many ballots prefer the first of two candidates to the second, for every ordered pair.

    A candidate who is ranked is preferred to all who are left out; of two who are left out,
    or tied, neither is preferred. ``profile.preferences`` is the same as a matrix.

    >>> pairwise(Profile.ranked({("tram", "bus"): 4, ("bus",): 3}))
    {('bus', 'tram'): 3, ('tram', 'bus'): 4}
    """
    return Pairs(profile.candidates, profile.preferences)
