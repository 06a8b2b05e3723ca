"""Approvals as arrays: who approves whom, and how many voters cast each ballot.

Rows are distinct ballots that name somebody, columns are candidates. Everything is a whole number;
sums are taken in floats only where none can reach 2**53, so that they are exact as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.arrays import Weights
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable

Index = npt.NDArray[np.intp]
Voters = Literal["valid", "cast"]

EXACT_IN_FLOATS = 2**53


@dataclass(frozen=True, slots=True, eq=False)
class Approvals:
    """A profile of approvals, ready to be counted.

    Args:
        candidates: the columns.
        weights: how many voters cast each ballot; Python's whole numbers where they are many.
        starts: where the columns of each ballot begin in *columns*, and where the last one ends.
        columns: the candidates of one ballot after the other.
        supporters: the ballots that approve each candidate.
        support: how many voters that is.
        voters: how many voters share out the seats.
    """

    candidates: tuple[str, ...]
    weights: Weights
    starts: Index
    columns: Index
    supporters: tuple[Index, ...]
    support: tuple[int, ...]
    voters: int

    def sums(self, ballots: Index, groups: Index, height: int) -> Weights:
        """How many voters of each group approve each candidate: groups x candidates.

        Args:
            ballots: those that are counted.
            groups: the group of each of them, below *height*.
        """
        width = len(self.candidates)
        lengths = self.starts[ballots + 1] - self.starts[ballots]
        ends = np.cumsum(lengths)
        entries = np.arange(ends[-1] if len(ends) else 0)
        entries += np.repeat(self.starts[ballots] - (ends - lengths), lengths)
        cells = np.repeat(groups * width, lengths) + self.columns[entries]
        weights = np.repeat(self.weights[ballots], lengths)
        return totalled(cells, weights, height * width).reshape(height, width)


def approvals_of(profile: Profile[Approval], seats: int, voters: Voters = "valid") -> Approvals:
    """The arrays of *profile*, which must be countable.

    Args:
        voters: who shares out the seats: those whose ballot names somebody (``"valid"``), or
            everybody who cast one (``"cast"``).

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *voters* is
            another word.
    """
    require_countable(profile, Approval, seats)
    if voters not in ("valid", "cast"):
        raise InvalidInputError([f"voters are 'valid' or 'cast', not {voters!r}"])
    table, standing = profile.approvals, len(profile.candidates)
    named = ~table.blank
    weights = profile.weights[named].astype(_exact(profile.size))
    lengths, columns = table.lengths[named], table.columns.astype(np.intp)
    by_candidate = np.argsort(columns, kind="stable")
    ballots = np.repeat(np.arange(len(lengths)), lengths)[by_candidate]
    cuts = np.cumsum(np.bincount(columns, minlength=standing))[:-1]
    support = totalled(columns, np.repeat(weights, lengths), standing)
    return Approvals(
        profile.candidates,
        weights,
        np.concatenate([[0], np.cumsum(lengths)]),
        columns,
        tuple(np.split(ballots, cuts)),
        tuple(map(int, support)),
        profile.size - profile.blank if voters == "valid" else profile.size,
    )


def totalled(cells: Index, weights: Weights, length: int) -> Weights:
    """The sum of the *weights* in each of so many cells."""
    if weights.dtype != object:
        return np.bincount(cells, weights=weights, minlength=length).astype(np.int64)
    sums = np.zeros(length, dtype=object)
    np.add.at(sums, cells, weights)
    return sums


def _exact(total: int) -> type[np.int64] | type[np.object_]:
    """The numbers in which sums up to *total* are exact, however they are taken."""
    return np.int64 if total < EXACT_IN_FLOATS else np.object_
