"""How many seats the rows of a quotas file ask for: bounds, a target, or a share of the population.

Each row says it in one of four ways, and rows of the same features all in the same way where it is
a share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from deliberation.errors import Problem
from deliberation.io.cells import rate, whole_number
from deliberation.io.quota_rows import BOUNDS, EMPTY, FLEX, OTHERS, Entry
from deliberation.io.tables import Table
from deliberation.sentences import Sentence, all_of, any_of
from deliberation.sortition.apportionment import Apportionment, Bounds, seats_for

SHARES = ("percent", "population")


def wrong_seats(
    table: Table, places: Mapping[str, int], entries: Sequence[Entry]
) -> Iterator[tuple[int, Problem]]:
    """What is wrong with the numbers, row by row."""
    groups: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        yield from ((entry.row, problem) for problem in _wrong_row(table, places, entry))
        groups[entry.features].append(entry)
    for features, group in groups.items():
        text = _wrong_shares(features, group)
        if text is not None:
            yield group[0].row, table.problem(text, group[0].row)


def _wrong_shares(features: Sequence[str], group: Sequence[Entry]) -> Sentence | None:
    """What is wrong with the shares of the population in rows of the same *features*."""
    ways, named = {entry.way for entry in group}, all_of(features)
    if len(ways) > 1 and ways & {*SHARES}:
        return Sentence(
            "some rows of {features} give a share of the population, and others do not; "
            "give one in each",
            features=named,
        )
    if ways == {"percent"}:
        whole = _wrong_sum([_percent(entry) for entry in group], joint=len(features) > 1)
        if whole is not None:
            return Sentence(
                "the shares of {features} add up to {whole}, not to 100; mend one, or give people "
                "in a column {column!r}, which need not add up",
                features=named,
                whole=f"{float(whole):.12g}",
                column="population",
            )
    if ways == {"population"} and not any(_people(entry) for entry in group):
        return Sentence(
            "nobody of the population has any of the values of {features}", features=named
        )
    return None


def seats_of(
    entries: Sequence[Entry], size: int, *, how: Apportionment, slack: int
) -> dict[int, Bounds]:
    """The fewest and the most seats that each row asks for, by its number.

    Args:
        entries: of which nothing is wrong.
        how: the seats that a share comes to.
        slack: by how many seats these are widened.
    """
    groups: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    found: dict[int, Bounds] = {}
    for entry in entries:
        if entry.way in SHARES:
            groups[entry.features].append(entry)
        elif entry.way == "seats":
            n = whole_number(entry.cells["seats"]) or 0
            found[entry.row] = n, n
        else:
            low, high = (whole_number(entry.cells[use]) or 0 for use in BOUNDS)
            found[entry.row] = low, high
    for group in groups.values():
        bounds = seats_for(shares_of(group), size, how=how, slack=slack)
        found |= {entry.row: b for entry, b in zip(group, bounds, strict=True)}
    return found


def shares_of(group: Sequence[Entry]) -> list[Fraction]:
    """The shares of the population in rows of the same features, all of them together one.

    Args:
        group: of which nothing is wrong, and each of which gives a share.
    """
    if group[0].way == "population":
        whole = sum(map(_people, group))
        return [Fraction(_people(entry), whole) for entry in group]
    shares = [_percent(entry) or Fraction(0) for entry in group]
    return shares if sum(shares) == 1 else [share / 100 for share in shares]


def _people(entry: Entry) -> int:
    """How many of the population a row counts."""
    return whole_number(entry.cells["population"]) or 0


def _percent(entry: Entry) -> Fraction | None:
    """What a cell of percentages writes: 13.5, 13,5 and 13.5 % are the same."""
    cell = entry.cells["percent"]
    number = rate(cell)
    return 100 * number if number is not None and cell.endswith("%") else number


def _wrong_sum(shares: Sequence[Fraction | None], *, joint: bool) -> Fraction | None:
    """What the *shares* add up to where that is wrong; a table of joint quotas may be partial.

    A spreadsheet keeps 13.5 % as 0.135, so shares that add up to one are taken for these.
    """
    if None in shares:
        return None  # which is wrong already
    whole = sum((share for share in shares if share is not None), Fraction(0))
    if whole in (1, 100) or (joint and 1 < whole < 100):
        return None
    return whole


def _wrong_row(table: Table, places: Mapping[str, int], entry: Entry) -> Iterator[Problem]:
    """Cells that are empty or no number, bounds that cross, and numbers in several ways."""
    yield from _wrong_numbers(table, places, entry)
    ways = [use for use in OTHERS if entry.cells.get(use)]
    bounds = [use for use in BOUNDS if entry.cells.get(use)]
    if len(ways) + bool(bounds) > 1:
        text = Sentence(
            "{columns} all say how many seats; keep one of them", columns=all_of([*bounds, *ways])
        )
        yield table.problem(text, entry.row)
    elif not ways and not bounds and OTHERS.keys() & places.keys():
        usable = [all_of([*BOUNDS])] if {*BOUNDS} <= places.keys() else []
        usable += [use for use in OTHERS if use in places]
        text = Sentence("the row says no seats; fill {columns}", columns=any_of(usable))
        yield table.problem(text, entry.row)
    elif not ways:
        for use in BOUNDS:
            if not entry.cells.get(use):
                column = table.columns[places[use]] if use in places else use
                yield table.problem(EMPTY, entry.row, column)


def _wrong_numbers(table: Table, places: Mapping[str, int], entry: Entry) -> Iterator[Problem]:
    """Cells that hold no number, and bounds that cross."""
    numbers: dict[str, int] = {}
    for use, place in places.items():
        cell = entry.cells.get(use, "")
        if not cell or use not in {**BOUNDS, **FLEX, **OTHERS}:
            continue
        number = whole_number(cell)
        if use == "percent":
            if rate(cell) is None or "/" in cell:
                text = Sentence(
                    "{cell!r} is no percentage such as {example}", cell=cell, example="13.5"
                )
                yield table.problem(text, entry.row, table.columns[place])
        elif number is None:
            text = Sentence("{cell!r} is not a whole number from 0", cell=cell)
            yield table.problem(text, entry.row, table.columns[place])
        else:
            numbers[use] = number
    for less, more in (("min", "max"), ("min_flex", "min"), ("max", "max_flex")):
        if less in numbers and more in numbers and numbers[less] > numbers[more]:
            text = Sentence(
                "{less} is {low} and {more} is {high}; {less} must not be larger",
                less=less,
                low=numbers[less],
                more=more,
                high=numbers[more],
            )
            yield table.problem(text, entry.row, table.columns[places[less]])
