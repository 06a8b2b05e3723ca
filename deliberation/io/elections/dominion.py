"""Cast vote records as Dominion's systems export them to a table.

Four rows stand above the records: the election; the contest above each column; the candidate, with
the rank behind it in brackets; and the names of the first columns. A cell is 1 where the oval is
filled, 0 where it is not, and empty where the contest is not on the paper.

::

    2026 Election,5.17
    ,,"Mayor (Number of positions=1, Number of ranks=2)","Mayor (Number of positions=1, ...
    ,,Ann(1),Bo(1),Ann(2),Bo(2)
    CvrNumber,BallotType,,,,
    1,DS-01,1,0,0,1
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.elections.contests import chosen
from deliberation.io.elections.election import Election
from deliberation.io.elections.lines import lines_of
from deliberation.io.elections.rows import LongRows, bounded
from deliberation.io.tables import Table
from deliberation.voting.arrays import Weights, Whole, weights_of
from deliberation.voting.papers import BLANK, OVERVOTE, read_papers, unclear_rows
from deliberation.voting.policy import Policy

BEGINNING = re.compile(rb'[^\r\n]*\r?\n"?,+"?[^\r\n]*\r?\n"?,+"?[^\r\n]*\r?\n"?CvrNumber\b')
CONTEST = re.compile(r"(.*?)\s*\(Number of positions=(\d+), Number of ranks=(\d+)\)")
OVAL = re.compile(r"(.*?)\s*\((\d+)\)")
ABOVE = 4  # rows


@dataclass(frozen=True, slots=True)
class Contest:
    """Where one ranked contest stands.

    Args:
        seats: how many are elected.
        ovals: the column of each candidate's oval at each rank, rank by rank.
    """

    name: str
    seats: int
    candidates: tuple[str, ...]
    ovals: tuple[tuple[int, ...], ...]


def parse_dominion(
    source: str | Path | bytes, name: str, *, contest: str | None, policy: Policy | None
) -> Election:
    """The ballots of one ranked *contest*; papers that it is not on are passed over.

    Args:
        contest: its name, or a part of it; not needed where there is only one.
        policy: how papers are read on which somebody has two ranks, or several share one; where
            there is none, such papers are problems, and an empty rank is passed over.

    Raises:
        InvalidInputError: there is no such contest, or several; or with the first problems found.
        OSError: the file cannot be opened.
    """
    head = _head(source, name)
    contests = _contests(head)
    here = contests[chosen([one.name for one in contests], contest, name)]
    rows = _rows(source, name, len(head[1]))
    ovals, weights = _ovals(rows, here)
    on_paper = (ovals != ABSENT).any(axis=(1, 2))
    marks, several = _marks(here.candidates, ovals[on_paper] == FILLED)
    weights = weights[on_paper]
    if policy is None and (unclear := int(weights[unclear_rows(marks)].sum())):
        text = (
            f"{unclear} papers give somebody two ranks, or a rank to several; say how such papers "
            "are read"
        )
        raise InvalidInputError([Problem(text, file=name)])
    profile = read_papers(here.candidates, marks, weights, policy or Policy(), several=several)
    return Election(here.name, profile, here.seats)


ABSENT, EMPTY, FILLED, WRONG = -1, 0, 1, 2
CELLS = {"": ABSENT, "0": EMPTY, "1": FILLED}
"""What a cell says of its oval; ``="1"`` guards a cell from a spreadsheet."""


def _head(source: str | Path | bytes, name: str) -> list[list[str]]:
    """The four rows above the records."""
    text = b""
    lines = lines_of(source, name)
    for block in lines.blocks():
        text += block
        rows = [*islice(csv.reader(StringIO(lines.text(text), newline="")), ABOVE + 1)]
        if len(rows) > ABOVE:
            break
    return [[tidy(cell) for cell in row] for row in rows[:ABOVE]]


def _contests(head: Sequence[Sequence[str]]) -> list[Contest]:
    """The ranked contests that the rows above the records name."""
    found: dict[str, dict[int, dict[str, int]]] = {}
    seats: dict[str, int] = {}
    for column, (title, oval) in enumerate(zip(head[1], head[2], strict=False)):
        contest, at = CONTEST.fullmatch(title), OVAL.fullmatch(oval)
        if contest and at:
            seats[contest[1]] = int(contest[2])
            found.setdefault(contest[1], {}).setdefault(int(at[2]), {})[at[1]] = column
    contests = []
    for name, ranks in found.items():
        candidates = tuple(dict.fromkeys(c for rank in ranks.values() for c in rank))
        ovals = tuple(tuple(rank[c] for c in candidates if c in rank) for rank in ranks.values())
        if all(len(rank) == len(candidates) for rank in ovals):
            contests.append(Contest(name, seats[name], candidates, ovals))
    return contests


def _rows(source: str | Path | bytes, name: str, width: int) -> LongRows:
    """The records, by the numbers of their columns."""
    head = Table(name, tuple(f"column {i + 1}" for i in range(width)), ABOVE, ())
    return LongRows(head, lines_of(source, name), ",", ABOVE, width, tuple(range(width)))


def _ovals(rows: LongRows, contest: Contest) -> tuple[Whole, Weights]:
    """Each different record: what its ovals say, rank by rank; and how many there are."""
    columns = [column for rank in contest.ovals for column in rank]
    parts: list[Whole] = []
    weights: list[int] = []
    for group in rows.groups(columns):
        value = {cell: CELLS.get(rows.text(cell).strip('="'), WRONG) for cell in {*group.cells}}
        parts.append(np.fromiter(map(value.__getitem__, group.cells), np.int8, len(group.cells)))
        weights += group.times
    ovals = np.concatenate(parts) if parts else np.empty(0, dtype=np.int8)
    if (ovals == WRONG).any():
        raise InvalidInputError(bounded(_strange(rows, columns)))
    shape = (len(weights), len(contest.ovals), len(contest.candidates))
    return ovals.reshape(shape), weights_of(weights)


def _strange(rows: LongRows, columns: Sequence[int]) -> Iterator[Problem]:
    """Cells that say nothing of an oval."""
    for row, cells in rows.numbered(columns):
        for column, cell in zip(columns, cells, strict=True):
            if cell.strip('="') not in CELLS:
                text = f"{cell!r} is neither 1 nor 0"
                yield rows.head.problem(text, row, rows.head.columns[column])


def _marks(
    candidates: Sequence[str], filled: npt.NDArray[np.bool_]
) -> tuple[Whole, list[frozenset[str]]]:
    """The mark at each rank, and who shares one, by the marks below ``OVERVOTE``."""
    times = filled.sum(axis=2)
    marks: Whole = np.where(times == 1, filled.argmax(axis=2), BLANK).astype(np.int32)
    several: dict[frozenset[str], int] = {}
    for paper, rank in zip(*(times > 1).nonzero(), strict=True):
        names = [c for c, yes in zip(candidates, filled[paper, rank].tolist(), strict=True) if yes]
        marks[paper, rank] = OVERVOTE - 1 - several.setdefault(frozenset(names), len(several))
    return marks, [*several]
