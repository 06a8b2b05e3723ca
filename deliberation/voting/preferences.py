"""How many ballots prefer each candidate to each other, counted in whole numbers from arrays.

A comparison is one bit of a ballot, and bits are counted 64 at once: ballots that were cast 5 times
count for the first and the third binary digit of 5. So numbers of any size come out exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole, sealed

Matrix = npt.NDArray[Any]
"""Candidates x candidates, as wide as ``Weights``."""

CELLS = 2**21
"""How many cells are compared at once, so that they stay near the processor."""

SHORT = 12
"""A pair of places costs about as much as so many comparisons of whole columns."""


def preferences_of_ranks(ranks: Whole, weights: Weights) -> Matrix:
    """The weight of the ballots that rank the row's candidate before the column's.

    Args:
        ranks: ballots x candidates; the lower, the better.
        weights: one for each ballot.
    """
    standing = ranks.shape[1]
    matrix: Matrix = np.zeros((standing, standing), dtype=weights.dtype)
    order = np.argsort(-weights, kind="stable")  # heavy ballots first: few rows have high digits
    step = max(64, CELLS // max(standing, 1) // 64 * 64)
    for begin in range(0, len(order), step):
        rows = order[begin : begin + step]
        columns = np.ascontiguousarray(ranks[rows].T)
        digits = [(value, _cut(has)) for value, has in binary_digits(weights[rows])]
        for i in range(standing):
            better = packed(columns[i] < columns)
            for value, bits in digits:
                shared = better[:, : len(bits)] & bits
                counted = np.bitwise_count(shared).sum(axis=1, dtype=np.int64)
                matrix[i] += counted.astype(matrix.dtype) * value
    return sealed(matrix)


def preferences_of_places(places: Whole, weights: Weights, standing: int) -> Matrix:
    """The same for short strict ballots of many candidates, by the pairs that each ballot ranks.

    A candidate is preferred to another on all ballots that rank it, but those that rank the other
    before it.
    """
    before: Matrix = np.zeros((standing, standing), dtype=weights.dtype)
    ranked: Matrix = np.zeros(standing, dtype=weights.dtype)
    for later in range(places.shape[1]):
        (rows,) = (places[:, later] >= 0).nonzero()
        loser, times = places[rows, later], weights[rows]
        np.add.at(ranked, loser, times)
        for earlier in range(later):
            np.add.at(before, (places[rows, earlier], loser), times)
    matrix = ranked[:, None] - before.T
    np.fill_diagonal(matrix, 0)
    return sealed(matrix)


def are_short(longest: int, standing: int) -> bool:
    """Whether pairs of places are quicker to count than pairs of candidates.

    >>> are_short(5, 1000), are_short(15, 15)
    (True, False)
    """
    return SHORT * longest**2 < standing**2


def binary_digits(weights: Weights) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Each binary digit of the *weights* that is needed: its value, and which ballots have it."""
    for digit in range(int(weights.max()).bit_length()):
        has = ((weights >> digit) & 1).astype(bool)
        if has.any():
            yield 1 << digit, has


def _cut(has: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """The bits, which end behind the last one that is set."""
    last = int(has.nonzero()[0][-1])
    bits: npt.NDArray[np.uint64] = packed(has[None, : last + 1])[0]
    return bits


def packed(bits: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Rows of bits, 64 in a number, filled up with zeros."""
    octets = np.packbits(np.ascontiguousarray(bits), axis=1)
    missing = -octets.shape[1] % 8
    return np.pad(octets, ((0, 0), (0, missing))).view(np.uint64)
