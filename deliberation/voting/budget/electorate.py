"""Who supports which project with how many points, as arrays.

An approval is one point, a score is as many points, and a ranking gives as many points to its first
project as the longest ranking has places, one fewer to the next, and so on. Points below zero are
refused: money cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget.budget import Budget
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable

Whole = npt.NDArray[np.int64]
MOST = 2**53
"""Votes times points, so that 64-bit floats still add them up exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """Those who give a project points.

    Args:
        rows: the distinct ballots that do.
        votes: how many voters cast each of these.
        values: the different numbers of points, in order.
        which: for each row the index of its number of points.
        voters: how many voters they are.
        points: how many points they give together.
    """

    rows: Whole
    votes: Whole
    values: tuple[int, ...]
    which: Whole
    voters: int
    points: int

    @classmethod
    def of(cls, rows: Whole, given: Whole, weights: Whole) -> Support:
        """From the points given in each row."""
        values, which = np.unique(given, return_inverse=True)
        votes = weights[rows]
        total = int((votes * given).sum())
        return cls(rows, votes, tuple(values.tolist()), which, int(votes.sum()), total)


@dataclass(frozen=True, slots=True, eq=False)
class Electorate:
    """The ballots of a vote on a budget.

    Args:
        projects: in the order of the profile.
        weights: how many voters cast each distinct ballot.
        supports: one for each project.
        voters: how many ballots name a project.
        unit: points are whole numbers of one so-manieth.
    """

    projects: tuple[str, ...]
    weights: Whole
    supports: tuple[Support, ...]
    voters: int
    unit: int


def electorate_of(profile: Profile[Any], budget: Budget) -> Electorate:
    """The arrays of a *profile*.

    Raises:
        InvalidInputError: there is no valid ballot, they are of another kind, a project has no
            cost, a score is below zero, or there are more points than can be counted.
    """
    require_countable(profile, (Approval, Scores, Ranking), 1)
    problems = [
        f"project {project!r} has no cost"
        for project in profile.candidates
        if project not in budget.costs
    ]
    numbers = {project: i for i, project in enumerate(profile.candidates)}
    rows, columns, given, unit = _points(profile, numbers)
    problems += [
        f"a ballot gives {profile.candidates[columns[i]]!r} {given[i]} points; points begin with 0"
        for i in np.flatnonzero(given < 0)
    ]
    if profile.size * max(1, int(given.max(initial=0))) >= MOST:
        problems.append(f"there are {MOST} votes or points or more, which cannot be counted here")
    if problems:
        raise InvalidInputError(problems)
    weights = profile.weights.astype(np.int64)
    order = np.argsort(columns, kind="stable")
    order = order[given[order] > 0]
    ends = np.searchsorted(columns[order], np.arange(len(numbers) + 1))
    supports = tuple(
        Support.of(rows[part], given[part], weights)
        for part in (order[a:b] for a, b in pairwise(ends))
    )
    return Electorate(profile.candidates, weights, supports, profile.size - profile.blank, unit)


def _points(profile: Profile[Any], numbers: dict[str, int]) -> tuple[Whole, Whole, Whole, int]:
    """The ballot, the project and the points of each that is given, and the unit of points."""
    if profile.kinds <= {Approval}:
        table = profile.approvals
        rows = np.repeat(np.arange(len(table.lengths)), table.lengths)
        return rows, table.columns.astype(np.int64), np.ones(len(rows), dtype=np.int64), 1
    if profile.kinds <= {Ranking}:
        places = profile.places
        rows, place = np.nonzero(places >= 0)
        return rows, places[rows, place].astype(np.int64), places.shape[1] - place, 1
    scored = [b.scores for b in profile.counts if isinstance(b, Scores)]
    unit = lcm(*{Fraction(n).denominator for scores in scored for _, n in scores})
    rows, columns = _named([[c for c, _ in scores] for scores in scored], numbers)
    flat = [int(n * unit) for scores in scored for _, n in scores]
    if any(abs(n) >= MOST for n in flat):
        raise InvalidInputError(
            [f"a score has {MOST} points or more, which cannot be counted here"]
        )
    return rows, columns, np.array(flat, dtype=np.int64), unit


def _named(
    ballots: list[tuple[str, ...]] | list[list[str]], numbers: dict[str, int]
) -> Iterator[Whole]:
    """The ballot and the project of each name on the *ballots*."""
    lengths = np.fromiter(map(len, ballots), dtype=np.int64, count=len(ballots))
    yield np.repeat(np.arange(len(ballots)), lengths)
    names = (numbers[name] for ballot in ballots for name in ballot)
    yield np.fromiter(names, dtype=np.int64, count=int(lengths.sum()))
