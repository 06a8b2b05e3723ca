"""Places of a proof where tight rows leave a single panel: what it weighs follows from one matrix.

Mostly as many tight rows as there are open types part a place that touches a ceiling from all
others. Then whatever the open types weigh is made up by multiplying these rows, in exactly one way,
and the sum is what the panel weighs. So a matrix is inverted once, and no programme is solved for
other weights.

Source: Cramer's rule, for the inverse in whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.solver import Floats
from deliberation.sortition.proofs.ceiling import Part
from deliberation.sortition.proofs.trees import Leaf

SLIGHT = 1e-6  # what floats take for nothing
LARGE = 2**40  # determinants above this are not read off floats

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spot:
    """What *rows* are multiplied by: the *inverse*, over *below*, times what *types* weigh."""

    types: Sequence[int]
    rows: Sequence[int]
    inverse: Sequence[Sequence[int]]
    below: int

    @classmethod
    def of(cls, part: Part, known: Ints) -> Spot | None:
        """The spot that *part* is, if it holds one of the panels *known* and nothing else.

        Args:
            known: a line for each panel.
        """
        low, high = np.array(part.bounds, dtype=np.int64).T
        if ((low <= known) & (known <= high)).all(axis=1).sum() != 1:
            return None
        types, rows = np.flatnonzero(low < high), part.panels.rows
        tight = [r for r, row in enumerate(rows) if row.lower == row.upper]
        counted = np.zeros((len(rows), len(low)), dtype=np.int64)
        for t in types.tolist():
            counted[list(part.panels.rows_of[t]), t] = 1
        chosen = _independent(counted[tight][:, types])
        if chosen is None:
            return None
        tight = [tight[i] for i in chosen]
        found = _inverse(counted[tight][:, types].T)
        if found is None:
            return None
        inverse, below = found
        return cls(types.tolist(), tight, inverse.tolist(), below)

    def proof(self, weights: Sequence[int]) -> Leaf:
        """Why no panel there weighs more by these *weights* than the one that is there."""
        own = [weights[t] for t in self.types]
        times = (sum(a * w for a, w in zip(line, own, strict=True) if a) for line in self.inverse)
        return Leaf(
            {r: Fraction(n, self.below) for r, n in zip(self.rows, times, strict=True) if n}
        )


def _independent(matrix: Ints) -> list[int] | None:
    """As many lines of *matrix* as it has columns, that determine them; ``None`` if none do."""
    left: Floats = matrix.astype(np.float64)
    chosen = []
    for _ in range(matrix.shape[1]):
        if not len(left):
            return None
        i, j = np.unravel_index(int(np.argmax(np.abs(left))), left.shape)
        if abs(left[i, j]) < SLIGHT:
            return None
        chosen.append(int(i))
        left = left - np.outer(left[:, j] / left[i, j], left[i])
        left[chosen] = 0.0
    return chosen


def _inverse(matrix: Ints) -> tuple[Ints, int] | None:
    """The inverse of *matrix*, multiplied by its determinant, and this; ``None`` if too large."""
    inverse, below = np.linalg.inv(matrix), abs(np.linalg.det(matrix))
    if below * max(1.0, float(np.abs(inverse).max(initial=0.0))) > LARGE:
        return None
    whole, times = np.round(inverse * np.round(below)).astype(np.int64), round(float(below))
    right = (matrix @ whole == times * np.eye(len(matrix), dtype=np.int64)).all()
    return (whole, times) if right else None
