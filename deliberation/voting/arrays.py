"""Rankings as arrays: a row for each distinct ballot. What makes a million ballots quick to count.

``places`` says who stands at each place of a ballot, ``ranks`` at which place each candidate
stands. Numbers are as narrow as they can be, because memory is what a million ballots wait for:
widen them before adding or multiplying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

S = TypeVar("S", bound=np.generic)

Whole = npt.NDArray[np.signedinteger]
"""Whole numbers of any width."""

Weights = npt.NDArray[Any]
"""How many voters cast each ballot: 64 bits, or Python's numbers where the sum needs more."""

Tiers = Iterable[Sequence[str]]


def narrow(highest: int) -> np.dtype[np.signedinteger]:
    """The narrowest kind of number that holds -1 to *highest*.

    >>> narrow(127), narrow(128)
    (dtype('int8'), dtype('int16'))
    """
    kinds: tuple[type[np.signedinteger], ...] = (np.int8, np.int16, np.int32)
    return next((np.dtype(kind) for kind in kinds if highest <= np.iinfo(kind).max), np.dtype("i8"))


def weights_of(counts: Iterable[int]) -> Weights:
    """*counts* as an array, wide enough for their sum."""
    times = list(counts)
    wide = sum(times) >= 2**63
    weights: Weights = np.array(times, dtype=object if wide else np.int64)
    return sealed(weights)


def places_of(orders: Iterable[Sequence[str]], candidates: Sequence[str]) -> Whole:
    """Who stands at each place: an index into *candidates*, and -1 behind the end of a ballot.

    Returns:
        Ballots x the places of the longest.
    """
    index = {candidate: i for i, candidate in enumerate(candidates)}
    rows = [[index[candidate] for candidate in order] for order in orders]
    longest = max(map(len, rows), default=0)
    places = np.full((len(rows), longest), -1, dtype=narrow(len(candidates)))
    for length in range(1, longest + 1):  # ballots of one length at once
        if these := [i for i, row in enumerate(rows) if len(row) == length]:
            places[these, :length] = [rows[i] for i in these]
    return sealed(places)


def ranks_of_tiers(ballots: Iterable[Tiers], candidates: Sequence[str]) -> Whole:
    """In which tier each candidate stands, 0 for the best; the unranked at ``len(candidates)``.

    Returns:
        Ballots x candidates.
    """
    index = {candidate: i for i, candidate in enumerate(candidates)}
    rows = []
    for tiers in ballots:
        row = [len(index)] * len(index)
        for rank, tier in enumerate(tiers):
            for candidate in tier:
                row[index[candidate]] = rank
        rows.append(row)
    shape = (len(rows), len(index))
    return sealed(np.array(rows, dtype=narrow(len(index))).reshape(shape))


def ranks_of_places(places: Whole, standing: int) -> Whole:
    """At which place each of *standing* candidates is, from 0; the unranked at *standing*.

    Returns:
        Ballots x candidates.
    """
    ranks = np.full((len(places), standing + 1), standing, dtype=narrow(standing))
    rows = np.arange(len(places))
    for place in range(places.shape[1]):
        ranks[rows, places[:, place]] = place  # what ends a ballot falls into the last column
    return sealed(np.ascontiguousarray(ranks[:, :standing]))


def grouped(places: Whole, weights: Weights, standing: int) -> tuple[Whole, Weights]:
    """Equal rows together, in the order of their numbers, and no column without a candidate.

    Rows are compared by whole numbers that hold several places each.
    """
    longest = _longest(places)
    keys = np.zeros(len(places), dtype=np.int64)
    room = 1
    for place in range(longest):
        if room * (standing + 1) >= 2**63:
            distinct, keys = np.unique(keys, return_inverse=True)
            room = len(distinct)
        keys = keys * (standing + 1) + (places[:, place] + np.int64(1))
        room *= standing + 1
    distinct, first, where = np.unique(keys, return_index=True, return_inverse=True)
    summed = np.zeros(len(distinct), dtype=weights.dtype)
    np.add.at(summed, where, weights)
    rows = np.ascontiguousarray(places[first, :longest], dtype=narrow(standing))
    return sealed(rows), sealed(summed)


def _longest(places: Whole) -> int:
    """The places of the longest ballot."""
    longest: int = places.shape[1]
    while longest and not (places[:, longest - 1] >= 0).any():
        longest -= 1
    return longest


def renumbered(places: Whole, old: Sequence[str], new: Sequence[str]) -> Whole:
    """*places* of candidates in the *old* order, by their numbers in the *new* one.

    Those who are not in it fall out, and the next move up.
    """
    index = {candidate: i for i, candidate in enumerate(new)}
    numbers = [*(index.get(candidate, -1) for candidate in old), -1]
    renamed = np.array(numbers, dtype=narrow(len(new)))[places]
    return moved_up(renamed, renamed >= 0)


def moved_up(places: Whole, kept: npt.NDArray[np.bool_]) -> Whole:
    """The places that are *kept*, without the gaps that the others leave."""
    if kept.all():
        return places
    moved = np.full_like(places, -1)
    position = np.zeros(len(places), dtype=np.intp)
    rows = np.arange(len(places))
    for place in range(places.shape[1]):
        these = kept[:, place]
        moved[rows[these], position[these]] = places[these, place]
        position += these
    return moved


def stacked(rows: Sequence[Whole], weights: Sequence[Weights]) -> tuple[Whole, Weights]:
    """Ballots of several arrays in one; shorter ones are filled up."""
    longest = max(part.shape[1] for part in rows)
    wide = [np.pad(r, ((0, 0), (0, longest - r.shape[1])), constant_values=-1) for r in rows]
    return np.concatenate(wide), whole(np.concatenate(weights))


def whole(weights: npt.NDArray[np.generic]) -> Weights:
    """*weights* as numbers of 64 bits, or as Python's where 64 could be too few for their sum."""
    if weights.dtype == object or int(weights.max(initial=0)) * len(weights) >= 2**63:
        return weights_of(weights.tolist())
    return weights.astype(np.int64)


def place_problems(places: Whole, weights: Weights, standing: int) -> list[str]:
    """What is wrong with rows that should be ballots; nothing if they are."""
    problems = []
    if places.ndim != 2 or weights.shape != places.shape[:1]:
        return ["places must be ballots x places, with one weight for each ballot"]
    if (weights < 1).any():
        problems.append("a ballot is cast fewer than one times")
    if (places < -1).any() or (places >= standing).any():
        problems.append(f"a place holds a number that is no index of {standing} candidates")
    if (places[:, 1:] >= 0).astype(bool)[places[:, :-1] < 0].any():
        problems.append("a place stands behind the end (-1) of its ballot")
    inside = np.sort(places, axis=1)
    if ((inside[:, 1:] == inside[:, :-1]) & (inside[:, 1:] >= 0)).any():
        problems.append("a ballot ranks a candidate more than once; give each one place")
    return problems


def orders_of(places: Whole, candidates: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ballots of *places* as names."""
    ends = (places >= 0).sum(axis=1).tolist()
    for row, end in zip(places.tolist(), ends, strict=True):
        yield tuple(candidates[i] for i in row[:end])


def sealed(array: npt.NDArray[S]) -> npt.NDArray[S]:
    """*array*, which cannot be changed from now on."""
    array.flags.writeable = False
    return array
