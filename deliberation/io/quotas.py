"""Quotas as organisers keep them: a row for each value, with the fewest and the most seats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import whole_number
from deliberation.io.files import read_bytes
from deliberation.io.tables import Table, parse_table
from deliberation.sortition.quotas import Quota, Quotas

CATEGORY = ("category", "kategori")
FEATURE = ("feature", "egenskab", "kriterium")
VALUE = ("value", "name", "værdi", "navn")
MIN = ("min", "minimum", "lower", "mindst")
MAX = ("max", "maximum", "upper", "maks", "maksimum", "højst")
MIN_FLEX = ("min_flex", "min flex", "flex_lower")
MAX_FLEX = ("max_flex", "max flex", "flex_upper")


def read_quotas(path: str | Path, *, size: int) -> Quotas:
    """The quotas in a CSV or .xlsx file, for a panel of *size*.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    return parse_quotas(read_bytes(path), Path(path).name, size=size)


def parse_quotas(data: bytes, filename: str, *, size: int) -> Quotas:
    """The quotas in the bytes of a CSV or .xlsx file, for a panel of *size*.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    return quotas_in(parse_table(data, filename), size=size)


def quotas_in(table: Table, *, size: int) -> Quotas:
    """The quotas in *table*, headed ``feature,value,min,max`` or ``category,feature,min,max``.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    places = _places(table)
    if missing := [*_missing_columns(table, places)]:
        raise InvalidInputError([*table.problems, *missing])
    entries = _entries(table, places)
    wrong = {row: [*_wrong_cells(table, row, entry)] for row, entry in entries}
    for row, problem in _repeats(table, entries):
        wrong[row].append(problem)
    problems = [*table.problems, *(problem for found in wrong.values() for problem in found)]
    if not entries:
        problems.append(table.problem("there is no quota; write a row for each value"))
    spoiled = {entry["feature"] for row, entry in entries if wrong[row]}
    sound = [entry for _, entry in entries if not spoiled & {entry["feature"], ""}]
    try:
        quotas = Quotas(size, tuple(map(_quota, sound)))
    except InvalidInputError as error:
        problems += [table.problem(problem.text) for problem in error.problems]
    if problems:
        raise InvalidInputError(problems)
    return quotas


def values_named(table: Table) -> dict[str, tuple[str, ...]]:
    """The values that *table* names for each feature, whether or not their numbers are right.

    Where a value stands beside no feature, it may be of any; then none is named for each.
    """
    places = _places(table)
    if not {"feature", "value"} <= places.keys():
        return {}
    named: dict[str, dict[str, None]] = {}  # an ordered set for each feature
    for _, entry in _entries(table, places):
        if entry["feature"] and entry["value"]:
            named.setdefault(entry["feature"], {})[entry["value"]] = None
    astray = any(entry["value"] and not entry["feature"] for _, entry in _entries(table, places))
    return {feature: () if astray else tuple(values) for feature, values in named.items()}


def holds_quotas(table: Table) -> bool:
    """Whether *table* has every column that quotas need."""
    return {"feature", "value", "min", "max"} <= _places(table).keys()


def _places(table: Table) -> dict[str, int]:
    """Where each column that was found stands, by what it is for."""
    by_category = _first(table, CATEGORY) is not None  # then "feature" heads the values
    wanted = {
        "feature": CATEGORY if by_category else FEATURE,
        "value": (*FEATURE, *VALUE) if by_category else VALUE,
        "min": MIN,
        "max": MAX,
        "min_flex": MIN_FLEX,
        "max_flex": MAX_FLEX,
    }
    found = {use: _first(table, names) for use, names in wanted.items()}
    return {use: place for use, place in found.items() if place is not None}


def _first(table: Table, names: tuple[str, ...]) -> int | None:
    places = (table.place(name) for name in names)
    return next((place for place in places if place is not None), None)


def _missing_columns(table: Table, places: Mapping[str, int]) -> Iterator[Problem]:
    for use in ("feature", "value", "min", "max"):
        if use not in places:
            yield table.problem(
                f"there is no column {use!r}; the header must be feature,value,min,max or "
                "category,feature,min,max",
                table.header_row,
            )
    yield from table.repeated(table.columns[place] for place in places.values())


def _entries(table: Table, places: Mapping[str, int]) -> list[tuple[int, dict[str, str]]]:
    """Each row's number, and its cells by what they are for."""
    return [
        (row, {use: cells[place] for use, place in places.items()}) for row, cells in table.rows
    ]


def _wrong_cells(table: Table, row: int, entry: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with one row by itself."""
    places = _places(table)
    numbers: dict[str, int] = {}
    for use, cell in entry.items():
        column = table.columns[places[use]]
        if not cell and use not in ("min_flex", "max_flex"):
            merged = "; write it in every row, for merged cells count once"
            text = f"the cell is empty{merged if use == 'feature' else ''}"
            yield table.problem(text, row, column)
        elif cell and use not in ("feature", "value"):
            number = whole_number(cell)
            if number is None:
                yield table.problem(f"{cell!r} is not a whole number from 0", row, column)
            else:
                numbers[use] = number
    for less, more in (("min", "max"), ("min_flex", "min"), ("max", "max_flex")):
        if less in numbers and more in numbers and numbers[less] > numbers[more]:
            yield table.problem(
                f"{less} is {numbers[less]} and {more} is {numbers[more]}; "
                f"{less} must not be larger",
                row,
                table.columns[places[less]],
            )


def _repeats(
    table: Table, entries: list[tuple[int, dict[str, str]]]
) -> Iterator[tuple[int, Problem]]:
    """Rows for a value that has one already."""
    rows: dict[tuple[str, str], int] = {}
    for row, entry in entries:
        named = entry["feature"], entry["value"]
        first = rows.setdefault(named, row)
        if first != row and all(named):
            text = f"{named[0]} = {named[1]} has a quota in row {first} already; keep one"
            yield row, table.problem(text, row)


def _quota(entry: Mapping[str, str]) -> Quota:
    def bound(use: str) -> int | None:
        return whole_number(entry.get(use, ""))

    return Quota(
        entry["feature"],
        entry["value"],
        bound("min") or 0,
        bound("max") or 0,
        bound("min_flex"),
        bound("max_flex"),
    )
