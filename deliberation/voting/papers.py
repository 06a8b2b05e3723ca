"""Many papers at once, read by a policy: what ``Policy.read`` does, on arrays.

A mark is the number of a candidate, or one of the marks below. Papers whose places name several by
number are read one by one; there are few of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.arrays import Weights, Whole, moved_up
from deliberation.voting.ballots import Ranking
from deliberation.voting.policy import EMPTY, PATIENCE, REPEATED, SEVERAL, Policy, Spoiled
from deliberation.voting.profile import Profile

BLANK = -1
"""The mark of an empty place."""

OVERVOTE = -2
"""The mark of a place with several names that are not known. Below it, ``OVERVOTE - 1`` and so on
stand for the first and the next of a list of those that are known."""

Flags = npt.NDArray[np.bool_]


def read_papers(
    candidates: Sequence[str],
    marks: Whole,
    weights: Weights,
    policy: Policy,
    *,
    several: Sequence[frozenset[str]] = (),
) -> Profile[Any]:
    """The ballots on papers, and how many are spoiled by which reason.

    Args:
        marks: papers x places.
        weights: how many such papers there are.
        several: the candidates who share a place, by the marks below ``OVERVOTE``.

    Raises:
        InvalidInputError: the policy ranks equally who shares a place, and this is not known; or as
            for any profile.
    """
    if policy.overvotes == "tie" and (marks == OVERVOTE).any():
        raise InvalidInputError(
            ["it is not known who shares a place, so they cannot tie; stop or skip there"]
        )
    listed = (marks < OVERVOTE).any(axis=1)
    profile = _read_places(candidates, marks[~listed], weights[~listed], policy)
    if not listed.any():
        return profile
    counts, spoiled = Counter[Any](profile.counts), Counter(profile.spoiled)
    unknown = frozenset({"\0", "\0\0"})  # two who are no candidates, whoever they are
    meanings = {BLANK: frozenset[str](), OVERVOTE: unknown}
    meanings |= {i: frozenset({candidate}) for i, candidate in enumerate(candidates)}
    meanings |= {OVERVOTE - 1 - i: names for i, names in enumerate(several)}
    for row, times in zip(marks[listed].tolist(), weights[listed].tolist(), strict=True):
        ballot = policy.read([meanings[mark] for mark in row])
        if isinstance(ballot, Spoiled):
            spoiled[ballot.reason] += times
        else:
            counts[ballot] += times
    return Profile(candidates, counts, spoiled=spoiled)


def unclear_rows(marks: Whole) -> Flags:
    """Which papers give somebody two places, or a place to several: only a policy can read them."""
    return np.asarray((_repeated(marks) | (marks <= OVERVOTE)).any(axis=1))


def _read_places(
    candidates: Sequence[str], marks: Whole, weights: Weights, policy: Policy
) -> Profile[Ranking]:
    """The rankings on papers whose places hold one candidate, none, or several unknown."""
    width = marks.shape[1]
    repeated = _repeated(marks)
    kept = (marks >= 0) & ~repeated
    stops, spoils = np.zeros_like(kept), np.zeros_like(kept)
    reasons = np.zeros(marks.shape, dtype=np.int8)
    met = {EMPTY: _empty(marks, policy), REPEATED: repeated, SEVERAL: marks <= OVERVOTE}
    rules = {EMPTY: policy.skips, REPEATED: policy.repeats, SEVERAL: policy.overvotes}
    for number, (reason, where) in enumerate(met.items()):
        if rules[reason].startswith("stop"):
            stops |= where
        elif rules[reason] == "spoil":
            spoils |= where
            reasons[where] = number
    stop, spoil = _first(stops), _first(spoils)
    torn = spoil < stop
    kept &= np.arange(width) < stop[:, None]
    spoiled: Counter[str] = Counter()
    words = [*met]
    for row in torn.nonzero()[0].tolist():
        spoiled[words[reasons[row, spoil[row]]]] += int(weights[row])
    places = moved_up(marks[~torn], kept[~torn])
    return Profile.from_places(candidates, places, weights[~torn], spoiled=spoiled)


def _repeated(marks: Whole) -> Flags:
    """The places whose candidate has an earlier one."""
    columns = np.ascontiguousarray(marks.T)  # a place of all papers lies together
    repeated = np.zeros(columns.shape, dtype=bool)
    for later in range(1, len(columns)):
        for earlier in range(later):
            repeated[later] |= columns[later] == columns[earlier]
    repeated &= columns >= 0
    return repeated.T


def _empty(marks: Whole, policy: Policy) -> Flags:
    """The empty places that the policy speaks of: none of them behind the last mark."""
    blank: Flags = marks == BLANK
    behind = np.logical_and.accumulate(blank[:, ::-1], axis=1)[:, ::-1]
    for back in range(1, PATIENCE.get(policy.skips, 1)):
        blank[:, back:] &= marks[:, :-back] == BLANK
        blank[:, :back] = False
    blank &= ~behind
    return blank


def _first(flags: Flags) -> npt.NDArray[np.intp]:
    """The first place of each paper that is flagged; the number of places where none is."""
    places: npt.NDArray[np.intp] = flags.argmax(axis=1)
    places[~flags.any(axis=1)] = flags.shape[1]
    return places
