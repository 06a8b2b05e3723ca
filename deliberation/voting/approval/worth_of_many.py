"""What many small committees are worth by one of Thiele's rules, all looked at in one go.

Ballots are bits, 64 in a number. For each j there is a set of the ballots that approve j members of
a committee or more: with another member, those who had j already, and those who had j - 1 and
approve the new one. Ballots that were cast 5 times stand among those for the first and for the
third binary digit of 5, and f(j) is a whole number of parts, so that the sums are exact.

Committees come in colexicographic order: by the last member, then by the last but one, and so on.
Then the committees of t among the first j candidates are the first C(j, t) of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, comb, lcm

import numpy as np
import numpy.typing as npt

from deliberation.voting.approval.approvals import Approvals
from deliberation.voting.approval.search import Members
from deliberation.voting.approval.thiele import Worth
from deliberation.voting.arrays import Weights
from deliberation.voting.preferences import binary_digits, packed

Bits = npt.NDArray[np.uint64]

CELLS = 2**20
"""Numbers of 64 bits that are held at once, so that they stay near the processor."""

IN_ONE_BOUND = 2**11
"""Of them so many for each ballot are looked at in the time of a few bounds, which take the longer
the more ballots there are."""


class WorthOfMany:
    """The committees that are worth much to an electorate.

    Args:
        f: what the j-th representative is worth.
        size: how many members a committee has.
    """

    def __init__(self, approvals: Approvals, f: Worth, size: int) -> None:
        standing, ballots = len(approvals.candidates), len(approvals.weights)
        approved = np.zeros((standing, ballots), dtype=bool)
        for candidate, rows in enumerate(approvals.supporters):
            approved[candidate, rows] = True
        digits = [*binary_digits(approvals.weights)]
        parts = [packed(approved[:, has]) for _, has in digits]
        self._bits: Bits = np.concatenate(parts, axis=1)
        self._most = min(CELLS, IN_ONE_BOUND * ballots)
        values = [value for (value, _), part in zip(digits, parts, strict=True) for value in
                  [value] * part.shape[1]]  # fmt: skip
        worths = [worth for worth in map(f, range(1, size + 1)) if worth]  # it never grows
        self._unit, self._levels = lcm(*(worth.denominator for worth in worths)), len(worths)
        whole = [int(worth * self._unit) for worth in worths]
        greatest = sum(map(int, approvals.weights)) * sum(whole)
        self._values: Weights = np.array(
            [[worth * value for value in values] for worth in whole],
            dtype=np.int64 if greatest < 2**62 else np.object_,
        ).ravel()

    def reaching(
        self, least: Fraction, inside: Members, free: Members, missing: int
    ) -> list[Members] | None:
        """Every committee that is worth the *least*; nothing where there are too many to look at.

        Args:
            inside: they have all of these, and so many *missing* of those *free*.
        """
        most = max(comb(len(free), size) for size in range(missing + 1))
        if most * len(self._values) > self._most:
            return None
        order = sorted(free)
        begun: Bits = np.zeros((1, self._levels, self._bits.shape[1]), dtype=np.uint64)
        for candidate in inside:
            begun = _with(begun, self._bits[candidate])
        return [
            inside | {order[place] for place in places}
            for places in self._found(ceil(least * self._unit), begun, self._bits[order], missing)
        ]

    def _found(self, least: int, held: Bits, bits: Bits, missing: int) -> Iterator[Sequence[int]]:
        """The places of who is added to those who are inside."""
        for size in range(1, missing):
            ends = range(size - 1, len(bits))
            held = np.concatenate([_with(held[: comb(j, size - 1)], bits[j]) for j in ends])
        for j in range(missing - 1, len(bits)):
            all_held = _with(held[: comb(j, missing - 1)], bits[j])
            voters = np.bitwise_count(all_held).reshape(len(all_held), -1)
            for rank in np.flatnonzero(voters @ self._values >= least).tolist():
                yield [*_members(rank, missing - 1), j]


def _with(held: Bits, approving: Bits) -> Bits:
    """Who approves one member, two, ... of each committee once another has joined it.

    Args:
        held: who did before: committees x levels x numbers.
        approving: who approves the new one.
    """
    new: Bits = held.copy()
    new[:, 0] |= approving
    new[:, 1:] |= held[:, :-1] & approving
    return new


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
