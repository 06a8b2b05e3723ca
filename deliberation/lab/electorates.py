"""Made-up ballots: rankings from three models, and quadratic spendings from valuations.

Source: Mallows, Non-null ranking models (Biometrika 1957), drawn by repeated insertion (Doignon,
Pekec and Regenwetter 2004); Luce, Individual choice behavior (1959) and Plackett, The analysis of
permutations (1975); Downs, An economic theory of democracy (1957) for the spatial model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deliberation.voting.ballots import Credits, Ranking


def mallows(
    centre: Sequence[str], *, voters: int, phi: float, rng: np.random.Generator
) -> tuple[Ranking, ...]:
    """Rankings scattered around *centre*: each swap of neighbours is *phi* times as likely.

    Args:
        phi: above 0 and at most 1; near 0 everybody agrees with the centre, at 1 every order is
            equally likely.

    Raises:
        ValueError: *phi* is not in that range.
    """
    if not 0 < phi <= 1:
        raise ValueError(f"phi must be above 0 and at most 1, not {phi}")
    orders: list[list[str]] = [[] for _ in range(voters)]
    for placed, candidate in enumerate(centre):
        chances = phi ** np.arange(placed, -1, -1.0)
        places = rng.choice(placed + 1, size=voters, p=chances / chances.sum())
        for order, place in zip(orders, places, strict=True):
            order.insert(int(place), candidate)
    return tuple(Ranking(tuple(order)) for order in orders)


def plackett_luce(
    weights: Mapping[str, float], *, voters: int, rng: np.random.Generator
) -> tuple[Ranking, ...]:
    """Rankings filled from the top, each place with chances in proportion to *weights*.

    Raises:
        ValueError: a weight is not positive.
    """
    if min(weights.values()) <= 0:
        raise ValueError("every weight must be positive")
    keys = np.log(list(weights.values())) + rng.gumbel(size=(voters, len(weights)))
    return _rankings(tuple(weights), -keys)


def spatial(
    candidates: Sequence[str], *, voters: int, dimensions: int = 2, rng: np.random.Generator
) -> tuple[Ranking, ...]:
    """Rankings by distance: voters and candidates stand on a plane, the nearest comes first."""
    stands = rng.normal(size=(len(candidates), dimensions))
    people = rng.normal(size=(voters, dimensions))
    return _rankings(candidates, np.linalg.norm(people[:, None] - stands[None], axis=2))


def shorten(
    rankings: Iterable[Ranking], *, go_on: float, rng: np.random.Generator
) -> tuple[Ranking, ...]:
    """*rankings* as hurried people fill them in: after each place, on with probability *go_on*."""
    return tuple(
        Ranking(ranking.order[: int(rng.geometric(1 - go_on))]) if go_on < 1 else ranking
        for ranking in rankings
    )


def spendings(
    candidates: Sequence[str], valuations: ArrayLike, *, credits: int = 100
) -> tuple[Credits, ...]:
    """Quadratic ballots of voters who spend their credits as their valuations suggest.

    Votes in proportion to the valuations would use all credits; they are cut to whole votes, and
    what is left buys further votes, the best value for its price first, while credits last.

    Args:
        valuations: a row for each voter, a column for each candidate; negative where the voter is
            against it.

    Raises:
        ValueError: a row is not as long as there are candidates.
    """
    rows = np.asarray(valuations, dtype=float)
    if rows.ndim != 2 or rows.shape[1] != len(candidates):
        raise ValueError("valuations need a row for each voter and a column for each candidate")
    return tuple(
        Credits(zip(candidates, map(int, _whole_votes(row, credits)), strict=True)) for row in rows
    )


def _rankings(candidates: Sequence[str], ranks: NDArray[np.float64]) -> tuple[Ranking, ...]:
    """A ranking for each row of *ranks*, the smallest number first."""
    return tuple(Ranking(tuple(candidates[i] for i in row)) for row in np.argsort(ranks, axis=1))


def _whole_votes(valuation: NDArray[np.float64], credits: int) -> NDArray[np.int64]:
    """Whole votes, positive and negative, that cost at most *credits*."""
    strength = np.abs(valuation)
    if not strength.any():
        return np.zeros(len(valuation), dtype=np.int64)
    strength = strength / strength.max()
    share = strength / np.linalg.norm(strength)
    votes = np.floor(share * np.sqrt(credits)).astype(np.int64)
    while True:
        left = credits - int((votes**2).sum())
        price = 2 * votes + 1
        worth = np.where((price <= left) & (valuation != 0), strength / price, -1)
        best = int(np.argmax(worth))
        if worth[best] < 0:
            signed: NDArray[np.int64] = np.where(valuation < 0, -votes, votes)
            return signed
        votes[best] += 1
