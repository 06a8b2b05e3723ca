"""Small electorates, and what every twin in this folder needs."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from deliberation import testing
from deliberation.voting import Profile, all_outcomes

CANDIDATES = "abcd"
profiles = testing.profiles(testing.rankings(CANDIDATES), candidates=CANDIDATES)
"""Short ballots too, and few voters, so that ties are frequent."""

complete = testing.profiles(testing.rankings(CANDIDATES, complete=True), candidates=CANDIDATES)
"""Everybody ranks everybody."""


def margins(profile: Profile) -> Mapping[tuple[str, str], int]:
    """How many voters more prefer the first to the second, one paper after another."""
    found = dict.fromkeys(permutations(profile.candidates, 2), 0)
    for ballot, times in profile.counts.items():
        for a, b in found:
            if a in ballot.order:
                below = b not in ballot.order or ballot.order.index(a) < ballot.order.index(b)
                found[a, b] += times if below else -times
            elif b in ballot.order:
                found[a, b] -= times
    return found


def possible(rule: Any, profile: Profile, **options: Any) -> set[str]:
    """All whom the rule can elect, over every way to settle its ties."""
    found = all_outcomes(rule, profile, limit=100_000, **options)
    assert found.complete
    return set(found.possible)
