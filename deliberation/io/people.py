"""People as organisers keep them: a row for each, with an id and an answer to each question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded
from deliberation.io.files import read_bytes
from deliberation.io.tables import Table, parse_table
from deliberation.sortition.pool import Person, Pool

ID_NAMES = ("id", "code", "nr", "number", "person")
PRIVATE = re.compile(r"name|navn|e-?mail|address|adresse|phone|telefon|birth|cpr", re.IGNORECASE)
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-. ]+[A-Za-z]{3,4}|[A-Za-z]{3,4}[-. ]+\d{1,4}")
ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)")
NOWHERE = re.compile(r"[\W_]+|n/?a|none|null|unknown|ukendt|uoplyst", re.IGNORECASE)


def read_pool(
    path: str | Path,
    *,
    id: str | None = None,
    household: str | None = None,
    features: Sequence[str] | None = None,
) -> Pool:
    """The people in a CSV or .xlsx file.

    Args:
        id: the column of the ids; by default one called id, code, nr, number or person, or else
            the first.
        household: the column that is equal for people who share a home; blank for nobody's.
        features: the columns to keep; by default every other one. Give them, so that names and
            addresses go no further.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    data = read_bytes(path)
    return parse_pool(data, Path(path).name, id=id, household=household, features=features)


def parse_pool(
    data: bytes,
    filename: str,
    *,
    id: str | None = None,
    household: str | None = None,
    features: Sequence[str] | None = None,
) -> Pool:
    """The people in the bytes of a CSV or .xlsx file; see ``read_pool``.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    table = parse_table(data, filename)
    return pool_in(table, id=id, household=household, features=features)


def pool_in(
    table: Table,
    *,
    id: str | None = None,
    household: str | None = None,
    features: Sequence[str] | None = None,
    values: Mapping[str, Collection[str]] | None = None,
) -> Pool:
    """The people in *table*; see ``read_pool``.

    Args:
        values: for a feature, the only values that it may have.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    columns = _Columns.of(table, id, household, features)
    problems = [*table.problems, *_wrong_columns(table, columns, id, household, features)]
    if columns.id is not None:
        problems += _wrong_ids(table, columns.id)
    if columns.household is not None:
        problems += _wrong_homes(table, columns.household)
    for name, place in columns.features.items():
        problems += _wrong_answers(table, place, (values or {}).get(name))
    if not table.rows:
        problems.append(table.problem("there is nobody in this file; write a row for each person"))
    if problems or columns.id is None:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(problems)
    return Pool(
        tuple(
            Person(
                cells[columns.id],
                {name: cells[place] for name, place in columns.features.items()},
                None if columns.household is None else cells[columns.household].casefold() or None,
            )
            for _, cells in table.rows
        )
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the ids, the households and the answers stand."""

    id: int | None
    household: int | None
    features: Mapping[str, int]

    @classmethod
    def of(
        cls, table: Table, id: str | None, household: str | None, features: Sequence[str] | None
    ) -> _Columns:
        home = None if household is None else table.place(household)
        taken = {home, *(table.columns.index(f) for f in features or () if f in table.columns)}
        free = [place for place in range(len(table.columns)) if place not in taken]
        if id is None:
            usual = [place for place in map(table.place, ID_NAMES) if place in free]
            fallback = [0] if 0 in free and not PRIVATE.search(table.columns[0]) else []
            found = next(iter(usual + fallback), None)
        else:
            found = table.place(id)
        wanted = (
            [table.columns[place] for place in free if place != found]
            if features is None
            else [name for name in features if name in table.columns]
        )
        return cls(found, home, {name: table.columns.index(name) for name in wanted})


def _wrong_columns(
    table: Table,
    columns: _Columns,
    id: str | None,
    household: str | None,
    features: Sequence[str] | None,
) -> Iterator[Problem]:
    """Columns that are not there, stand twice, or serve two ends."""
    if columns.id is None and id is None:
        yield table.problem(
            "no column is called id; say which one holds the ids (they are published, so no names)",
            table.header_row,
        )
    asked = [(id, columns.id), (household, columns.household)]
    asked += [(name, columns.features.get(name)) for name in features or ()]
    for name, place in asked:
        if name is not None and place is None:
            yield table.problem(_absence(table, name), table.header_row)
    used = [place for place in (columns.id, columns.household) if place is not None]
    yield from table.repeated(
        table.columns[place] for place in sorted({*used, *columns.features.values()})
    )
    if columns.id in {columns.household, *columns.features.values()} - {None}:
        column = table.columns[columns.id or 0]
        yield table.problem("this column cannot be the id as well", table.header_row, column)


def _absence(table: Table, name: str) -> str:
    """What to say where *table* has no column called *name*."""
    alike = table.place(name)
    if alike is not None:
        return (
            f"there is no column {name!r}, but {table.columns[alike]!r}; "
            "write it the same in both files"
        )
    return f"there is no column {name!r}; the columns are {', '.join(table.columns)}"


def _wrong_ids(table: Table, place: int) -> Iterator[Problem]:
    column = table.columns[place]
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        id = cells[place]
        first = rows.setdefault(id, row)
        if not id:
            yield table.problem("the cell is empty; give every person an id", row, column)
        elif first != row:
            text = f"the id {id!r} stands in row {first} already; give every person their own"
            yield table.problem(text, row, column)


def _wrong_homes(table: Table, place: int) -> Iterator[Problem]:
    """Signs that stand for no address, which would make one home of everybody who has them."""
    for row, cells in table.rows:
        value = cells[place]
        if NOWHERE.fullmatch(value) or ERROR.fullmatch(value):
            text = (
                f"{value!r} would be one home for everybody who has it; leave the cell empty where "
                "no home is known"
            )
            yield table.problem(text, row, table.columns[place])


def _wrong_answers(table: Table, place: int, known: Collection[str] | None) -> Iterator[Problem]:
    """Blank cells of one column, the spreadsheet's errors, and values that have no quota."""
    column = table.columns[place]
    alike = {folded(value): value for value in known or ()}
    for row, cells in table.rows:
        value = cells[place]
        if not value:
            yield table.problem("the cell is empty", row, column)
        elif ERROR.fullmatch(value):
            yield table.problem(f"{value} is an error of the spreadsheet", row, column)
        elif known is None or value in known:
            continue
        elif folded(value) in alike:
            suggestion = f"the quotas write {alike[folded(value)]!r}; write it the same"
            yield table.problem(f"{value!r} has no quota, but {suggestion}", row, column)
        else:
            cause = "; the spreadsheet may have made a date of it" if DATE.fullmatch(value) else ""
            text = f"{value!r} has no quota; the quotas name {', '.join(known)}{cause}"
            yield table.problem(text, row, column)
