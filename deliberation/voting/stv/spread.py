"""How the value of every paper is shared out by keep values.

Where a ballot ranks several equally, it counts as if it had been split evenly over every order in
which they could stand. Meek, "A new approach to the single transferable vote", paper II (1970),
allows for them so; the orders are not written out, but summed over who has been met.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from deliberation.voting.stv.paths import Paths, Tiers

Keep = Callable[[Any, Any, Any], tuple[Any, Any]]
"""What is kept of a value, and what goes on, from the value, the keep value and what is one."""


def keep_down(value: Any, keep: Any, one: Any) -> tuple[Any, Any]:
    """A part is kept, and the other part goes on; remainders of both are cut off."""
    if one == 1:
        return value * keep, value * (one - keep)
    return value * keep // one, value * (one - keep) // one


def keep_up(value: Any, keep: Any, one: Any) -> tuple[Any, Any]:
    """A part is kept, a remainder counting as one more; what is not kept goes on."""
    kept = value * keep if one == 1 else -(-value * keep // one)
    return kept, value - kept


def keep_at_most(value: Any, keep: Any, one: Any) -> tuple[Any, Any]:
    """As much is kept as the keep value says, or all where there is less."""
    kept = np.minimum(value, keep)
    return kept, value - kept


def spread(paths: Paths, keeps: Sequence[Any], one: Any, valid: Any, keep: Keep) -> list[Any]:
    """The votes of each candidate."""
    wide = object if not isinstance(one, int) or max(one * one, valid) >= 2**62 else np.int64
    factors = np.array(keeps, dtype=wide)
    votes = np.array([0 * one] * len(keeps), dtype=wide)
    values = np.array([one] * len(paths.places), dtype=wide)
    weights = paths.weights.astype(wide)
    for column in paths.places.T:
        here = np.flatnonzero(column >= 0)
        candidates = column[here].astype(np.intp)
        kept, rest = keep(values[here], factors[candidates], one)
        np.add.at(votes, candidates, kept * weights[here])
        values[here] = rest
    total: list[Any] = votes.tolist()
    for tiers, times in paths.tiers.items():
        _through(tiers, keeps, one, times, keep, total)
    return total


def _through(
    tiers: Tiers, keeps: Sequence[Any], one: Any, times: int, keep: Keep, total: list[Any]
) -> None:
    """Take the papers of one ballot through its tiers."""
    value = one
    for tier in tiers:
        met: dict[frozenset[int], Any] = {frozenset(): value}
        for left in range(len(tier), 0, -1):
            further: dict[frozenset[int], Any] = {}
            for passed, amount in met.items():
                part = _share(amount, left, one)
                for c in tier:
                    if c in passed:
                        continue
                    kept, rest = keep(part, keeps[c], one)
                    total[c] += kept * times
                    if rest:
                        key = passed | {c}
                        further[key] = further.get(key, 0 * one) + rest
            met = further
        value = sum(met.values(), 0 * one)
        if not value:
            return


def _share(amount: Any, among: int, one: Any) -> Any:
    return amount / among if one == 1 else amount // among
