"""The evening of the made-up assembly: what is voted on, and ballots.

Proposals, posts and projects are of the kind that towns vote on; who wants what is made up.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from deliberation.lab.electorates import mallows, shorten, spendings
from deliberation.voting.ballots import Approval, Credits, Ranking

PROPOSALS: Final = (
    "Cycle paths without gaps",
    "A repair café in every neighbourhood",
    "Free buses under the age of 25",
    "Solar panels on every school roof",
    "A climate fund for tenants",
    "Wild meadows instead of lawns",
    "Less meat in public kitchens",
)
BUDGET: Final = (
    "Insulating schools",
    "Charging points for cars",
    "Safer crossings",
    "Trees in the streets",
    "Flood basins",
    "Repairing roads",
)
PROJECTS: Final = {
    "A green schoolyard": 420_000,
    "A repair workshop in the old laundry": 180_000,
    "Forty fruit trees": 60_000,
    "A covered square for markets": 510_000,
    "Cargo bikes to borrow": 150_000,
    "Rain beds along the main street": 340_000,
    "A kitchen for the community house": 290_000,
    "Benches between home and shop": 90_000,
}
FUND: Final = 1_000_000  # kroner
PLACES: Final = ("The library", "The sports hall", "A school", "The town hall")

# Three circles of opinion: how many of ten hold it, and the order that its rankings scatter around.
CIRCLES: Final = (
    (4, (2, 0, 3, 1, 4, 5, 6)),
    (3, (4, 3, 1, 2, 0, 6, 5)),
    (3, (5, 0, 6, 1, 3, 2, 4)),
)
WORTH: Final = np.array([1.6, -0.8, 0.9, 1.1, 0.5, -0.1])


def ranked_ballots(voters: int, *, rng: np.random.Generator) -> tuple[Ranking, ...]:
    """Rankings of ``PROPOSALS``, scattered around three circles' orders; many stop early."""
    tenths = rng.integers(10, size=voters)
    bounds = np.cumsum([share for share, _ in CIRCLES])
    ballots: list[Ranking] = []
    for place, (share, order) in enumerate(CIRCLES):
        members = int(((tenths < bounds[place]) & (tenths >= bounds[place] - share)).sum())
        centre = [PROPOSALS[i] for i in order]
        ballots += shorten(mallows(centre, voters=members, phi=0.7, rng=rng), go_on=0.85, rng=rng)
    return tuple(ballots)


def spending_ballots(voters: int, *, rng: np.random.Generator) -> tuple[Credits, ...]:
    """Spendings of 100 credits on ``BUDGET``, for and against."""
    return spendings(BUDGET, rng.normal(WORTH, 1.2, size=(voters, len(BUDGET))))


def project_ballots(voters: int, *, rng: np.random.Generator) -> tuple[Approval, ...]:
    """The ``PROJECTS`` that somebody likes best, as many as ``FUND`` pays for in their order."""
    return tuple(
        Approval(_affordable(ranking.order))
        for ranking in mallows([*PROJECTS], voters=voters, phi=0.85, rng=rng)
    )


def place_ballots(voters: int, *, rng: np.random.Generator) -> tuple[Ranking, ...]:
    """Rankings of ``PLACES`` in which to meet next."""
    return shorten(mallows(PLACES, voters=voters, phi=0.8, rng=rng), go_on=0.8, rng=rng)


def _affordable(order: tuple[str, ...]) -> frozenset[str]:
    """Of the first five in this *order* each that what is left of the fund still pays for."""
    left, chosen = FUND, set[str]()
    for project in order[:5]:
        if PROJECTS[project] <= left:
            chosen.add(project)
            left -= PROJECTS[project]
    return frozenset(chosen)
