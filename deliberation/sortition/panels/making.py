"""All panels within bounds, made at once where they are few.

Types are decided about one after another, those first that complete a row; a choice that can no
longer be completed is dropped. All choices are kept side by side: of each is known what it has
counted in every row, and which choice it came from, so that panels are put together only at the
end. Only the rows of the type that is decided about can show that a choice leads nowhere. Where
choices are many before a quarter is decided about, they will be too many: that is seen early.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deliberation.interruption import heed
from deliberation.sortition.panels.polytope import Panels, Row

Wholes: TypeAlias = npt.NDArray[np.integer[Any]]

BEGUN, FEW = 0.25, 10  # until that share of the types is decided about, so many times fewer may be
SMALL = 2**14  # what rows count up to, for which half the memory is enough


def all_within(
    panels: Panels, rows: Sequence[Row], bounds: Sequence[tuple[int, int]], *, many: int
) -> Wholes | None:
    """Every panel within these *bounds* of rows and types, one a line; ``None`` if too many.

    Args:
        rows: those of *panels*, perhaps narrower.
        bounds: the fewest and the most of each type.
        many: how many choices at a time may be kept; fewer at first.

    Raises:
        CancelledError: the work was called off.
    """
    made, order = _Choices(panels, rows, bounds), [*_order(rows, bounds)]
    for place, t in enumerate(order):
        heed()
        made.decide(t)
        if made.number > (many // FEW if place < BEGUN * len(order) else many):
            return None
    return made.panels()


class _Choices:
    """What is decided so far: a column for each choice."""

    def __init__(
        self, panels: Panels, rows: Sequence[Row], bounds: Sequence[tuple[int, int]]
    ) -> None:
        self._rows_of, self._bounds = panels.rows_of, bounds
        begun = np.array(panels.count([least for least, _ in bounds]))
        coming = np.array(panels.count([most - least for least, most in bounds]))
        low, high = np.array([(row.lower, row.upper) for row in rows]).T
        size = np.int16 if max(map(np.max, (begun + coming, abs(low), high))) < SMALL else np.int64
        self._low: Wholes = low.astype(size)
        self._high: Wholes = high.astype(size)
        self._coming: Wholes = coming.astype(size)
        possible = bool(((begun <= high) & (begun + coming >= low)).all())
        self._sums: Wholes = begun[:, None][:, : int(possible)].astype(size)
        self._decided: list[tuple[int, Wholes, Wholes]] = []  # type, choice before, how many more

    @property
    def number(self) -> int:
        """How many choices there are."""
        return len(self._sums.T)

    def decide(self, t: int) -> None:
        """How many are of type *t*: every number that may still lead to a panel."""
        least, most = self._bounds[t]
        rows = list(self._rows_of[t])
        self._coming[rows] -= most - least
        counted = self._sums[rows]
        needed = (self._low[rows] - self._coming[rows])[:, None] <= counted
        sums, before, numbers = [], [], []
        for more in range(most - least + 1):
            if more:
                needed = (self._low[rows] - self._coming[rows] - more)[:, None] <= counted
                needed &= counted <= (self._high[rows] - more)[:, None]
            kept = np.flatnonzero(needed.all(axis=0))
            further = self._sums.take(kept, axis=1)
            further[rows] += more
            sums.append(further)
            before.append(kept)
            numbers.append(np.full(len(kept), more, dtype=self._sums.dtype))
        self._sums = np.concatenate(sums, axis=1)
        self._decided.append((t, np.concatenate(before), np.concatenate(numbers)))

    def panels(self) -> Wholes:
        """Everything chosen, once all types are decided about."""
        made = np.empty((self.number, len(self._bounds)), dtype=np.int64)
        made[:] = [least for least, _ in self._bounds]
        place: Wholes = np.arange(self.number)
        for t, before, numbers in reversed(self._decided):
            made[:, t] += numbers[place]
            place = before[place]
        return made


def _order(rows: Sequence[Row], bounds: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The types that are open; those come first that complete a row soonest."""
    left = {t for t, (low, high) in enumerate(bounds) if low < high}
    waiting = [set(row.types) & left for row in rows]
    while left:
        row = min(filter(None, waiting), key=len)
        yield from sorted(row)
        left -= row
        waiting = [other - row for other in waiting]
