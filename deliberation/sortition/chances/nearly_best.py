"""Real panels that weigh nearly what fractional panels can, all of them, made in advance.

By the multipliers of the lowest level over fractional panels, those whom the level holds down weigh
something, and nearly everybody else nothing; only whom every fractional optimum seats weighs less
than nothing, so that a panel without them falls short. A lottery over real panels whose lowest
chance comes close to that level has panels that fall short little, on average by no more than the
share by which its lowest chance does. Where the level holds most people down, such a panel seats
few of those: then there are not too many of these panels, and a list of them gives the generation
of panels (``columns``) what it would otherwise find one by one, late.

First everybody else is decided about, a type at a time, dropping choices that can no longer be
completed; then those held down complete each choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deliberation.interruption import heed
from deliberation.sortition.chances.ascent import Level
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import Leaf, proven_most

Wholes: TypeAlias = npt.NDArray[np.integer[Any]]

FEW = 4  # people of those held down on a panel
SHORT = Fraction(3, 100)  # by which share of the most a panel may fall short
MANY = 150_000  # choices at a time, and panels, above which they are too many to be made
GRID = 2**40  # what somebody weighs less than nothing, as a part of the most
SMALL = np.int16  # holds what a row can count
AT_ONCE = 2_000  # choices that are looked at together


def nearly_best(panels: Panels, level: Level) -> Wholes:
    """The panels that fall short little by the multipliers of *level*, and seat few that it holds.

    Args:
        level: the first above 0 of the fractional optimum.

    Returns:
        A row for each panel, with how many of each type it seats; no row where they are too many.
    """
    held = np.zeros(len(panels.types), dtype=bool)
    held[list(level.types)] = True
    others = _Others(panels, level, np.flatnonzero(~held))
    if not others.decided():
        return np.zeros((0, len(held)), dtype=np.int64)
    found, outer = list[Wholes](), np.flatnonzero(held)
    for begin in range(0, len(others.chosen), AT_ONCE):
        heed()
        for panel in _completed(panels, others, slice(begin, begin + AT_ONCE), outer):
            found.append(panel)
            if len(found) > MANY:
                return np.zeros((0, len(held)), dtype=np.int64)
    return np.array(found, dtype=np.int64).reshape(-1, len(held))


class _Others:
    """All choices among the types that are not held down.

    Attributes:
        rows: for each type which rows count it, as zeros and ones.
        low: the lower bound of each row.
        high: the upper bound of each row.
        types: these types, in the order of decision.
        chosen: for each choice how many of each of them.
        sums: for each choice what its people add to each row.
    """

    def __init__(self, panels: Panels, level: Level, types: Wholes) -> None:
        self._sizes = panels.sizes
        self.rows = np.zeros((len(panels.types), len(panels.rows)), dtype=SMALL)
        for t, rows in enumerate(panels.rows_of):
            self.rows[t, list(rows)] = 1
        size = panels.rows[0].upper
        self.low = np.array([row.lower for row in panels.rows], dtype=SMALL)
        self.high = np.array([min(row.upper, size) for row in panels.rows], dtype=SMALL)
        self._missing = _missing(panels, level)
        self.types = types[np.argsort(-self._missing[types], kind="stable")]
        self.sums = np.zeros((1, len(panels.rows)), dtype=SMALL)
        self.chosen = np.zeros((1, len(types)), dtype=SMALL)

    def decided(self) -> bool:
        """Make the choices; whether they are few enough."""
        rows, low, high, sizes = self.rows, self.low, self.high, self._sizes
        of_each = np.array([sizes[t] for t in self.types], dtype=np.int64)
        coming = rows[self.types].T @ of_each
        short = np.zeros(1, dtype=np.int64)
        for place, t in enumerate(self.types):
            heed()
            coming = coming - rows[t] * of_each[place]
            parts = []
            for n in range(min(sizes[t], int(high[0])) + 1):
                sums = self.sums + rows[t] * n
                lost = short + self._missing[t] * (sizes[t] - n)
                fit = (sums <= high).all(1) & (low - sums - coming <= FEW).all(1)
                fit &= lost <= int(SHORT * GRID)
                chosen = self.chosen[fit]
                chosen[:, place] = n
                parts.append((sums[fit], chosen, lost[fit]))
            self.sums, self.chosen, short = (
                np.concatenate(part) for part in zip(*parts, strict=True)
            )
            if len(short) > MANY:
                return False
        return True


def _missing(panels: Panels, level: Level) -> Wholes:
    """What a panel falls short by for each of a type's people whom it leaves out."""
    weights = [
        sum((level.multipliers.get(r, Fraction(0)) for r in rows), Fraction(0))
        for rows in panels.rows_of
    ]
    above = [max(w, Fraction(0)) for w in weights]
    most = proven_most(panels, above, Leaf(level.multipliers))
    return np.array([int(max(-w, Fraction(0)) / most * GRID) for w in weights], dtype=np.int64)


def _completed(panels: Panels, others: _Others, which: slice, outer: Wholes) -> Iterator[Wholes]:
    """The panels that begin with *which* choices, completed by people of the *outer* types."""
    rows, low, high = others.rows[outer], others.low, others.high
    sizes = np.array([panels.sizes[t] for t in outer], dtype=np.int64)
    sums, chosen = others.sums[which], others.chosen[which]
    fits: npt.NDArray[np.bool_] = np.all(rows[None] <= (high - sums)[:, None], axis=2)
    enough: npt.NDArray[np.bool_] = np.all(fits @ (rows * sizes[:, None]) >= low - sums, axis=1)
    for i in np.flatnonzero(enough):
        for numbers in _sets(rows, np.flatnonzero(fits[i]), low - sums[i], high - sums[i]):
            added = np.bincount(numbers, minlength=len(outer))
            if (added <= sizes).all():
                panel = np.zeros(len(panels.types), dtype=np.int64)
                panel[others.types] = chosen[i]
                panel[outer] = added
                yield panel


def _sets(rows: Wholes, fitting: Wholes, low: Wholes, high: Wholes) -> Wholes:
    """Which of those *fitting*, with repetition, have row sums from *low* to *high*.

    The first row counts everybody, so it says how many they are. Somebody of the scarcest row comes
    first, and nobody else of that row who stands before; the others follow as they stand.
    """
    if not high[0]:
        return np.zeros((int((low <= 0).all()), 0), dtype=np.int64)
    counted = rows[fitting]
    scarce = int(np.argmin(np.where(low > 0, counted.sum(0), len(fitting) + 1)))
    of_it = counted[:, scarce] > 0
    sets, sums = np.flatnonzero(of_it)[:, None], counted[of_it]
    for still in range(int(high[0]) - 2, -1, -1):
        first, last = sets[:, :1], sets[:, -1:] if sets.shape[1] > 1 else 0
        place = np.arange(len(fitting))
        a, b = np.nonzero((last <= place) & ((first <= place) | ~of_it))
        more = sums[a] + counted[b]
        fit = ((more <= high) & (low - more <= still)).all(1)
        sets, sums = np.column_stack([sets[a[fit]], b[fit]]), more[fit]
    return fitting[sets[((low <= sums) & (sums <= high)).all(1)]]
