"""People as organisers keep them: a row for each, with an id and an answer to each question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.answers import wrong_answers
from deliberation.io.cells import tidy
from deliberation.io.files import read_bytes
from deliberation.io.homes import home_of, wrong_homes
from deliberation.io.standings import standing_of, wrong_standings
from deliberation.io.tables import Table, parse_table
from deliberation.sentences import Sentence
from deliberation.sortition.pool import Person, Pool

ID_NAMES = ("id", "code", "nr", "number", "person")
PRIVATE = re.compile(r"name|navn|e-?mail|address|adresse|phone|telefon|birth|cpr", re.IGNORECASE)


Household: TypeAlias = str | Sequence[str] | None


def read_pool(
    path: str | Path,
    *,
    id: str | None = None,
    household: Household = None,
    status: str | None = None,
    features: Sequence[str] | None = None,
) -> Pool:
    """The people in a CSV or .xlsx file.

    Args:
        id: the column of the ids; by default one called id, code, nr, number or person, or else
            the first.
        household: the column, or columns, that are equal for people who share a home; blank for
            nobody's.
        status: the column that says who has confirmed already or must be out.
        features: the columns to keep; by default every other one. Give them, so that names and
            addresses go no further.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = parse_table(read_bytes(path), Path(path).name)
    return pool_in(table, id=id, household=household, status=status, features=features)


def parse_pool(
    data: bytes,
    filename: str,
    *,
    id: str | None = None,
    household: Household = None,
    status: str | None = None,
    features: Sequence[str] | None = None,
) -> Pool:
    """The people in the bytes of a CSV or .xlsx file; see ``read_pool``.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    table = parse_table(data, filename)
    return pool_in(table, id=id, household=household, status=status, features=features)


def pool_in(
    table: Table,
    *,
    id: str | None = None,
    household: Household = None,
    status: str | None = None,
    features: Sequence[str] | None = None,
    values: Mapping[str, Collection[str]] | None = None,
    spelt: Mapping[str, Collection[str]] | None = None,
    must_include: Collection[str] = (),
    must_exclude: Collection[str] = (),
) -> Pool:
    """The people in *table*; see ``read_pool``.

    Args:
        values: for a feature, the only values that it may have.
        spelt: for a feature, values that must be spelt so, among others.
        must_include: ids of people who must be in, whatever their status.
        must_exclude: ids of people who must be out.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    homes = (household,) if isinstance(household, str) else tuple(household or ())
    asked = _Asked(id, homes, status, None if features is None else tuple(features))
    columns = _Columns.of(table, asked)
    include, exclude = {*map(tidy, must_include)}, {*map(tidy, must_exclude)}
    problems = [*table.problems, *_wrong_columns(table, columns, asked)]
    if columns.id is not None:
        problems += _wrong_ids(table, columns.id)
    if columns.homes:
        problems += wrong_homes(table, columns.homes)
    problems += wrong_standings(table, columns.id, columns.status, sorted(include), sorted(exclude))
    for name, place in columns.features.items():
        only = (values or {}).get(name)
        problems += wrong_answers(table, place, only, (spelt or {}).get(name, ()))
    if not table.rows:
        text = Sentence("there is nobody in this file; write a row for each person")
        problems.append(table.problem(text))
    if problems or columns.id is None:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(problems)
    return Pool(
        tuple(
            Person(
                cells[columns.id],
                {name: cells[place] for name, place in columns.features.items()},
                home_of(cells, columns.homes),
                standing_of(
                    cells[columns.id],
                    "" if columns.status is None else cells[columns.status],
                    include,
                    exclude,
                ),
            )
            for _, cells in table.rows
        )
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The columns that somebody named."""

    id: str | None
    household: tuple[str, ...]
    status: str | None
    features: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the ids, the households, the status and the answers stand."""

    id: int | None
    homes: tuple[int, ...]
    status: int | None
    features: Mapping[str, int]

    @classmethod
    def of(cls, table: Table, asked: _Asked) -> _Columns:
        homes = [table.place(name) for name in asked.household]
        status = None if asked.status is None else table.place(asked.status)
        kept = asked.features or ()
        taken = {*homes, status, *(table.columns.index(f) for f in kept if f in table.columns)}
        free = [place for place in range(len(table.columns)) if place not in taken]
        if asked.id is None:
            usual = [place for place in map(table.place, ID_NAMES) if place in free]
            fallback = [0] if 0 in free and not PRIVATE.search(table.columns[0]) else []
            found = next(iter(usual + fallback), None)
        else:
            found = table.place(asked.id)
        wanted = (
            [table.columns[place] for place in free if place != found]
            if asked.features is None
            else [name for name in asked.features if name in table.columns]
        )
        return cls(
            found,
            tuple(place for place in homes if place is not None),
            status,
            {name: table.columns.index(name) for name in wanted},
        )


def _wrong_columns(table: Table, columns: _Columns, asked: _Asked) -> Iterator[Problem]:
    """Columns that are not there, stand twice, or serve two ends."""
    if columns.id is None and asked.id is None:
        text = Sentence(
            "no column is called id; say which one holds the ids (they are published, so no names)"
        )
        yield table.problem(text, table.header_row)
    named = [asked.id, *asked.household, asked.status]
    missing = [name for name in named if name is not None and table.place(name) is None]
    missing += [name for name in asked.features or () if name not in columns.features]
    for name in dict.fromkeys(missing):
        yield table.problem(_absence(table, name), table.header_row)
    special = [place for place in (columns.id, *columns.homes, columns.status) if place is not None]
    yield from table.repeated(
        table.columns[place] for place in sorted({*special, *columns.features.values()})
    )
    if columns.id in {*columns.homes, columns.status, *columns.features.values()} - {None}:
        column = table.columns[columns.id or 0]
        text = Sentence("this column cannot be the id as well")
        yield table.problem(text, table.header_row, column)


def _absence(table: Table, name: str) -> Sentence:
    """What to say where *table* has no column called *name*."""
    alike = table.place(name)
    if alike is not None:
        return Sentence(
            "there is no column {name!r}, but {alike!r}; write it the same in both files",
            name=name,
            alike=table.columns[alike],
        )
    return Sentence(
        "there is no column {name!r}; the columns are {columns}", name=name, columns=table.columns
    )


def _wrong_ids(table: Table, place: int) -> Iterator[Problem]:
    column = table.columns[place]
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        id = cells[place]
        first = rows.setdefault(id, row)
        if not id:
            text = Sentence("the cell is empty; give every person an id")
            yield table.problem(text, row, column)
        elif first != row:
            text = Sentence(
                "the id {id!r} stands in row {row} already; give every person their own",
                id=id,
                row=first,
            )
            yield table.problem(text, row, column)
