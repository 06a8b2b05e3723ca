"""The rows of a quotas file: which answers each is about.

A joint quota has further pairs of columns, ``feature2`` and ``value2`` and so on. Names stand in
cells of their own, so that none of them has to do without a sign such as "&".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deliberation.errors import Problem
from deliberation.io.cells import folded
from deliberation.io.tables import Table
from deliberation.sentences import Sentence, all_of

CATEGORY = ("category", "kategori")
FEATURE = ("feature", "egenskab", "kriterium")
VALUE = ("value", "name", "værdi", "navn")
BOUNDS = {
    "min": ("min", "minimum", "lower", "mindst"),
    "max": ("max", "maximum", "upper", "maks", "maksimum", "højst"),
}
FLEX = {
    "min_flex": ("min_flex", "min flex", "flex_lower"),
    "max_flex": ("max_flex", "max flex", "flex_upper"),
}
OTHERS = {
    "seats": ("seats", "target", "pladser"),
    "percent": ("percent", "%", "share", "procent", "andel"),
    "population": ("population", "befolkning", "indbyggere"),
}
EMPTY = Sentence("the cell is empty")
EMPTY_FEATURE = Sentence("the cell is empty; write it in every row, for merged cells count once")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a quotas file: its number, the *answers* it is about, its *cells* by their use."""

    row: int
    answers: tuple[tuple[str, str], ...]
    cells: Mapping[str, str]

    @property
    def features(self) -> tuple[str, ...]:
        """The features that it is about, sorted."""
        return tuple(sorted(feature for feature, _ in self.answers))

    @property
    def way(self) -> str:
        """How the row says its seats: ``bounds``, or one of the others; the first found."""
        return next((use for use in OTHERS if self.cells.get(use)), "bounds")


def places_in(table: Table) -> dict[str, int]:
    """Where each column that was found stands, by what it is for."""
    by_category = _first(table, CATEGORY) is not None  # then "feature" heads the values
    features = CATEGORY if by_category else FEATURE
    values = (*FEATURE, *VALUE) if by_category else VALUE
    wanted = {"feature": features, "value": values}
    found = {use: _first(table, names) for use, names in wanted.items()}
    number = 2
    while True:  # feature2 and value2, feature3 and value3, ... of joint quotas
        again = {
            f"{use}{number}": _first(table, [f"{name}{number}" for name in names])
            for use, names in wanted.items()
        }
        if not any(place is not None for place in again.values()):
            break
        found |= again
        number += 1
    found |= {use: _first(table, names) for use, names in {**BOUNDS, **FLEX, **OTHERS}.items()}
    return {use: place for use, place in found.items() if place is not None}


def _first(table: Table, names: Sequence[str]) -> int | None:
    places = (table.place(name) for name in names)
    return next((place for place in places if place is not None), None)


def missing_columns(table: Table, places: Mapping[str, int]) -> Iterator[Problem]:
    """Columns that quotas need and that are not there, or stand twice."""
    needed = ["feature", "value", *([] if OTHERS.keys() & places.keys() else BOUNDS)]
    for use in needed:
        if use not in places:
            text = Sentence(
                "there is no column {column!r}; the header must be feature,value,min,max or "
                "category,feature,min,max",
                column=use,
            )
            yield table.problem(text, table.header_row)
    for one, other in (("feature", "value"), ("value", "feature")):
        for use in places:
            number = use.removeprefix(one)
            if number.isdigit() and f"{other}{number}" not in places:
                text = Sentence(
                    "there is no column {column!r} beside {beside!r}",
                    column=other + number,
                    beside=use,
                )
                yield table.problem(text, table.header_row)
    yield from table.repeated(table.columns[place] for place in places.values())


def entries_in(table: Table, places: Mapping[str, int]) -> list[Entry]:
    """Each row; of further features only those that it fills."""
    numbers = [use.removeprefix("feature") for use in places if use.startswith("feature")]
    pairs = [
        (places["feature" + number], places["value" + number])
        for number in numbers
        if "value" + number in places
    ]
    return [
        Entry(
            row,
            tuple(
                (cells[feature], cells[value])
                for i, (feature, value) in enumerate(pairs)
                if i == 0 or cells[feature] or cells[value]
            ),
            {use: cells[place] for use, place in places.items()},
        )
        for row, cells in table.rows
    ]


def wrong_names(
    table: Table, places: Mapping[str, int], entries: Sequence[Entry]
) -> Iterator[tuple[int, Problem]]:
    """Features without a value, values without a feature, and features that are named twice."""
    for entry in entries:
        for use, place in places.items():
            kind = use.rstrip("0123456789")
            if kind in ("feature", "value") and not entry.cells[use]:
                number = use.removeprefix(kind)
                other = entry.cells[("value" if kind == "feature" else "feature") + number]
                if not number or other:
                    text = EMPTY_FEATURE if kind == "feature" else EMPTY
                    yield entry.row, table.problem(text, entry.row, table.columns[place])
        named = [feature for feature, _ in entry.answers]
        for feature in dict.fromkeys(named):
            if feature and named.count(feature) > 1:
                text = Sentence(
                    "this asks {n} times about {feature!r}; ask once",
                    n=named.count(feature),
                    feature=feature,
                )
                yield entry.row, table.problem(text, entry.row)


def repeats(
    table: Table, places: Mapping[str, int], entries: Sequence[Entry]
) -> Iterator[tuple[int, Problem]]:
    """Rows for answers that have one already."""
    rows: dict[frozenset[tuple[str, str]], int] = {}
    for entry in entries:
        first = rows.setdefault(frozenset(entry.answers), entry.row)
        if first != entry.row and all(map(all, entry.answers)):
            text = Sentence(
                "{quota} has a quota in row {row} already; keep one",
                quota=all_of([f"{feature} = {value}" for feature, value in entry.answers]),
                row=first,
            )
            yield entry.row, table.problem(text, entry.row)


def spellings(
    table: Table, places: Mapping[str, int], entries: Sequence[Entry]
) -> Iterator[tuple[int, Problem]]:
    """Values of one feature that differ by what the eye passes over."""
    written: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for entry in entries:
        for feature, value in entry.answers:
            known = written[feature, folded(value)]
            first = next(iter(known), value)
            if value not in known and first != value:
                text = Sentence(
                    "{value!r} is {first!r} in row {row}; write it the same",
                    value=value,
                    first=first,
                    row=known[first],
                )
                yield entry.row, table.problem(text, entry.row)
            known.setdefault(value, entry.row)
