"""Sets of types that together fill the same quotas as others.

Each quota has a number by lot, and a set of types the sum of those that count its people. Sets with
the same sum fill the same quotas, up to a chance that there is not; so they stand together once
sets are sorted by sums. There may be millions of sets: sums are looked at range by range, and types
are kept in few bytes.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from deliberation.randomness import Lots
from deliberation.sortition.panels import Panels

Wholes: TypeAlias = npt.NDArray[np.integer[Any]]

NEIGHBOURS = 5  # of those that fill the same quotas, with how many others each is paired
MARK = 2**60  # what sums are taken modulo, so that those of three fit
AT_ONCE = 250_000  # sets that are sorted together, about


def alike(panels: Panels, size: int) -> Wholes:
    """Pairs of sets of *size* types that fill the same quotas and share nobody.

    Returns:
        Six types for each pair, three of each set; the number of types stands for nobody.
    """
    n = len(panels.types)
    sets = _sets(n, size)
    sums = _sums(panels, sets)
    found = [[np.empty((0, 6), dtype=sets.dtype)] for _ in range(NEIGHBOURS)]
    width = -(-MARK // (len(sets) // AT_ONCE + 1))
    for least in range(0, MARK, width):
        some = np.flatnonzero((sums >= least) & (sums < least + width))
        some = some[np.argsort(sums[some], kind="stable")]
        for further, pairs in enumerate(found[: max(len(some) - 1, 0)], 1):
            same = np.flatnonzero(sums[some[further:]] == sums[some[:-further]])
            one, other = sets[some[same]], sets[some[same + further]]
            apart = ~(one[:, :, None] == other[:, None, :]).any(axis=(1, 2))
            both = np.full((int(apart.sum()), 6), n, dtype=sets.dtype)
            both[:, :size], both[:, 3 : 3 + size] = one[apart], other[apart]
            pairs.append(both)
    return np.concatenate([both for pairs in found for both in pairs])


def _sets(n: int, size: int) -> Wholes:
    """All sets of *size* of the numbers below *n*, in order, in the fewest bytes that hold *n*."""
    every = np.arange(n, dtype=np.min_scalar_type(n))
    sets: Wholes = every[:, None]
    for _ in range(1, size):
        further = [every[last + 1 :] for last in sets[:, -1].tolist()]
        before = np.repeat(sets, [*map(len, further)], axis=0)
        sets = np.column_stack([before, np.concatenate([every[:0], *further])])
    return sets


def _sums(panels: Panels, sets: Wholes) -> npt.NDArray[np.int64]:
    """For each of the *sets*, the sum of the numbers of the quotas that its types fill."""
    lots = Lots("swaps", "one number for each quota")
    marks = [lots.below(MARK) for _ in panels.rows]
    of_types = np.array([sum(marks[r] for r in rows) % MARK for rows in panels.rows_of])
    sums = np.empty(len(sets), dtype=np.int64)
    for begin in range(0, len(sets), AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        sums[some] = of_types[sets[some]].sum(axis=1) % MARK
    return sums
