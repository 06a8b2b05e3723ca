"""How many voters have a member on each of many small committees, all looked at in one go.

Ballots are bits, 64 in a number: who approves a member of a committee is the union of who approves
each. Ballots that were cast 5 times stand among those for the first and for the third binary digit
of 5, so that the sums are exact.

Committees come in colexicographic order: by the last member, then by the last but one, and so on.
Then the committees of t among the first j candidates are the first C(j, t) of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, comb

import numpy as np
import numpy.typing as npt

from deliberation.voting.approval.approvals import Approvals
from deliberation.voting.approval.search import Members
from deliberation.voting.arrays import Weights
from deliberation.voting.preferences import binary_digits, packed

Bits = npt.NDArray[np.uint64]

CELLS = 2**20
"""Numbers of 64 bits that are held at once, so that they stay near the processor."""


class Represented:
    """The committees of an electorate that represent many voters."""

    def __init__(self, approvals: Approvals) -> None:
        standing, ballots = len(approvals.candidates), len(approvals.weights)
        approved = np.zeros((standing, ballots), dtype=bool)
        for candidate, rows in enumerate(approvals.supporters):
            approved[candidate, rows] = True
        digits = [*binary_digits(approvals.weights)]
        parts = [packed(approved[:, has]) for _, has in digits]
        self._bits: Bits = np.concatenate(parts, axis=1)
        values = [value for (value, _), part in zip(digits, parts, strict=True) for value in
                  [value] * part.shape[1]]  # fmt: skip
        self._values: Weights = np.array(values, dtype=approvals.weights.dtype)

    def reaching(
        self, least: Fraction, inside: Members, free: Members, missing: int
    ) -> list[Members] | None:
        """Every committee that represents the *least*; nothing where there are too many to look at.

        Args:
            inside: they have all of these, and so many *missing* of those *free*.
        """
        most = max(comb(len(free), size) for size in range(missing + 1))
        if most * self._bits.shape[1] > CELLS:
            return None
        order = sorted(free)
        begun: Bits = np.bitwise_or.reduce(self._bits[sorted(inside)], axis=0)
        return [
            inside | {order[place] for place in places}
            for places in self._found(ceil(least), begun[None, :], self._bits[order], missing)
        ]

    def _found(self, least: int, unions: Bits, bits: Bits, missing: int) -> Iterator[Sequence[int]]:
        """The places of who is added to those who are inside."""
        for size in range(1, missing):
            ends = range(size - 1, len(bits))
            unions = np.concatenate([unions[: comb(j, size - 1)] | bits[j] for j in ends])
        for j in range(missing - 1, len(bits)):
            voters = np.bitwise_count(unions[: comb(j, missing - 1)] | bits[j]) @ self._values
            for rank in np.flatnonzero(voters >= least).tolist():
                yield [*_members(rank, missing - 1), j]


def _members(rank: int, size: int) -> list[int]:
    """The committee of this *rank*, from 0.

    >>> [_members(rank, 2) for rank in range(4)]
    [[0, 1], [0, 2], [1, 2], [0, 3]]
    """
    members = []
    while size:
        last = size - 1
        while comb(last + 1, size) <= rank:
            last += 1
        members.append(last)
        rank -= comb(last, size)
        size -= 1
    return members[::-1]
