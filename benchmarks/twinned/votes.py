"""Random votes, small enough that every tie can be followed to its end, as plain lists.

Numbers come from ``random.Random``, because the votes are kept beside what peers made of them.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from random import Random
from types import MappingProxyType
from typing import Any, Final

Vote = Mapping[str, Any]
"""``candidates``, and ``ballots``: a list of candidates and how often it was cast; ``seats``; or of
a budget its ``total`` and ``costs``."""


def single(rng: Random) -> Vote:
    """Whole rankings of two to five candidates by few voters, or by more."""
    names = string.ascii_lowercase[: rng.randint(2, 5)]
    voters = rng.choice((3, 4, 5, 6, 7, 8, 9, 20, 21, 50, 101))
    orders = ("".join(rng.sample(names, len(names))) for _ in range(voters))
    return {"candidates": [*names], "ballots": _gathered(orders), "seats": 1}


def several(rng: Random) -> Vote:
    """Rankings of some of four to seven candidates, of whom two or three are elected."""
    names = string.ascii_lowercase[: rng.randint(4, 7)]
    kinds = [
        "".join(rng.sample(names, rng.randint(1, len(names)))) for _ in range(rng.randint(5, 14))
    ]
    ballots = [[[*order], rng.randint(1, 40)] for order in sorted({*kinds})]
    return {"candidates": [*names], "ballots": ballots, "seats": rng.randint(2, 3)}


def committee(rng: Random) -> Vote:
    """Approvals of four to six candidates by up to a dozen voters."""
    names = string.ascii_lowercase[: rng.randint(4, 6)]
    chance = rng.uniform(0.2, 0.6)
    ballots = _approvals(rng, names, rng.randint(4, 12), chance)
    return {"candidates": [*names], "ballots": ballots, "seats": rng.randint(1, 3)}


def budget(rng: Random) -> Vote:
    """Approvals of three to six projects, every one of which somebody supports."""
    names = string.ascii_lowercase[: rng.randint(3, 6)]
    ballots = _approvals(rng, names, rng.randint(3, 12), rng.uniform(0.3, 0.6))
    supported = sorted({c for approved, _ in ballots for c in approved})
    costs = {c: rng.randint(1, 12) for c in supported}
    total = rng.randint(min(costs.values()), sum(costs.values()))
    return {"candidates": supported, "ballots": ballots, "total": total, "costs": costs}


FAMILIES: Final[Mapping[str, Callable[[Random], Vote]]] = MappingProxyType(
    {"single": single, "several": several, "committee": committee, "budget": budget}
)
"""What a random vote is, by the kind of rules that count it."""


def votes(family: str, number: int, *, seed: int) -> list[Vote]:
    """So many votes; with the same *seed* the same ones."""
    rng = Random(f"{family} {seed}")
    return [FAMILIES[family](rng) for _ in range(number)]


def _approvals(rng: Random, names: str, voters: int, chance: float) -> list[list[Any]]:
    """Who approves of whom; everybody of somebody."""
    ballots: list[str] = []
    while len(ballots) < voters:
        if approved := "".join(c for c in names if rng.random() < chance):
            ballots.append(approved)
    return _gathered(ballots)


def _gathered(ballots: Iterable[str]) -> list[list[Any]]:
    return [[[*ballot], times] for ballot, times in sorted(Counter(ballots).items())]
