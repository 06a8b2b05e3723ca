"""Real panels that weigh nearly what fractional panels can, all of them, made in advance.

By the multipliers of the lowest level over fractional panels, those whom the level holds down weigh
something, and nobody else more than nothing. No panel weighs more than if all rows that count were
at their bounds, and all who are worth a place to the others were on it; each place and each of them
that is missing makes it fall short. A lottery over real panels whose lowest chance comes close to
that level has panels that fall short little, on average by no more than the share by which its
lowest chance does. Where the level holds most people down, such a panel seats few of those: then
there are not too many of these panels, and a list of them gives the generation of panels
(``columns``) what it would otherwise find one by one, late.

First everybody else is decided about, a type at a time, dropping choices that can no longer be
completed; then those held down complete each choice (``completing``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.interruption import heed
from deliberation.sortition.chances.ascent import Level
from deliberation.sortition.chances.completing import Completing, Wholes
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import proven_most
from deliberation.sortition.proofs.trees import Leaf

FEW = 4  # people of those held down on a panel
SHORT = Fraction(3, 100)  # by which share of the most a panel may fall short
MANY = 60_000  # choices at a time, above which they are too many to be made
NUMBERS = 20_000_000  # of all panels together, above which they are too many to be kept
GRID = 2**40  # what somebody weighs less than nothing, as a part of the most
SMALL = np.int16  # holds what a row can count
AT_ONCE = 4_000  # panels that are completed or weighed together


def nearly_best(panels: Panels, level: Level, barred: Collection[int] = ()) -> Wholes:
    """The panels that fall short little by the multipliers of *level*, and seat few that it holds.

    Args:
        level: the first above 0 of the fractional optimum.
        barred: types that are on no panel.

    Returns:
        A row for each panel, with how many of each type it seats; no row where they are too many.
    """
    others = _Others(panels, level, barred)
    nothing: Wholes = np.zeros((0, len(panels.types)), dtype=others.kind)
    if not others.decided():
        return nothing
    found, numbers = [nothing], 0
    for made in others.completed(np.array(level.types)):
        found.append(made)
        numbers += made.size
        if numbers > NUMBERS:
            return nothing
    return np.concatenate(found)


def weighed(made: Wholes, weights: Sequence[int]) -> Wholes:
    """What each of the panels *made* weighs."""
    exact = np.array(weights, dtype=np.int64)
    parts = [made[i : i + AT_ONCE] @ exact for i in range(0, len(made), AT_ONCE)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


@dataclass(frozen=True, slots=True)
class _Shortfall:
    """What makes a panel fall short, in parts of the grid.

    Args:
        types: for each type, one of its people who is missing.
        rows: for each row, one place that it is away from its bound.
    """

    types: Wholes
    rows: Wholes

    @classmethod
    def by(cls, panels: Panels, level: Level, barred: Collection[int]) -> _Shortfall:
        """That by the multipliers of *level*."""
        times = [level.multipliers.get(r, Fraction(0)) for r in range(len(panels.rows))]
        weights = [sum((times[r] for r in rows), Fraction(0)) for rows in panels.rows_of]
        above = [max(w, Fraction(0)) for w in weights]
        most = proven_most(panels, above, Leaf(level.multipliers), barred=barred)
        types = [
            0 if t in barred else int(max(-w, Fraction(0)) / most * GRID)
            for t, w in enumerate(weights)
        ]
        rows = [int(abs(y) / most * GRID) for y in times]
        return cls(np.array(types, dtype=np.int64), np.array(rows, dtype=np.int64))


class _Others:
    """All choices among the types that are not held down.

    Attributes:
        kind: the fewest bits that hold how many of a type a panel has; there are many types.
    """

    def __init__(self, panels: Panels, level: Level, barred: Collection[int]) -> None:
        held = {*level.types, *barred}
        self._sizes = np.array(panels.sizes, dtype=SMALL)
        self._rows = np.zeros((len(panels.types), len(panels.rows)), dtype=SMALL)
        for t, rows in enumerate(panels.rows_of):
            self._rows[t, list(rows)] = 1
        size = panels.rows[0].upper
        self.kind = np.min_scalar_type(size)
        self._low = np.array([row.lower for row in panels.rows], dtype=SMALL)
        self._high = np.array([min(row.upper, size) for row in panels.rows], dtype=SMALL)
        self._shortfall = _Shortfall.by(panels, level, barred)
        self._at_upper = np.array([level.multipliers.get(r, 0) > 0 for r in range(len(self._low))])
        self._narrow()
        types = np.array([t for t in range(len(panels.types)) if t not in held], dtype=np.int64)
        self._types = types[np.argsort(-self._shortfall.types[types], kind="stable")]
        self._apart = _apart(self._rows[list(level.types)])
        self._sums = np.zeros((1, len(panels.rows)), dtype=SMALL)
        self._chosen: Wholes = np.zeros((1, len(types)), dtype=self.kind)
        self._short = np.zeros(1, dtype=np.int64)

    def _narrow(self) -> None:
        """Leave to each row no more places away from its bound than a panel may fall short."""
        places = int(SHORT * GRID) // np.maximum(self._shortfall.rows, 1)
        room = np.minimum(places, self._high - self._low).astype(SMALL)
        room = np.where(self._shortfall.rows > 0, room, self._high - self._low)
        self._low = np.where(self._at_upper, self._high - room, self._low)
        self._high = np.where(self._at_upper, self._high, self._low + room)

    def decided(self) -> bool:
        """Make the choices; whether they are few enough."""
        rows, sizes = self._rows, self._sizes
        coming = rows[self._types].T @ sizes[self._types]
        for place, t in enumerate(self._types):
            heed()
            coming = coming - rows[t] * sizes[t]
            parts = []
            for n in range(min(int(sizes[t]), int(self._high[0])) + 1):
                sums = self._sums + rows[t] * SMALL(n)
                short = self._short + self._shortfall.types[t] * (int(sizes[t]) - n)
                fit = (sums <= self._high).all(1) & (short <= int(SHORT * GRID))
                needed = np.maximum(self._low - sums - coming, 0)
                fit &= (needed @ self._apart <= FEW).all(1)
                chosen = self._chosen[fit]
                chosen[:, place] = n
                parts.append((sums[fit], chosen, short[fit]))
            self._sums, self._chosen, self._short = (
                np.concatenate(part) for part in zip(*parts, strict=True)
            )
            if len(self._short) > MANY:
                return False
        return True

    def completed(self, outer: Wholes) -> Iterator[Wholes]:
        """The panels that begin with these choices, completed by people of the *outer* types."""
        completing = Completing(self._rows[outer], self._sizes[outer])
        missing = self._high[0] - self._sums[:, 0]
        for seats in range(FEW + 1):
            having = np.flatnonzero(missing == seats)
            for begin in range(0, len(having), AT_ONCE):
                which = having[begin : begin + AT_ONCE]
                sums = self._sums[which]
                of, added = completing.all_ways(self._low - sums, self._high - sums, seats)
                made = np.zeros((len(of), len(self._sizes)), dtype=self.kind)
                made[:, self._types] = self._chosen[which[of]]
                made[:, outer] = added
                yield made[self._keep(sums[of] + added @ self._rows[outer], which[of])]

    def _keep(self, sums: Wholes, which: Wholes) -> Wholes:
        """Those that fall short little, with their rows counted."""
        away = np.where(self._at_upper, self._high - sums, sums - self._low)
        short = self._short[which] + away.astype(np.int64) @ self._shortfall.rows
        return np.flatnonzero(short <= int(SHORT * GRID))


def _apart(rows: Wholes) -> Wholes:
    """For each row its group, as a one among zeros: nobody is counted twice in a group."""
    groups: list[list[int]] = []
    for r in range(rows.shape[1]):
        apart_from = (g for g in groups if not (rows[:, g].sum(axis=1) * rows[:, r]).any())
        group = next(apart_from, None)
        if group is None:
            groups.append([r])
        else:
            group.append(r)
    apart = np.zeros((rows.shape[1], len(groups)), dtype=SMALL)
    for place, group in enumerate(groups):
        apart[group, place] = 1
    return apart
