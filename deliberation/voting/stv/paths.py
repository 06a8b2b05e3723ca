"""What of each ballot is still read while keep values are sought.

Between two decisions a ballot matters only down to the first candidate who keeps all: the elected
whom it names on its way, then one hopeful. So a million ballots become a few hundred paths, on
which keep values are found again and again in no time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from deliberation.voting.arrays import Weights, Whole, grouped, moved_up
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile

Ranked = Profile[Ranking] | Profile[WeakRanking] | Profile[Ranking | WeakRanking]
"""Profiles of rankings, with or without ties."""

Tiers = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Ballots cut down: ``places`` and ``weights`` of the strict ones, ``tiers`` of the others.

    Args:
        standing: how many candidates there are; they are named by their numbers.
    """

    standing: int
    places: Whole
    weights: Weights
    tiers: Counter[Tiers]

    def without(self, gone: Iterable[int]) -> Paths:
        """The same ballots where some are no longer read."""
        out = set(gone)
        kept = (self.places >= 0) & ~np.isin(self.places, list(out))
        places, weights = grouped(moved_up(self.places, kept), self.weights, self.standing)
        tiers: Counter[Tiers] = Counter()
        for ballot, times in self.tiers.items():
            left = (tuple(c for c in tier if c not in out) for tier in ballot)
            tiers[tuple(filter(None, left))] += times
        return Paths(self.standing, places, weights, tiers)

    def until_hopeful(self, elected: Iterable[int]) -> Paths:
        """Each ballot up to the first candidate, or the first tier, that lets nothing pass."""
        passing = set(elected)
        stops = (self.places >= 0) & ~np.isin(self.places, list(passing))
        before: Whole = np.cumsum(stops, axis=1) - stops  # hopefuls at earlier places
        kept = (self.places >= 0) & (before == 0)
        places, weights = grouped(moved_up(self.places, kept), self.weights, self.standing)
        tiers: Counter[Tiers] = Counter()
        for ballot, times in self.tiers.items():
            last = next((i for i, tier in enumerate(ballot) if not passing >= {*tier}), len(ballot))
            tiers[ballot[: last + 1]] += times
        return Paths(self.standing, places, weights, tiers)


def paths_of(profile: Ranked) -> Paths:
    """All of each ballot."""
    index = {candidate: i for i, candidate in enumerate(profile.candidates)}
    strict: Counter[Ranking] = Counter()
    tiers: Counter[Tiers] = Counter()
    if profile.kinds <= {Ranking}:
        return Paths(len(index), profile.places, profile.weights, tiers)
    for ballot, times in profile.counts.items():
        if isinstance(ballot, WeakRanking):
            tiers[tuple(tuple(index[c] for c in tier) for tier in ballot.tiers)] += times
        else:
            strict[ballot] += times
    rest = Profile(profile.candidates, strict)
    wide = np.int64 if profile.size < 2**63 else object
    return Paths(len(index), rest.places, rest.weights.astype(wide), tiers)
