"""A trained matcher: whoever knows how half of the voters voted guesses it of the others.

It sees what a log of accesses, the roll, the database and the board tell of each voter, and learns
which of it goes with which choice, by a linear discriminant (least squares with a ridge).

Source: Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", 2nd ed. (2009),
sections 3.4.1 and 4.2; the area under the curve by ranks is Mann and Whitney's (1947).
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from deliberation.voting import Ranking
from tests.attacks.attempt import Attempt

Floats = NDArray[np.float64]
SHUFFLES, RIDGE = 999, 1.0


def area(scores: Floats, truth: NDArray[np.bool_]) -> Floats:
    """How often a voter of whom it is true scores above one of whom it is not: 0.5 by chance.

    Args:
        scores: a row for each matcher, a column for each voter.
        truth: of each voter.
    """
    yes, no = truth.sum(), (~truth).sum()
    ranks = rankdata(scores, axis=1)
    return np.asarray((ranks[:, truth].sum(axis=1) - yes * (yes + 1) / 2) / (yes * no))


def areas(seen: Floats, truth: NDArray[np.bool_], rng: np.random.Generator) -> Floats:
    """Of a matcher trained on half of the voters and asked of the others, both ways round; then of
    as many that learnt from shuffled labels as ``SHUFFLES`` says."""
    spread = seen.std(axis=0)
    scaled = (seen - seen.mean(axis=0)) / np.where(spread > 0, spread, 1)
    half = rng.permutation(len(truth))
    total = np.zeros(1 + SHUFFLES)
    for train, asked in ((half[::2], half[1::2]), (half[1::2], half[::2])):
        x, labels = scaled[train], truth[train] - truth[train].mean()
        taught = np.array([labels, *(rng.permutation(labels) for _ in range(SHUFFLES))])
        inner = x.T @ x + RIDGE * np.eye(x.shape[1])
        total += area(taught @ x @ np.linalg.solve(inner, scaled[asked].T), truth[asked])
    return total / 2


def matched(seen: Floats, ballots: Sequence[Ranking], names: Sequence[str], where: str) -> Attempt:
    """For each two options, the matcher is asked which voters put the one above the other.

    It succeeds where it does better than every matcher that learnt from shuffled labels, whatever
    these were asked: by chance in one vote of a thousand.
    """
    rng = np.random.default_rng(7)
    mine: list[float] = []
    apart: list[Floats] = []  # in deviations from chance, so that questions can be compared
    for a, b in combinations(names, 2):
        truth = np.array([above(ballot, a, b) for ballot in ballots])
        if 4 <= truth.sum() <= len(truth) - 4:  # or there is nothing to learn in some half
            first, *others = areas(seen, truth, rng)
            mine.append(float(first))
            apart.append((np.array([first, *others]) - np.mean(others)) / np.std(others))
    best = max(float(one[1:].max()) for one in apart)
    what = f"a trained matcher tells who put what above what ({where}, AUC {np.mean(mine):.2f})"
    return Attempt(what, len(mine), sum(bool(one[0] > best) for one in apart))


def above(ballot: Ranking, a: str, b: str) -> bool:
    """Whether a ballot puts *a* above *b*; what it does not name stands below all that it does."""
    places = {name: i for i, name in enumerate(ballot.order)}
    return places.get(a, 99) < places.get(b, 99)
