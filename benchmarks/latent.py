"""Made-up populations whose features go together, and pools of volunteers from them.

A population is a mixture of a few classes of people; within a class the features are independent,
so that over the population they are not. Volunteers select themselves: the odds of each value are
those of a normal draw. Quotas follow the population, not the pool, which is what makes them tight.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

Range = tuple[int, int]
Ranges = dict[tuple[int, int], Range]
Shares = list[np.ndarray]

EXACT: Final = -1
"""The slack of quotas that are one whole number each."""

CLASSES: Final = 6
WIDENED: Final = Path(__file__).with_name("widened.json")
"""Quotas that had to give way, by instance; written down because solvers choose differently."""


@dataclass(frozen=True, slots=True)
class Made:
    """A pool, the values of each feature, and each value's share of the population."""

    values: dict[str, tuple[str, ...]]
    shares: Shares
    people: np.ndarray


def population(
    people: int, values: Sequence[int], *, seed: int, bias: float, spread: float = 4.0
) -> Made:
    """A pool of *people* from a population of six classes.

    Args:
        values: how many values each feature has.
        bias: how far volunteers differ from the population.
        spread: how alike the classes are.
    """
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(CLASSES, 2.0))
    bases = []
    for many in values:
        base = np.maximum(rng.dirichlet(np.full(many, 2.0)), 0.04)
        bases.append(base / base.sum())
    classes = [[rng.dirichlet(spread * len(base) * base) for base in bases] for _ in weights]
    shares = _mixture(weights, classes)
    odds = [rng.normal(0, bias, many) for many in values]
    names = {f"f{f}": tuple(f"v{v}" for v in range(many)) for f, many in enumerate(values)}
    return Made(names, shares, _volunteers(people, weights, classes, odds, rng))


TOWN: Final = {
    "gender": {"woman": 50.5, "man": 49.5},
    "age": {"16-29": 21.0, "30-44": 23.0, "45-59": 24.0, "60-74": 20.0, "75+": 12.0},
    "education": {"school": 26.0, "vocational": 34.0, "short higher": 22.0, "long higher": 18.0},
    "area": {
        "centre": 27.0,
        "north": 20.0,
        "harbour": 7.0,
        "west": 19.0,
        "south": 13.0,
        "hills": 4.0,
        "villages": 7.0,
        "islands": 3.0,
    },
    "home": {"owner": 67.0, "tenant": 28.0, "other": 5.0},
    "born": {"here": 86.0, "elsewhere in the country": 7.0, "abroad": 7.0},
    "concern": {
        "not at all": 3.0,
        "hardly": 7.0,
        "somewhat": 44.0,
        "quite": 29.0,
        "very": 15.0,
        "no answer": 2.0,
    },
}
"""The town's 7 features and 31 values, in percent of its people; made up."""


def town(people: int, *, seed: int) -> Made:
    """A pool of *people* from a town with the shares of ``TOWN``, whose features go together."""
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.full(CLASSES, 4.0))
    shares = [np.array([*values.values()]) / 100 for values in TOWN.values()]
    classes = [
        [share * np.exp(rng.normal(0, 0.9, len(share))) for share in shares] for _ in weights
    ]
    for _ in range(200):  # until the classes together have the shares of the town
        classes = [[cell / cell.sum() for cell in cells] for cells in classes]
        mixture = _mixture(weights, classes)
        classes = [
            [
                cell * share / mixed
                for cell, share, mixed in zip(cells, shares, mixture, strict=True)
            ]
            for cells in classes
        ]
    classes = [[cell / cell.sum() for cell in cells] for cells in classes]
    odds = [rng.normal(0, 0.5, len(share)) for share in shares]
    names = {feature: tuple(values) for feature, values in TOWN.items()}
    return Made(names, shares, _volunteers(people, weights, classes, odds, rng))


def _mixture(weights: np.ndarray, classes: list[Shares]) -> Shares:
    """The shares of the values over all classes."""
    return [
        sum(weight * cells[f] for weight, cells in zip(weights, classes, strict=True))
        for f in range(len(classes[0]))
    ]


def _volunteers(
    people: int,
    weights: np.ndarray,
    classes: list[Shares],
    odds: Shares,
    rng: np.random.Generator,
) -> np.ndarray:
    """Rows of values: sixty times as many as are needed, of whom those with high odds come."""
    residents = 60 * people
    class_of = rng.choice(CLASSES, residents, p=weights)
    rows = np.empty((residents, len(odds)), int)
    for c, cells in enumerate(classes):
        those = np.where(class_of == c)[0]
        for f, cell in enumerate(cells):
            rows[those, f] = rng.choice(len(cell), len(those), p=cell)
    willing = np.exp(sum(odds[f][rows[:, f]] for f in range(len(odds))))
    willing /= willing.sum()
    return rows[rng.choice(residents, people, replace=False, p=willing)]


def bounds(shares: Shares, seats: int, slack: int) -> Ranges:
    """Quotas around the population's shares of the seats."""
    ranges: Ranges = {}
    for f, share in enumerate(shares):
        wish = share * seats
        least, most = np.floor(wish + 1e-9).astype(int), np.ceil(wish - 1e-9).astype(int)
        if slack == EXACT:
            least = np.floor(wish).astype(int)
            for v in np.argsort(least - wish)[: seats - least.sum()]:
                least[v] += 1
            most = least
        by = max(slack, 0)
        for v in range(len(share)):
            ranges[f, v] = (max(0, int(least[v]) - by), int(most[v]) + by)
    return ranges


def feasible(name: str, made: Made, ranges: Ranges, seats: int) -> Ranges:
    """*ranges*, the fewest of them widened until some panel meets them all.

    What was widened once is read from ``widened.json``; only for other names is it worked out.
    """
    known = json.loads(WIDENED.read_text()) if WIDENED.exists() else {}
    if name not in known:
        return ranges | widening(made.people, ranges, seats)
    return ranges | {(f, v): (least, most) for f, v, least, most in known[name]}


def widening(people: np.ndarray, ranges: Ranges, seats: int) -> Ranges:
    """The ranges that must be widened, with the least total, so that there is a panel."""
    import scipy.sparse as sparse  # of the test environment, and slow to import
    from scipy.optimize import Bounds, LinearConstraint, milp

    types, sizes = np.unique(people, axis=0, return_counts=True)
    keys = sorted(ranges)
    counted = np.array([(types[:, f] == v).astype(float) for f, v in keys])
    least, most = (np.array([ranges[key][end] for key in keys], float) for end in (0, 1))
    unit, none = sparse.eye(len(keys)), sparse.csr_matrix((len(keys), len(keys)))
    seated = np.r_[np.ones(len(sizes)), np.zeros(2 * len(keys))]
    found = milp(
        1 - seated,
        constraints=[
            LinearConstraint(sparse.hstack([counted, unit, none]), least, np.inf),
            LinearConstraint(sparse.hstack([counted, none, -unit]), -np.inf, most),
            LinearConstraint(sparse.csr_matrix(seated), seats, seats),
        ],
        integrality=np.ones(len(seated)),
        bounds=Bounds(0, np.r_[sizes, np.full(2 * len(keys), seats)]),
    )
    below, above = np.round(found.x[len(sizes) :]).astype(int).reshape(2, -1).tolist()
    return {
        key: (max(0, ranges[key][0] - down), ranges[key][1] + up)
        for key, down, up in zip(keys, below, above, strict=True)
        if down or up
    }
