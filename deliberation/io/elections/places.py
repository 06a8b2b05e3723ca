"""Ballots from columns that are places, whose cells name candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded, whole_number
from deliberation.io.elections.election import Election
from deliberation.io.elections.names import Names
from deliberation.io.elections.rows import Rows, bounded
from deliberation.voting.arrays import Weights, Whole, narrow, weights_of
from deliberation.voting.papers import BLANK, OVERVOTE, read_papers, unclear_rows
from deliberation.voting.policy import Policy


def by_place(
    rows: Rows,
    places: Sequence[int],
    count: int | None,
    names: Names,
    *,
    problems: Sequence[Problem] = (),
    policy: Policy | None = None,
    candidates: Sequence[str] | None = None,
) -> Election:
    """The ballots of *rows*.

    Args:
        places: the columns of the first place, the second, ...
        count: the column that says how many such ballots there are, if there is one.
        names: what the cells stand for.
        problems: what is wrong already; the rows are looked at all the same.
        policy: how papers are read on which somebody has two places, or a place several names;
            where there is none, such papers are problems, and an empty place is passed over.
        candidates: who stands; by default all who are named, in code point order.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
    """
    marks, weights, miscounted = _read(rows, places, count, names)
    standing = sorted(names.candidates) if candidates is None else list(candidates)
    wrong = problems or miscounted or names.strangers or (names.spellings and candidates is None)
    if wrong or (policy is None and unclear_rows(marks).any()):
        more = _problems(rows, places, count, names, policy is None)
        raise InvalidInputError(bounded([*problems, *more]))
    if not names.candidates:
        raise InvalidInputError([rows.head.problem("no ballot names anybody")])
    index = {name: i for i, name in enumerate(standing)}
    others = range(int(marks.min(initial=BLANK)), 0)  # they are found from the end of the list
    new = np.array([*(index[name] for name in names.candidates), *others], dtype=marks.dtype)
    profile = read_papers(standing, new[marks], weights, policy or Policy(), several=names.listed)
    return Election("", profile)


def _read(
    rows: Rows, places: Sequence[int], count: int | None, names: Names
) -> tuple[Whole, Weights, bool]:
    """The marks on different papers, how many of each there are, and whether some do not say."""
    columns = [*places] if count is None else [*places, count]
    marks: list[Whole] = []
    weights: list[int] = []
    miscounted = False
    for group in rows.groups(columns):
        cells, times = [*group.cells], group.times
        if count is not None:
            counts = cells[len(places) :: len(columns)]
            del cells[len(places) :: len(columns)]
            factor = {cell: whole_number(rows.text(cell)) for cell in {*counts}}
            miscounted |= None in factor.values()
            times = [n * (factor[cell] or 0) for n, cell in zip(times, counts, strict=True)]
        met = np.fromiter(map(names.__getitem__, cells), np.int32, len(cells))
        highest = len(names.candidates) + len(names.listed) + 2
        marks.append(met.reshape(len(times), len(places)).astype(narrow(highest)))
        weights += times
    together = np.concatenate(marks) if marks else np.empty((0, len(places)), dtype=np.int8)
    wide = weights_of(weights)
    return together[wide > 0], wide[wide > 0], miscounted


def _problems(
    rows: Rows, places: Sequence[int], count: int | None, names: Names, strict: bool
) -> Iterator[Problem]:
    """What is wrong with the papers, row by row."""
    columns = [rows.head.columns[i] for i in places]
    spellings: dict[str, tuple[str, int]] = {}
    for row, cells in rows.numbered([*places] if count is None else [*places, count]):
        seen: set[int] = set()
        for column, cell in zip(columns, cells, strict=False):
            mark = names[cell]
            if cell in names.strangers:
                yield rows.head.problem(f"{cell!r} is none of the candidates", row, column)
            elif mark >= 0:
                first, where = spellings.setdefault(folded(cell), (cell, row))
                if cell in names.spellings and cell != first:
                    text = f"{cell!r} stands as {first!r} in row {where}; write it the same"
                    yield rows.head.problem(text, row, column)
            if strict and mark <= OVERVOTE:
                text = f"{cell!r} stands for several; say by overvotes how such papers are read"
                yield rows.head.problem(text, row, column)
            if strict and mark in seen:
                text = f"{cell!r} is ranked more than once; keep one"
                yield rows.head.problem(text, row, column)
            seen |= {mark} - {BLANK}
        if count is not None and whole_number(cells[-1]) is None:
            text = f"{cells[-1]!r} does not say how many such ballots there are"
            yield rows.head.problem(text, row, rows.head.columns[count])
