"""Made-up voters, as arrays; the same seed gives the same voters."""

from __future__ import annotations

from typing import Final

import numpy as np

Array = np.ndarray

SPREAD: Final = 0.5
"""How far apart the candidates of a big election stand in what voters think of them."""


def big(voters: int, candidates: int, *, longest: int, seed: int) -> tuple[Array, Array]:
    """Rankings of 1 to *longest* of the candidates, some of whom are far better liked.

    Each voter ranks by how much they like each candidate: a number of the candidate's, the same for
    all, and one of their own from a Gumbel distribution. How many they rank is uniform.

    Returns:
        the candidates in each voter's order, and how many of them stand on the ballot.
    """
    rng = np.random.default_rng(seed)
    liked = rng.normal(0, SPREAD, candidates)
    places = np.empty((voters, longest), np.int16)
    for start in range(0, voters, 100_000):  # so that a million voters fit into little memory
        some = slice(start, min(start + 100_000, voters))
        own = liked + rng.gumbel(size=(some.stop - start, candidates))
        places[some] = np.argsort(-own, axis=1)[:, :longest]
    return places, rng.integers(1, longest + 1, voters)


def impartial(voters: int, candidates: int, *, seed: int) -> Array:
    """Whole rankings, each equally likely: the candidates in each voter's order."""
    rng = np.random.default_rng(seed)
    return np.argsort(rng.random((voters, candidates)), axis=1).astype(np.int16)


def alike(voters: int, candidates: int, *, noise: float, seed: int) -> Array:
    """Whole rankings that scatter around one order: each place plus a normal draw, sorted.

    Args:
        noise: the standard deviation, in places.
    """
    rng = np.random.default_rng(seed)
    moved = np.arange(candidates) + rng.normal(0, noise, (voters, candidates))
    return np.argsort(moved, axis=1).astype(np.int16)


def approvals(voters: int, candidates: int, *, mean: float, classes: int, seed: int) -> Array:
    """Who approves whom: voters of a few classes, each of which likes some candidates better.

    Args:
        mean: how many a voter approves, about.

    Returns:
        a matrix of yes and no; everybody approves somebody.
    """
    rng = np.random.default_rng(seed)
    chance = rng.gamma(0.5, size=(classes, candidates))
    chance *= mean / chance.sum(axis=1, keepdims=True)
    approved = rng.random((voters, candidates)) < chance[rng.integers(classes, size=voters)]
    nobody = ~approved.any(axis=1)
    approved[nobody, rng.integers(candidates, size=int(nobody.sum()))] = True
    return approved


def scores(voters: int, candidates: int, *, most: int, seed: int) -> Array:
    """Whole scores from 0 to *most*, higher for candidates who are better liked."""
    rng = np.random.default_rng(seed)
    liked = rng.normal(0, 1, candidates) + rng.normal(0, 1, (voters, candidates))
    return np.clip(np.round(most / 2 + liked), 0, most).astype(np.int8)


def costs(projects: int, *, budget: int, seed: int) -> Array:
    """What projects cost, from small to large; together about eight times the *budget*."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(0, 1, projects)
    rounded: Array = np.maximum(1, np.round(8 * budget * size / size.sum(), -2)).astype(np.int64)
    return rounded
