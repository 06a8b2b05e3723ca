"""Quotas as organisers keep them: a row for each value, with how many seats it gets."""

from __future__ import annotations

import csv
from collections.abc import Container, Sequence
from contextlib import suppress
from fractions import Fraction
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
from deliberation.io.seats import SHARES, seats_of, shares_of, wrong_seats
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
    if problems := _together(table, size, demands.quotas, per_household):
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
    sound = _sound(entries, {row for row, found in wrong.items() if found})
    seats = seats_of(sound, size, how=how, slack=slack)
    quotas = tuple(_quota(entry, seats[entry.row]) for entry in sound)
    demands: Demands | None = None
    with suppress(InvalidInputError):  # what is wrong with them is told below, with all the rest
        demands = Demands(size, quotas, per_household)
    if problems or demands is None:
        problems += _together(table, size, quotas, per_household)
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


def parse_population(data: bytes, filename: str) -> dict[str, dict[str, Fraction]]:
    """The shares of the population that a file of quotas gives; nothing of features that say their
    seats in another way.

    Args:
        data: of which ``parse_quotas`` finds nothing wrong.
    """
    table = parse_table(data, filename)
    groups: dict[str, list[Entry]] = {}
    for entry in entries_in(table, places_in(table)):
        if entry.way in SHARES and len(entry.answers) == 1:
            groups.setdefault(entry.answers[0][0], []).append(entry)
    return {
        feature: {e.answers[0][1]: n for e, n in zip(group, shares_of(group), strict=True) if n}
        for feature, group in groups.items()
    }


def holds_quotas(table: Table) -> bool:
    """Whether *table* has every column that quotas need."""
    places = places_in(table).keys()
    return {"feature", "value"} <= places and ({*BOUNDS} <= places or bool(OTHERS.keys() & places))


def _sound(entries: Sequence[Entry], wrong: Container[int]) -> list[Entry]:
    """The entries in which nothing is wrong, and that no *wrong* row can spoil.

    A wrong row spoils those of the same features, whose shares are one whole. Where it is of one
    feature alone, it spoils every joint quota of that too, for its values are not all known; and
    where that feature is not named, it may be any.
    """
    spoiled = {entry.features for entry in entries if entry.row in wrong}
    alone = {features[0] for features in spoiled if len(features) == 1}
    return [
        entry
        for entry in entries
        if entry.features not in spoiled and not alone & {*entry.features, ""}
    ]


def _together(
    table: Table, size: int, quotas: tuple[Quota, ...], per_household: int
) -> list[Problem]:
    """What is wrong with *quotas* together, and where those of a feature do not add up."""
    try:
        Quotas(size, quotas, per_household)
    except InvalidInputError as error:
        return [table.problem(problem.text) for problem in error.problems]
    return []


def _quota(entry: Entry, seats: Bounds) -> Quota:
    (feature, value), *also = entry.answers
    low, high = (whole_number(entry.cells.get(use, "")) for use in FLEX)
    return Quota(feature, value, *seats, low, high, tuple(also))
