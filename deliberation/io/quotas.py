"""Quotas as organisers keep them: a row for each value, with how many seats it gets."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import whole_number
from deliberation.io.files import read_bytes
from deliberation.io.quota_rows import (
    BOUNDS,
    FLEX,
    OTHERS,
    Entry,
    entries_in,
    missing_columns,
    places_in,
    repeats,
    spellings,
    wrong_names,
)
from deliberation.io.seats import seats_of, wrong_seats
from deliberation.io.tables import Table, parse_table
from deliberation.sentences import Sentence
from deliberation.sortition.apportionment import Apportionment, Bounds, around
from deliberation.sortition.quotas import Demands, Quota, Quotas


def read_quotas(
    path: str | Path,
    *,
    size: int,
    per_household: int = 1,
    how: Apportionment = around,
    slack: int = 0,
) -> Quotas:
    """The quotas in a CSV or .xlsx file, for a panel of *size*.

    Args:
        per_household: at most so many people of one household are on a panel.
        how: the seats that a share of the population comes to.
        slack: by how many seats these are widened below and above.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = parse_table(read_bytes(path), Path(path).name)
    return quotas_in(table, size=size, per_household=per_household, how=how, slack=slack)


def parse_quotas(data: bytes, filename: str, *, size: int) -> Quotas:
    """The quotas in the bytes of a CSV or .xlsx file, for a panel of *size*.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    return quotas_in(parse_table(data, filename), size=size)


def quotas_in(
    table: Table,
    *,
    size: int,
    per_household: int = 1,
    how: Apportionment = around,
    slack: int = 0,
) -> Quotas:
    """The quotas in *table*, headed ``feature,value,min,max`` or otherwise; see ``read_quotas``.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    demands = demands_in(table, size=size, per_household=per_household, how=how, slack=slack)
    if problems := _sums(table, demands):
        raise InvalidInputError(problems)
    return demands.as_quotas()


def demands_in(
    table: Table,
    *,
    size: int,
    per_household: int = 1,
    how: Apportionment = around,
    slack: int = 0,
) -> Demands:
    """The same where the quotas of a feature need not add up to the seats.

    Raises:
        InvalidInputError: with every problem found, by row and column; if there is any, quotas that
            do not add up are one as well.
    """
    places = places_in(table)
    if missing := [*missing_columns(table, places)]:
        raise InvalidInputError([*table.problems, *missing])
    entries = entries_in(table, places)
    wrong: dict[int, list[Problem]] = {entry.row: [] for entry in entries}
    for found in (wrong_names, wrong_seats, repeats, spellings):
        for row, problem in found(table, places, entries):
            wrong[row].append(problem)
    problems = [*table.problems, *(problem for found in wrong.values() for problem in found)]
    if not entries:
        text = Sentence("there is no quota; write a row for each value")
        problems.append(table.problem(text))
    spoiled = {feature for entry in entries if wrong[entry.row] for feature in entry.features}
    sound = [entry for entry in entries if not spoiled & {*entry.features, ""}]
    seats = seats_of(sound, size, how=how, slack=slack)
    try:
        demands = Demands(size, tuple(_quota(e, seats[e.row]) for e in sound), per_household)
    except InvalidInputError as error:
        problems += [table.problem(problem.text) for problem in error.problems]
    else:
        problems += _sums(table, demands) if problems else []
    if problems:
        raise InvalidInputError(problems)
    return demands


def quotas_csv(quotas: Quotas) -> bytes:
    """The bytes of a file that ``parse_quotas`` reads as these *quotas*."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    answers = max((len(quota.answers) for quota in quotas), default=1)
    joint = [f"{name}{n}" for n in range(2, answers + 1) for name in ("feature", "value")]
    writer.writerow(["feature", "value", *BOUNDS, *FLEX, *joint])
    for quota in quotas:
        numbers = (quota.lower, quota.upper, quota.flex_lower, quota.flex_upper)
        also = [name for answer in quota.also for name in answer]
        row = [quota.feature, quota.value, *("" if n is None else n for n in numbers), *also]
        writer.writerow([*row, *[""] * (6 + len(joint) - len(row))])
    return text.getvalue().encode()


def values_named(table: Table) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """For each feature the only values there may be, and those of which the spelling is known.

    Whether or not the numbers are right. Of a feature that joint quotas alone name, there may be
    other values. Where a value stands beside no feature, it may be of any; then the only values are
    known of none.
    """
    places = places_in(table)
    if not {"feature", "value"} <= places.keys():
        return {}, {}
    only: dict[str, dict[str, None]] = {}  # an ordered set for each feature
    spelt: dict[str, dict[str, None]] = {}
    entries = entries_in(table, places)
    for entry in entries:
        for feature, value in entry.answers:
            if feature and value:
                only.setdefault(feature, {})
                spelt.setdefault(feature, {})[value] = None
                if len(entry.answers) == 1:
                    only[feature][value] = None
    astray = any(value and not feature for entry in entries for feature, value in entry.answers)
    return (
        {feature: () if astray else tuple(values) for feature, values in only.items()},
        {feature: tuple(values) for feature, values in spelt.items()},
    )


def holds_quotas(table: Table) -> bool:
    """Whether *table* has every column that quotas need."""
    places = places_in(table).keys()
    return {"feature", "value"} <= places and ({*BOUNDS} <= places or bool(OTHERS.keys() & places))


def _sums(table: Table, demands: Demands) -> list[Problem]:
    """Where the quotas of a feature do not add up to the seats."""
    try:
        demands.as_quotas()
    except InvalidInputError as error:
        return [table.problem(problem.text) for problem in error.problems]
    return []


def _quota(entry: Entry, seats: Bounds) -> Quota:
    (feature, value), *also = entry.answers
    low, high = (whole_number(entry.cells.get(use, "")) for use in FLEX)
    return Quota(feature, value, *seats, low, high, tuple(also))
