"""Solid coalitions: voters who all prefer the same group to everybody outside it.

Source: Dummett, "Voting Procedures" (1984), chapter 16.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile


def solid(profile: Profile[Any]) -> Mapping[frozenset[str], int]:
    """How many voters prefer each of a group to everybody outside it, for every such group.

    Whoever is left out is below whoever is ranked. The group of all candidates is not among them.

    >>> found = solid(Profile.ranked({("a", "b", "c"): 2, ("b", "a"): 1}))
    >>> for group, times in found.items(): print(*sorted(group), times)
    a 2
    a b 3
    b 1
    """
    found = Counter[frozenset[str]]()
    for ballot, times in profile.counts.items():
        for group in _tops(ballot):
            if len(group) < len(profile.candidates):
                found[group] += times
    return found


def _tops(ballot: Ranking | WeakRanking) -> Iterator[frozenset[str]]:
    """The groups at the top of one ballot."""
    above: frozenset[str] = frozenset()
    for tier in ballot.tiers:
        above |= {*tier}
        yield above
