"""Heavier panels beside those known: two people change places with two others.

Two types that together fill the same quotas as two others can take their place on any panel. Put
all pairs of types that do so in one group; of each group only the heaviest pair matters. So the
best change on every panel known is found by looking at all pairs once, and then at the pairs of
each panel; a few changes in a row lead from the heaviest panels known to many that are heavier.
With few free seats and many types this finds panels by the hundred where a linear programme finds
one. All weights are whole, so that every machine finds the same.

Source: local search by exchange, as in Lin, Kernighan, "An effective heuristic algorithm for the
traveling-salesman problem", Operations Research 21 (1973); here over pairs that are alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.randomness import Lots
from deliberation.sortition.panels.polytope import Panel, Panels
from deliberation.sortition.pool import Standing

Ints = npt.NDArray[np.int64]

FREE_SEATS = 15  # up to so many seats the pairs of a panel are few
FEW_TYPES = 150  # up to which panels are found as quickly without
MANY_TYPES = 2_000  # of so many there are two million pairs
BEGIN = 1_500  # panels, the heaviest known, that changes begin with
CHANGES = 3  # in a row
MARK = 2**50  # what marks of quotas are taken modulo, so that sums of two fit


class Neighbours:
    """Finds heavier panels beside those that it was shown.

    Args:
        rows: those that changes leave as they are; the others are looked at afterwards.
        barred: types that are on no panel.
    """

    def __init__(self, panels: Panels, rows: Collection[int], barred: Collection[int]) -> None:
        self._panels = panels
        self.types = np.array([t for t in open_types(panels) if t not in barred])
        n = len(self.types)
        lots = Lots("neighbours", "one number for each quota")
        words = {r: lots.below(MARK) for r in sorted(rows)}
        of_type = [sum(words.get(r, 0) for r in panels.rows_of[t]) % MARK for t in self.types]
        marks = np.array(of_type, dtype=np.int64)
        one, other = np.triu_indices(n)
        together = (marks[one] + marks[other]) % MARK
        order = np.argsort(together, kind="stable")
        self._one, self._other = one[order], other[order]
        begins = np.flatnonzero(np.diff(together[order], prepend=-1))
        self._begins = begins
        self._group_of = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(order)))
        self._group = np.zeros((n, n), dtype=np.int32)
        self._group[self._one, self._other] = self._group_of
        self._group[self._other, self._one] = self._group_of
        self._counted = np.zeros((n, len(panels.rows)), dtype=np.int64)
        for i, t in enumerate(self.types.tolist()):
            self._counted[i, list(panels.rows_of[t])] = 1
        self._sizes = np.array(panels.sizes, dtype=np.int64)[self.types]
        self._certain = np.array(panels.sizes, dtype=np.int64)
        self._certain[[t for t, k in enumerate(panels.types) if k.standing is not Standing.IN]] = 0
        base = np.array(panels.count(self._certain.tolist()), dtype=np.int64)
        self._low = np.array([row.lower for row in panels.rows]) - base
        self._high = np.array([row.upper for row in panels.rows]) - base
        self._seen: set[Panel] = set()
        self._known = np.zeros((0, free_seats(panels)), dtype=np.int64)

    def show(self, panels: Iterable[Panel]) -> None:
        """Let changes begin with these *panels* too."""
        new = [panel for panel in dict.fromkeys(panels) if panel not in self._seen]
        self._seen.update(new)
        self._known = np.concatenate([self._known, self.seats(new)])

    def seats(self, panels: Iterable[Panel]) -> Ints:
        """Who has the free seats of the *panels*, as places in ``types``."""
        every, n = np.arange(len(self.types)), self._known.shape[1]
        rows = [np.repeat(every, np.array(panel)[self.types]) for panel in panels]
        return np.array(rows, dtype=np.int64).reshape(-1, n)

    def heavier(self, weights: Sequence[int], most: int) -> list[Panel]:
        """Panels whose members' *weights* add up to more than *most*, the heaviest first."""
        own = np.array(weights, dtype=np.int64)
        most -= int(own @ self._certain)
        own = own[self.types]
        heavy = np.argsort(-own[self._known].sum(axis=1), kind="stable")[:BEGIN]
        seats, found = self._known[heavy], [self._known[:0]]
        for _ in range(CHANGES):
            _, seats = self.changed(seats, own, own)
            if not len(seats):
                break
            seats = np.unique(seats, axis=0)
            found.append(seats[own[seats].sum(axis=1) > most])
        together = np.unique(np.concatenate(found), axis=0)
        order = np.argsort(-own[together].sum(axis=1), kind="stable")
        return [self.panel(panel) for panel in together[order]]

    def changed(self, seats: Ints, leaving: Ints, coming: Ints) -> tuple[Ints, Ints]:
        """What the panels with these *seats* become by their best change, where it pays.

        Args:
            seats: the places of types in ``types``, for each panel and free seat.
            leaving: what is lost with one less of each type; *coming* what is won by one more.

        Returns:
            The panels that change, by their place, and their new seats.
        """
        weigh = coming[self._one] + coming[self._other]
        greatest = np.maximum.reduceat(weigh, self._begins)
        places = np.flatnonzero(weigh == greatest[self._group_of])
        best = places[np.diff(self._group_of[places], prepend=-1) > 0]
        a, b = np.triu_indices(seats.shape[1], 1)
        groups = self._group[seats[:, a], seats[:, b]]
        gain = greatest[groups] - leaving[seats[:, a]] - leaving[seats[:, b]]
        panel, pair = np.arange(len(seats)), np.argmax(gain, axis=1)
        place, better = best[groups[panel, pair]], gain[panel, pair] > 0
        new = seats.copy()
        new[panel, a[pair]], new[panel, b[pair]] = self._one[place], self._other[place]
        new = np.sort(new, axis=1)
        which = np.flatnonzero(better)[self._allowed(new[better])]
        return which, new[which]

    def _allowed(self, seats: Ints) -> npt.NDArray[np.bool_]:
        """Which panels with these *seats* keep to all rows and to the sizes of the types."""
        sums = self._counted[seats].sum(axis=1)
        fits: npt.NDArray[np.bool_] = ((self._low <= sums) & (sums <= self._high)).all(axis=1)
        like = (seats[:, :, None] == seats[:, None, :]).sum(axis=2)
        there: npt.NDArray[np.bool_] = (like <= self._sizes[seats]).all(axis=1)
        return fits & there

    def panel(self, seats: Ints) -> Panel:
        """The panel with these *seats*, and all who are certain."""
        numbers = self._certain.copy()
        np.add.at(numbers, self.types[seats], 1)
        return tuple(numbers.tolist())


def few_seats(panels: Panels) -> bool:
    """Whether so few seats are free, for so many types, that most panels have many neighbours."""
    few = free_seats(panels) <= FREE_SEATS
    return few and FEW_TYPES < len(panels.types) <= MANY_TYPES


def free_seats(panels: Panels) -> int:
    """How many seats are left to those who need not be on every panel."""
    every = zip(panels.types, panels.sizes, strict=True)
    return panels.rows[0].upper - sum(m for type, m in every if type.standing is Standing.IN)


def tight_rows(panels: Panels, chances: Sequence[Fraction]) -> list[int]:
    """The rows that are at a bound on every panel of a lottery with these *chances*."""
    seats = [m * p for m, p in zip(panels.sizes, chances, strict=True)]
    sums = [sum((seats[t] for t in row.types), Fraction(0)) for row in panels.rows]
    bounds = zip(panels.rows, sums, strict=True)
    return [r for r, (row, s) in enumerate(bounds) if s in (row.lower, row.upper)]


def open_types(panels: Panels) -> list[int]:
    """The types that need be neither on every panel nor on none."""
    return [t for t, type in enumerate(panels.types) if type.standing is Standing.OPEN]
