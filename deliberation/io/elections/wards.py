"""Scotland's council wards as the collection "scot-elex" of the MGGG Redistricting Lab has them.

How many stand and how many are elected; then how many ballots rank whom, by number; then the names
in the order of the numbers, with their parties; then the ward. Every row ends with a comma::

    3,1,
    40,1,
    27,2,3,
    "Candidate 1","Ann","Independent (Ind)",
    "Candidate 2","Bo","Green (Gr)",
    "Candidate 3","Cy","Labour (Lab)",
    "North ward",
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from deliberation.errors import InvalidInputError
from deliberation.io.cells import tidy
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.policy import Policy

BEGINNING = re.compile(rb"(\xef\xbb\xbf)?\d+,\d+,[ \t]*\r?\n\d+(,\d+)*,[ \t]*\r?\n")
STANDING = re.compile(r"Candidate \d+")


def parse_ward(lines: Iterator[str], *, kind: str | None, policy: Policy | None) -> Election:
    """The ballots of a ward.

    Args:
        kind: what is asked for: rankings, with ties or without, or nothing.
        policy: how papers are read that rank somebody twice; where there is none, they are
            problems.

    Raises:
        InvalidInputError: other ballots are asked for, or with every problem found, by row.
    """
    if kind not in {None, "ranking", "weak ranking"}:
        raise InvalidInputError([f"such a file holds rankings, not ballots of the kind {kind!r}"])
    rows = [(i, _cells(row)) for i, row in enumerate(csv.reader(lines), start=1)]
    (_, (standing, seats)), *rest = [(i, row) for i, row in rows if row]
    names = [row[1] for _, row in rest if len(row) > 1 and STANDING.fullmatch(row[0])]
    papers = Papers(kind, policy)
    if len(names) != int(standing):
        papers.wrong(None, f"{standing} stand by row 1, and {len(names)} are named")
    elif len({*names}) < len(names):
        papers.wrong(None, "two candidates have one name; write their parties into it")
    else:
        _add(papers, rest, names)
    return Election(_title(rest), papers.profile(names), int(seats))


def _add(papers: Papers, rows: Sequence[tuple[int, Sequence[str]]], names: Sequence[str]) -> None:
    """Count the papers among the *rows*."""
    for number, row in rows:
        if not row[0].isdecimal():
            continue
        strange = [
            cell for cell in row[1:] if not (cell.isdecimal() and 0 < int(cell) <= len(names))
        ]
        if strange:
            papers.wrong(number, f"{strange[0]!r} is no candidate from 1 to {len(names)}")
        elif int(row[0]) < 1:
            papers.wrong(number, f"a row stands for one ballot or more, not {row[0]}")
        else:
            papers.add([[names[int(cell) - 1]] for cell in row[1:]], int(row[0]), number)


def _cells(row: Sequence[str]) -> tuple[str, ...]:
    """A row without the empty cell behind its last comma."""
    cells = tuple(map(tidy, row))
    return cells[:-1] if cells and not cells[-1] else cells


def _title(rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The name of the ward, in the last row."""
    _, last = rows[-1]
    return "" if last[0].isdecimal() or STANDING.fullmatch(last[0]) else last[0]
