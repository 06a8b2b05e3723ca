"""All ways to complete panels that are begun, by few people each: many panels at a time.

What is still needed to meet the rows says whom to look for: somebody of the row that fewest are of
comes next, for without one of these the panel cannot be completed. Rows that have no place left,
and rows that need everybody who is still to come, are bits of a word, as the rows of a type are; so
who fits is found for all panels and all types at once.

Source: the choice of what can be met in fewest ways, as in Knuth, "Dancing links" (2000).
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deliberation.interruption import heed

Wholes: TypeAlias = npt.NDArray[np.integer[Any]]

AT_ONCE = 4_000  # panels whose next member is looked for together
NOBODY = 2**30  # more than there are types


class Completing:
    """Completes panels by people of some types.

    Args:
        rows: for each type which rows count it, as zeros and ones; the first counts everybody.
        sizes: how many people are of each type.
    """

    def __init__(self, rows: Wholes, sizes: Wholes) -> None:
        self._rows, self._sizes = rows, sizes
        self._of_row, self._able = rows.T > 0, rows.sum(axis=0)
        self._words, self._other_words = _words(rows > 0), _words(rows == 0)

    def all_ways(self, low: Wholes, high: Wholes, seats: int) -> tuple[Wholes, Wholes]:
        """Each way to give *seats* people to panels which still need *low* to *high* in each row.

        Returns:
            For each way the place of its panel, and how many of each type are added.

        Raises:
            CancelledError: the work was called off.
        """
        place = np.flatnonzero(((low <= seats) & (high >= 0)).all(axis=1))
        sets = np.zeros((len(place), 0), dtype=np.int64)
        low, high = low[place], high[place]
        for still in range(seats, 0, -1):
            which, t = self._next(low, high, still)
            sets = np.sort(np.column_stack([sets[which], t]), axis=1)
            kept = self._each_once(place[which], sets)
            place, sets, which, t = place[which[kept]], sets[kept], which[kept], t[kept]
            low, high = low[which] - self._rows[t], high[which] - self._rows[t]
        met = (low <= 0).all(axis=1)
        place, sets = place[met], sets[met]
        added = np.zeros((len(place), len(self._sizes)), dtype=low.dtype)
        np.add.at(added, (np.arange(len(place))[:, None], sets), 1)
        there = (added <= self._sizes).all(axis=1)
        return place[there], added[there]

    def _each_once(self, place: Wholes, sets: Wholes) -> Wholes:
        """Where each set of types for each panel stands first."""
        marks = place.astype(np.int64)
        for column in sets.T:
            marks = marks * len(self._sizes) + column
        first: Wholes = np.unique(marks, return_index=True)[1]
        return first

    def _next(self, low: Wholes, high: Wholes, still: int) -> tuple[Wholes, Wholes]:
        """Who may come next where, if so many are *still* missing: places of panels, and types."""
        found = [(np.zeros(0, dtype=np.int64),) * 2]
        for begin in range(0, len(low), AT_ONCE):
            heed()
            some = slice(begin, begin + AT_ONCE)
            which, t = np.nonzero(self._fits(low[some], high[some], still))
            found.append((which + begin, t))
        which, t = map(np.concatenate, zip(*found, strict=True))
        return which, t

    def _fits(self, low: Wholes, high: Wholes, still: int) -> npt.NDArray[np.bool_]:
        """For each panel which types fit, among those of its row that fewest are of."""
        scarce = np.argmin(np.where(low > 0, self._able, NOBODY), axis=1)
        fits: npt.NDArray[np.bool_] = self._of_row[scarce].copy()
        for full, all_of, row, other in zip(
            _words(high <= 0), _words(low >= still), self._words, self._other_words, strict=True
        ):
            fits &= ((full[:, None] & row) | (all_of[:, None] & other)) == 0
        return fits


def _words(flags: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.uint64]]:
    """The *flags* of each line in words of 64 bits: first words, then second ones, and so on."""
    lines, bits = flags.shape
    padded = np.zeros((lines, -(-bits // 64) * 64), dtype=np.bool_)
    padded[:, :bits] = flags
    return [*np.packbits(padded, axis=1).view(np.uint64).T]
