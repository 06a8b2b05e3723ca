"""Looking for counterexamples: over made-up profiles, and over all that are tiny.

What is not found is not proven: a search that finds nothing says so much and no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, combinations_with_replacement, permutations
from typing import Any

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.rules import Rule

Property = Callable[..., Counterexample | None]
"""``property(rule, profile, *, seats=1, **options)``."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def search(
    property: Property,
    rule: Rule,
    profiles: Iterable[Profile[Any]],
    *,
    seats: int = 1,
    **options: Option,
) -> Counterexample | None:
    """The first of the *profiles* with which *rule* breaks the *property*, if there is one.

    >>> from deliberation.voting import plurality
    >>> from deliberation.voting.properties import condorcet_loser
    >>> print(search(condorcet_loser, plurality, every_profile(candidates=3, voters=9)).happened)
    a loses to every other candidate, and is elected.
    """
    found = (property(rule, profile, seats=seats, **options) for profile in profiles)
    return next((one for one in found if one is not None), None)


def every_profile(
    *, candidates: int, voters: int, short: bool = False
) -> Iterator[Profile[Ranking]]:
    """Every profile of so many voters who rank so many candidates: few, for there are very many.

    Args:
        short: also those in which ballots leave candidates out.
    """
    names = tuple(LETTERS[:candidates])
    lengths = range(1, candidates + 1) if short else [candidates]
    orders = [Ranking(order) for length in lengths for order in permutations(names, length)]
    for ballots in combinations_with_replacement(orders, voters):
        yield Profile(names, Counter(ballots))


def made_up_profiles(
    *,
    rng: np.random.Generator,
    candidates: int,
    ballots: int,
    most: int,
    short: bool = False,
) -> Iterator[Profile[Ranking]]:
    """Made-up profiles without end: ballots in any order, each equally likely.

    Args:
        rng: where chance comes from; the same seed makes the same profiles.
        ballots: how many different ones at most.
        most: how often each is cast at most.
        short: whether ballots leave candidates out, any number of them but all.
    """
    names = tuple(LETTERS[:candidates])
    while True:
        counts = Counter[Ranking]()
        for _ in range(ballots):
            length = int(rng.integers(1, candidates + 1)) if short else candidates
            order = tuple(names[i] for i in rng.permutation(candidates)[:length])
            counts[Ranking(order)] += int(rng.integers(1, most + 1))
        yield Profile(names, counts)


def profiles_of_margins(
    *, rng: np.random.Generator, candidates: int, most: int
) -> Iterator[Profile[Ranking]]:
    """Made-up profiles without end, in which any margins between two candidates are as likely.

    Source: McGarvey, "A Theorem on the Construction of Voting Paradoxes", Econometrica 21 (1953):
    of two ballots, one puts x right before y at the top, the other at the bottom, and the rest the
    other way round.

    Args:
        rng: where chance comes from.
        most: how many pairs of ballots decide between two candidates at most.
    """
    names = tuple(LETTERS[:candidates])
    while True:
        counts = Counter[Ranking]()
        for pair in combinations(names, 2):
            x, y = pair if rng.integers(2) else pair[::-1]
            rest = [c for c in names if c not in pair]
            times = int(rng.integers(most + 1))
            if times:
                counts[Ranking((x, y, *rest))] += times
                counts[Ranking((*reversed(rest), x, y))] += times
        if counts:
            yield Profile(names, counts)


def with_clones(
    profiles: Iterable[Profile[Ranking]], *, rng: np.random.Generator, clones: int
) -> Iterator[Profile[Ranking]]:
    """The *profiles*, in each of which one candidate is replaced by clones in made-up orders.

    Args:
        rng: where chance comes from.
        clones: how many stand in the place of one.
    """
    for profile in profiles:
        cloned = profile.candidates[int(rng.integers(len(profile.candidates)))]
        alike = [f"{cloned}{n}" for n in range(1, clones + 1)]
        standing = [c for c in profile.candidates if c != cloned] + alike
        counts = Counter[Ranking]()
        for ballot, times in profile.counts.items():
            order: list[str] = []
            for c in ballot.order:
                order += [alike[i] for i in rng.permutation(clones)] if c == cloned else [c]
            counts[Ranking(tuple(order))] += times
        yield Profile(standing, counts)
