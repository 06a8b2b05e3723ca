"""Instant runoff, for many elections at once.

Source: that of ``irv`` in ``voting.ranked``, with the same steps in every round.
"""

from __future__ import annotations

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.batch.elections import (
    Answers,
    Counts,
    Elections,
    Flags,
    Ranks,
    answer,
    counted,
    only_best,
)

GONE = 255
"""The rank of whoever is eliminated."""

OPEN = -2
"""Nobody is elected yet."""


def irv(elections: Elections) -> Answers:
    """Who is left when the last is eliminated again and again; every ballot is strict.

    Raises:
        InvalidInputError: on some ballot two candidates are tied.
    """
    return answer("irv", elections, _count)


def _count(part: Ranks) -> Counts:
    """Who is elected in each election, and -1 where there is a tie."""
    m, size, _ = part.shape
    ranks = np.where(part == m, GONE, part).astype(np.uint8)
    _require_strict(ranks)
    elected: Counts = np.full(size, OPEN, dtype=np.int64)
    going, standing = np.arange(size), np.ones((size, m), dtype=bool)
    while len(going):
        best = ranks.min(axis=0)
        named = best < GONE
        totals = np.stack([counted((row == best) & named) for row in ranks], axis=1)
        decided, out = _round(totals, standing)
        elected[going] = decided
        more = decided == OPEN
        going, standing, out = going[more], standing[more] & ~out[more], out[more]
        ranks = ranks[:, more]
        for candidate in range(m):
            ranks[candidate, out[:, candidate]] = GONE
    return elected


def _round(totals: Counts, standing: Flags) -> tuple[Counts, Flags]:
    """Who is elected in each election, -1 for a tie, OPEN for nobody yet; and who is eliminated."""
    left = standing.sum(axis=1)
    shown = np.where(standing, totals, -1)
    most = only_best(shown)
    least = np.where(standing, totals, np.iinfo(np.int64).max).min(axis=1, keepdims=True)
    lowest: Flags = standing & (totals == least)
    empty = standing & (totals == 0)
    nothing = empty.any(axis=1) & (left - empty.sum(axis=1) >= 2)
    out: Flags = np.where(nothing[:, None], empty, lowest)
    tied = ~nothing & (lowest.sum(axis=1) > 1)
    majority = 2 * totals.max(axis=1) > totals.sum(axis=1)
    ends = (left <= 2) | (tied & majority)
    return np.where(ends, most, np.where(tied, -1, OPEN)), out


def _require_strict(ranks: Ranks) -> None:
    """Refuse ballots on which two candidates are tied."""
    for i in range(len(ranks)):
        for j in range(i):
            if ((ranks[i] == ranks[j]) & (ranks[i] < GONE)).any():
                raise InvalidInputError(["instant runoff counts strict rankings, without ties"])
