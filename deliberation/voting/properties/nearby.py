"""Profiles near others: where one breaks a property, its neighbours may break it by another rule.

And the other way round, a counterexample with as few voters as can be had by taking some away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.counterexample import Counterexample
from deliberation.voting.properties.search import Property
from deliberation.voting.rules import Rule


def varied(
    profiles: Sequence[Profile[Ranking]], *, rng: np.random.Generator
) -> Iterator[Profile[Ranking]]:
    """Without end, one of the *profiles* with one to three changes.

    A change is that a ballot is cast more or less often, that two neighbours on it change places,
    or that another is cast as well.

    Args:
        rng: where chance comes from; the same seed makes the same profiles.
    """
    while True:
        profile = profiles[int(rng.integers(len(profiles)))]
        counts = {ballot: n for ballot, n in profile.counts.items() if ballot.order}
        for _ in range(int(rng.integers(1, 4))):
            old = list(counts)[int(rng.integers(len(counts)))]
            times = counts.pop(old)
            match int(rng.integers(4)):
                case 0:
                    counts[old] = times + int(rng.integers(1, 4))
                case 1:
                    fewer = times - int(rng.integers(1, 4))
                    counts |= {old: fewer} if fewer > 0 or not counts else {}
                case 2:
                    new = _swapped(old, rng)
                    counts[new] = counts.get(new, 0) + times
                case _:
                    counts[old] = times
                    order = [profile.candidates[i] for i in rng.permutation(len(old.order))]
                    counts[Ranking(tuple(order))] = int(rng.integers(1, 6))
        yield Profile(profile.candidates, {b: max(n, 1) for b, n in counts.items()})


def _swapped(ballot: Ranking, rng: np.random.Generator) -> Ranking:
    """The *ballot* with two neighbours in each other's place."""
    order = list(ballot.order)
    if len(order) > 1:
        i = int(rng.integers(len(order) - 1))
        order[i], order[i + 1] = order[i + 1], order[i]
    return Ranking(tuple(order))


def smaller(property: Property, rule: Rule, found: Counterexample) -> Counterexample:
    """A counterexample with fewer candidates and voters, from which none more can be taken away.

    >>> from deliberation.voting import plurality
    >>> from deliberation.voting.properties import condorcet_loser
    >>> votes = Profile.ranked({tuple("abcd"): 40, tuple("bcda"): 30, tuple("cbda"): 30})
    >>> smaller(condorcet_loser, plurality, condorcet_loser(plurality, votes)).profile.size
    7
    """
    while True:
        asked = (property(rule, cut, seats=found.seats, **found.options) for cut in _cut(found))
        best = next((one for one in asked if one is not None), None)
        if best is None:
            return found
        found = best


def _cut(found: Counterexample) -> Iterator[Profile[Any]]:
    """The profile without somebody, with half the voters, and without some of them."""
    profile = found.profile
    for gone in profile.candidates:
        kept = [c for c in profile.candidates if c != gone]
        if len(kept) > found.seats:
            yield profile.restricted(kept)
    cast = dict(profile.counts)
    fewer = [{ballot: n // 2 for ballot, n in cast.items()}]
    fewer += [{**cast, ballot: less} for ballot, n in cast.items() for less in (0, n // 2, n - 1)]
    fewer += [
        {**cast, one: cast[one] - 1, two: cast[two] - 1} for one, two in combinations(cast, 2)
    ]
    for left in fewer:
        if any(n and ballot.candidates for ballot, n in left.items()):
            yield Profile(profile.candidates, {ballot: n for ballot, n in left.items() if n})
