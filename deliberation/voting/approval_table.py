"""Approvals as arrays: the candidates of one ballot after the other, and where each ballot ends.

Most ballots approve of few, so this is far smaller than a table of ballots and candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole, grouped, narrow, sealed
from deliberation.voting.ratings import Approval

Index = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ApprovalTable:
    """Whom each ballot approves.

    Args:
        columns: the candidates of all distinct ballots, by number; on each they rise.
        starts: where the candidates of each ballot begin, and where those of the last one end.
    """

    columns: Whole
    starts: Index

    @property
    def lengths(self) -> Index:
        """How many each ballot approves."""
        return np.diff(self.starts)

    @property
    def blank(self) -> npt.NDArray[np.bool_]:
        """Which ballots approve nobody."""
        nobody: npt.NDArray[np.bool_] = self.lengths == 0
        return nobody

    def ballots(self, candidates: Sequence[str]) -> Iterator[Approval]:
        """The same as ballots, where the numbers are those of *candidates*."""
        names = [candidates[column] for column in self.columns.tolist()]
        for begin, end in pairwise(self.starts.tolist()):
            yield Approval.unchecked(tuple(sorted(names[begin:end])))


def table_of_approvals(ballots: Iterable[Approval], candidates: Sequence[str]) -> ApprovalTable:
    """The table of *ballots*, a row for each in their order."""
    place = {candidate: i for i, candidate in enumerate(candidates)}
    rows = [sorted(map(place.__getitem__, ballot.approved)) for ballot in ballots]
    flat = np.fromiter(chain.from_iterable(rows), dtype=narrow(len(candidates)))
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    return ApprovalTable(sealed(flat), _starts(lengths))


def table_of_columns(
    columns: Whole, lengths: Whole, weights: Weights, standing: int
) -> tuple[ApprovalTable, Weights]:
    """Equal ballots together, each with its weight; shorter ones come first."""
    starts = _starts(lengths)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    rising = columns[np.argsort(rows * standing + columns, kind="stable")].astype(narrow(standing))
    parts: list[Whole] = [rising[:0]]
    times: list[Weights] = [weights[:0]]
    ends: list[Index] = [starts[:0]]
    for length in np.unique(lengths).tolist():  # ballots of one length at once
        (these,) = np.nonzero(lengths == length)
        cells = starts[these][:, None] + np.arange(length)
        different, summed = grouped(rising[cells], weights[these], standing)
        parts.append(different.ravel())
        times.append(summed)
        ends.append(np.full(len(summed), length, dtype=np.int64))
    table = ApprovalTable(sealed(np.concatenate(parts)), _starts(np.concatenate(ends)))
    return table, sealed(np.concatenate(times))


def approval_problems(columns: Whole, lengths: Whole, weights: Weights, standing: int) -> list[str]:
    """What is wrong with arrays that should be ballots; nothing if they are."""
    if columns.ndim != 1 or lengths.ndim != 1 or weights.shape != lengths.shape:
        return ["there must be one length and one weight for each ballot"]
    if any(len(part) and part.dtype.kind not in "iu" for part in (columns, lengths)):
        return ["columns and lengths must be whole numbers"]
    columns, lengths = columns.astype(np.int64), lengths.astype(np.int64)  # as no list [] is
    if (lengths < 0).any() or int(lengths.sum()) != len(columns):
        return [f"the lengths of the ballots do not add up to the {len(columns)} candidates given"]
    problems = []
    if (weights < 1).any():
        problems.append("a ballot is cast fewer than one times")
    if (columns < 0).any() or (columns >= standing).any():
        return [*problems, f"a column holds a number that is no index of {standing} candidates"]
    marks = np.sort(np.repeat(np.arange(len(lengths)), lengths) * standing + columns)
    if (marks[1:] == marks[:-1]).any():
        problems.append("a ballot approves a candidate more than once; name each one time")
    return problems


def _starts(lengths: Whole) -> Index:
    starts: Index = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    return sealed(starts)
