"""Ranks below candidates as ballots, many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole, narrow
from deliberation.voting.ballots import WeakRanking
from deliberation.voting.papers import BLANK, OVERVOTE, read_papers
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

NOTHING = -(2**31)
"""Stands for an empty cell."""

HIGHEST = 2**31 - 1
"""Sorted, empty cells come last."""

AT_ONCE = 1 << 16
"""Rows that are sorted in one go, which is kinder to the memory."""


def ranked(
    candidates: Sequence[str], given: Whole, weights: Weights, policy: Policy | None
) -> Profile[Any]:
    """The ballots of rows that give each candidate a rank from 1, or ``NOTHING``.

    Args:
        given: rows x candidates.
        policy: how rows are read that give a rank to several, or to nobody; where there is none,
            equal ranks are ties, and a rank that nobody has is passed over.
    """
    if policy is not None:
        marks, several = _marks(candidates, given, policy)
        return read_papers(candidates, marks, weights, policy, several=several)
    tied = shared(given).any(axis=1)
    strict = Profile.from_places(candidates, _places(given[~tied]), weights[~tied])
    if not tied.any():
        return strict
    counts: dict[Any, int] = dict(strict.counts)
    for row, times in zip(given[tied].tolist(), weights[tied].tolist(), strict=True):
        tiers: dict[int, list[str]] = {}
        for candidate, rank in zip(candidates, row, strict=True):
            if rank != NOTHING:
                tiers.setdefault(rank, []).append(candidate)
        ballot = WeakRanking(tiers[rank] for rank in sorted(tiers))
        counts[ballot] = counts.get(ballot, 0) + times
    return Profile(candidates, counts)


def shared(given: Whole) -> npt.NDArray[np.bool_]:
    """Which cells hold a rank that another cell of the row holds as well."""
    columns = np.ascontiguousarray(given.T)  # a candidate's ranks lie together
    found = np.zeros(columns.shape, dtype=bool)
    for i in range(len(columns)):
        for j in range(i):
            same = columns[i] == columns[j]
            found[i] |= same
            found[j] |= same
    found &= columns != NOTHING
    return found.T


def _places(given: Whole) -> Whole:
    """Who stands at each place where nobody is tied."""
    places = np.empty(given.shape, dtype=narrow(given.shape[1]))
    for begin in range(0, len(given), AT_ONCE):
        part = _last(given[begin : begin + AT_ONCE])
        order = np.argsort(part, axis=1, kind="stable")
        ranks = np.take_along_axis(part, order, axis=1)
        places[begin : begin + AT_ONCE] = np.where(ranks == HIGHEST, -1, order)
    return places


def gapless(given: Whole) -> bool:
    """Whether every row ranks 1, 2, 3 and so on without a gap."""
    ordered = np.sort(_last(given), axis=1)
    expected = np.arange(1, given.shape[1] + 1)
    return bool(((ordered == expected) | (ordered == HIGHEST)).all())


def _last(given: Whole) -> Whole:
    """The ranks, with empty cells behind all of them."""
    return np.where(given == NOTHING, HIGHEST, given)


def _marks(
    candidates: Sequence[str], given: Whole, policy: Policy
) -> tuple[Whole, list[frozenset[str]]]:
    """The mark at each rank, and who shares one, by the marks below ``OVERVOTE``."""
    marks = np.full((len(given), max(1, int(given.max(initial=1)))), BLANK, dtype=np.int32)
    several: list[frozenset[str]] = []
    rows, columns = (given != NOTHING).nonzero()
    marks[rows, given[rows, columns] - 1] = columns
    common = shared(given)
    rows, columns = common.nonzero()
    marks[rows, given[rows, columns] - 1] = OVERVOTE
    if policy.overvotes == "tie":
        for row in np.flatnonzero(common.any(axis=1)).tolist():
            for rank in {*given[row][common[row]].tolist()}:
                names = [
                    c for c, at in zip(candidates, given[row].tolist(), strict=True) if at == rank
                ]
                several.append(frozenset(names))
                marks[row, rank - 1] = OVERVOTE - len(several)
    return marks, several
