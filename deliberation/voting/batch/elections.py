"""Many electorates as one array, and what a rule says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.uint8]

CELLS = 2**20
"""How many ranks are looked at at once, so that they stay near the processor."""

MOST = 254
"""So many candidates fit into a byte, with the mark of whoever is left out and that of whoever is
eliminated."""


@dataclass(frozen=True, slots=True, init=False, eq=False)
class Elections:
    """As many elections as the array is long, with equally many voters and candidates each.

    Args:
        ranks: elections x voters x candidates, 0 for the best, 1 for the next and so on; equal for
            the tied. Whoever is not ranked has the number of candidates.

    Raises:
        InvalidInputError: the array has another shape, is empty, has more than 254 candidates, or
            holds a number that is no rank; or in some election nobody is ranked.
    """

    ranks: Ranks

    def __init__(self, ranks: npt.ArrayLike) -> None:
        given: npt.NDArray[Any] = np.asarray(ranks)
        if given.ndim != 3 or not given.size or given.shape[2] > MOST:
            raise InvalidInputError(
                [
                    f"ranks are elections x voters x candidates, at most {MOST} of these, not"
                    f" {given.shape}"
                ]
            )
        candidates = given.shape[2]
        if given.dtype.kind not in "iu" or given.min() < 0 or given.max() > candidates:
            raise InvalidInputError([f"a rank is a whole number from 0 to {candidates}"])
        kept = np.ascontiguousarray(given, dtype=np.uint8)
        (empty,) = (kept == candidates).all(axis=(1, 2)).nonzero()
        if len(empty):
            raise InvalidInputError([f"in election {empty[0]} there is no valid ballot to count"])
        object.__setattr__(self, "ranks", kept)

    def __len__(self) -> int:
        return len(self.ranks)

    @property
    def candidates(self) -> int:
        """How many stand in each election."""
        return int(self.ranks.shape[2])

    def parts(self) -> Iterator[Ranks]:
        """The elections a few at a time, as candidates x elections x voters."""
        step = max(1, CELLS // (self.ranks.shape[1] * self.ranks.shape[2]))
        for begin in range(0, len(self), step):
            yield np.ascontiguousarray(self.ranks[begin : begin + step].transpose(2, 0, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a rule says of each election.

    Args:
        rule: the rule's name.
        elected: the index of the candidate elected in each election, and -1 where there is a tie.
        tied: where the rule would have to ask about a tie.
    """

    rule: str
    elected: Counts
    tied: Flags


def answer(rule: str, elections: Elections, count: Callable[[Ranks], Counts]) -> Answers:
    """What *count* makes of a few elections at a time: who is elected, -1 where there is a tie."""
    elected = np.concatenate([count(part) for part in elections.parts()])
    return Answers(rule, elected, elected < 0)


def only_best(totals: Counts) -> Counts:
    """The candidate with the highest total in each election, or -1 where there are several.

    Args:
        totals: elections x candidates.
    """
    best = totals == totals.max(axis=1, keepdims=True)
    return np.where(best.sum(axis=1) == 1, best.argmax(axis=1), -1)


def counted(flags: Flags) -> Counts:
    """How many voters of each election are flagged.

    Args:
        flags: elections x voters.
    """
    counts: Counts = np.bitwise_count(np.packbits(flags, axis=1)).sum(axis=1, dtype=np.int64)
    return counts


def preferences(part: Ranks) -> Counts:
    """Elections x candidates x candidates: how many voters prefer the one to the other."""
    m, size, _ = part.shape
    d: Counts = np.zeros((size, m, m), dtype=np.int64)
    for i in range(m):
        for j in range(m):
            if i != j:
                d[:, i, j] = counted(part[i] < part[j])
    return d
