"""The rankings that agree best with ballots, by dynamic programming over all subsets.

Source: Davenport & Kalagnanam, "A Computational Study of the Kemeny Rule for Preference
Aggregation", AAAI (2004), who name it; the recursion is that of Held & Karp (1962).

f[S] is the best agreement of an order of the candidates of S. Whoever comes first in it agrees with
every ballot that prefers them to somebody else in S, and what follows is a best order of the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from deliberation.voting.preferences import Matrix

MOST = 18
"""So many candidates at most: 2 ** 18 subsets take a tenth of a second."""

Numbers = npt.NDArray[np.int64 | np.object_]


def best_orders(d: Matrix) -> Numbers:
    """f, by the bits of the subset: bit *i* stands for candidate *i*.

    Args:
        d: how many ballots prefer the row's candidate to the column's; at most 18 candidates.
    """
    n = len(d)
    sums = d.sum() if d.dtype == object else math.fsum(d.ravel().tolist())
    matrix = d.astype(np.int64) if sums < 2**62 else d.astype(object)
    f: Numbers = np.zeros(2**n, dtype=matrix.dtype)
    gains = [_sums(matrix[c]) for c in range(n)]
    for subsets in _by_size(n):
        best = np.full(len(subsets), -1, dtype=matrix.dtype)
        for c in range(n):
            (holding,) = (subsets & (1 << c)).nonzero()
            rest = subsets[holding] ^ (1 << c)
            best[holding] = np.maximum(best[holding], f[rest] + gains[c][rest])
        f[subsets] = best
    return f


def first_of(d: Matrix, f: Numbers, subset: int) -> list[int]:
    """Who comes first in some best order of a *subset*."""
    members = [c for c in range(len(d)) if subset >> c & 1]
    return [
        c
        for c in members
        if f[subset ^ (1 << c)] + sum(int(d[c, j]) for j in members if j != c) == f[subset]
    ]


def number_of_orders(d: Matrix, f: Numbers) -> int:
    """How many best orders there are."""
    ways = {0: 1}

    def count(subset: int) -> int:
        if subset not in ways:
            ways[subset] = sum(count(subset ^ (1 << c)) for c in first_of(d, f, subset))
        return ways[subset]

    return count(len(f) - 1)


def _sums(row: Numbers) -> Numbers:
    """The sum of the *row* over each subset."""
    sums: Numbers = np.zeros(1, dtype=row.dtype)
    for value in row:
        sums = np.concatenate([sums, sums + value])
    return sums


def _by_size(n: int) -> Iterator[npt.NDArray[np.int64]]:
    """All subsets but the empty one, those of one size together."""
    subsets = np.arange(2**n, dtype=np.int64)
    sizes = np.bitwise_count(subsets)
    order = np.argsort(sizes, kind="stable")
    ends = np.cumsum(np.bincount(sizes, minlength=n + 1))
    for size in range(1, n + 1):
        yield subsets[order[ends[size - 1] : ends[size]]]
