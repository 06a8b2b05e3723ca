"""The panels that weigh all that a ceiling allows: only they keep what it settles.

Whoever is held down by a ceiling has their chance only in lotteries whose every panel weighs as
much as any panel can: each of them *touches* the ceiling. The proof says where such panels can be.
In a leaf that adds up to less there are none. In one that adds up to exactly the most, a type that
weighs more than its rows is there as often as it can be, one that weighs less as seldom, and every
row that is multiplied is at its bound. That leaves so few types open that the panels can be made
all at once: open types are decided about one after another, those first that complete a row, and
choices that can no longer be completed are dropped.

Source: complementary slackness, as in Dantzig, "Linear programming and extensions" (1963).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deliberation.interruption import heed
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.ceiling import Ceiling, Part, beyond_rows, first_bounds
from deliberation.sortition.proofs.trees import Bounds, Leaf, leaves

MANY = 20_000  # choices at a time, above which the panels are not made
SMALL = np.int32  # holds what a row can count

Wholes: TypeAlias = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """A leaf of the proof, as panels that touch the ceiling see it.

    Args:
        short: how much less than the ceiling it adds up to; below 0 where bounds were rounded.
        scale: how many times as large *beyond* is.
        beyond: what one more of each type weighs beyond the rows, so that it is whole; empty where
            it is *short*.
        touching: what it leaves to panels that touch; nothing where it is *short*.
    """

    leaf: Leaf
    short: Fraction
    scale: int
    beyond: Sequence[int]
    touching: Part | None


def places(panels: Panels, ceiling: Ceiling, *, barred: Collection[int] = ()) -> Iterator[Place]:
    """The leaves of the proof of *ceiling*, whose weights are whole, from left to right.

    Args:
        barred: types that are known to be on no panel.
    """
    weights = [int(w) for w in ceiling.weights]
    for leaf, bounds in leaves(ceiling.proof, first_bounds(panels, barred)):
        scale, most, beyond = beyond_rows(panels, weights, leaf.multipliers)
        for w, (low, high) in zip(beyond, bounds, strict=True):
            most += w * (high if w > 0 else low)
        short = ceiling.most - Fraction(most, scale)
        tight = None if short else _tight(panels, leaf, beyond, bounds)
        yield Place(leaf, short, scale, beyond if tight else (), tight)


def _tight(panels: Panels, leaf: Leaf, beyond: Sequence[int], bounds: Bounds) -> Part:
    """The panels that weigh exactly what is added up in *leaf*."""
    once: dict[tuple[int, int], tuple[int, int]] = {}  # places and types are many, bounds are few
    fixed = [
        once.setdefault(pair, pair)
        for w, (low, high) in zip(beyond, bounds, strict=True)
        for pair in [(high if w > 0 else low, low if w < 0 else high)]
    ]
    rows = [*panels.rows]
    for r, y in leaf.multipliers.items():
        bound = rows[r].upper if y > 0 else rows[r].lower
        rows[r] = replace(rows[r], lower=bound, upper=bound)
    return Part(replace(panels, rows=tuple(rows)), fixed)


def touching(parts: Sequence[Part]) -> tuple[Panel, ...] | None:
    """All panels in *parts*, of which there is one at least; ``None`` where choices are too many.

    Raises:
        CancelledError: the work was called off.
    """
    made = _Choices(parts)
    for t in _order(parts):
        heed()
        if not made.decide(t):
            return None
    return tuple(dict.fromkeys(tuple(panel) for panel in made.panels()))


class _Choices:
    """What is decided so far, in all parts at once.

    Attributes:
        part: for each choice the number of its part.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        panels = parts[0].panels
        rows = np.array(
            [[(row.lower, row.upper) for row in p.panels.rows] for p in parts], dtype=SMALL
        )
        self._rows: Wholes = np.zeros((len(panels.types), len(panels.rows)), dtype=SMALL)
        for t, of in enumerate(panels.rows_of):
            self._rows[t, list(of)] = 1
        bounds = np.array([part.bounds for part in parts], dtype=SMALL)
        self._row_low, self._row_high = rows[..., 0], rows[..., 1]
        self._spare = bounds[..., 1] - bounds[..., 0]
        self._coming = self._spare @ self._rows
        self.part: Wholes = np.arange(len(parts))
        self._sums: Wholes = bounds[..., 0] @ self._rows
        # Types are many: of each, the fewest bits that hold how many people it has.
        self._chosen: Wholes = bounds[..., 0].astype(np.min_scalar_type(int(bounds.max())))

    def decide(self, t: int) -> bool:
        """How many are of type *t*: every number that may still lead to a panel.

        Returns:
            Whether these choices are few enough; nothing is decided otherwise.
        """
        row = self._rows[t]
        self._coming = self._coming - self._spare[:, t, None] * row
        going_on, more = [], []
        for n in range(int(self._spare[:, t].max()) + 1):
            may = np.flatnonzero(self._spare[self.part, t] >= n)
            fits = may[self._may_fit(self.part[may], self._sums[may] + n * row)]
            going_on.append(fits)
            more.append(np.full(len(fits), n, dtype=SMALL))
        kept, added = np.concatenate(going_on), np.concatenate(more)
        if len(kept) > MANY:
            return False
        self.part, self._sums = self.part[kept], self._sums[kept] + added[:, None] * row
        self._chosen = self._chosen[kept]
        self._chosen[:, t] += added.astype(self._chosen.dtype)
        return True

    def panels(self) -> list[list[int]]:
        """Everything chosen, once all types are decided about."""
        chosen: list[list[int]] = self._chosen[self._may_fit(self.part, self._sums)].tolist()
        return chosen

    def _may_fit(self, part: Wholes, sums: Wholes) -> npt.NDArray[np.bool_]:
        """Which *sums*, each in its *part*, can still come within the bounds of every row."""
        few, enough = sums <= self._row_high[part], sums + self._coming[part] >= self._row_low[part]
        fits: npt.NDArray[np.bool_] = np.all(few & enough, axis=1)
        return fits


def _order(parts: Sequence[Part]) -> Iterator[int]:
    """The types open in some part; those come first that complete a row soonest."""
    left = {t for part in parts for t, (low, high) in enumerate(part.bounds) if low < high}
    rows = [set(row.types) & left for row in parts[0].panels.rows]
    while left:
        row = min(filter(None, rows), key=len)
        yield from sorted(row)
        left -= row
        rows = [other - row for other in rows]
