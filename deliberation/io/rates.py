"""Rates as organisers keep them: of letters that are answered, or of a group in the population."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from io import StringIO
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded, rate
from deliberation.io.named_columns import named_columns
from deliberation.io.quota_rows import EMPTY
from deliberation.io.registers import AREA_NAMES
from deliberation.io.tables import Table, parse_table, read_table
from deliberation.sentences import Sentence

FEATURE = ("feature", "egenskab", "kriterium", "category", "kategori")
VALUE = ("value", "værdi", "name", "navn")
SHARE = ("share", "andel", "population")
RESPONSE = ("response", "rate", "svarprocent", "svar")

ROUNDING = Fraction(1, 100)  # by how much rounded shares may add up to more than the whole

Groups = dict[tuple[str, str], Fraction]


def read_responses(path: str | Path) -> dict[str, Fraction]:
    """For each area, the share of letters that is expected to bring a volunteer.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    area, response = named_columns(table, {"area": AREA_NAMES, "response": RESPONSE})
    found = _numbers(table, [area], response)
    return {name: number for (name,), number in found.items()}


def read_groups(path: str | Path) -> tuple[Groups, Groups]:
    """For each feature and value, the share of the letters that reach it, and its response.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = read_table(path)
    wanted = {"feature": FEATURE, "value": VALUE, "share": SHARE, "response": RESPONSE}
    feature, value, share, response = named_columns(table, wanted)
    keys = [feature, value]
    problems: list[Problem] = [
        p for column in (share, response) for p in _wrong_rows(table, keys, column)
    ]
    if problems:  # what is wrong with a row's name is found for both of its numbers
        once = [*dict.fromkeys(problems)]
        once.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(once)
    shares, responses = (_numbers(table, keys, column) for column in (share, response))
    return (
        {(key[0], key[1]): number for key, number in shares.items()},
        {(key[0], key[1]): number for key, number in responses.items()},
    )


def read_shares(path: str | Path) -> dict[str, dict[str, Fraction]]:
    """For each feature, the share of each value: of a population, or of those written to.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    return _shares(read_table(path), {})


def parse_shares(
    data: bytes, filename: str, *, known: Mapping[str, Collection[str]]
) -> dict[str, dict[str, Fraction]]:
    """The same in the bytes of a CSV or .xlsx file, or of rows that were pasted.

    Args:
        known: the features that people were asked about, with the values of each, which are to be
            written the same here; empty where nobody was asked yet.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    return _shares(parse_table(data, filename), known)


def shares_text(
    shares: Mapping[str, Mapping[str, int | Fraction] | Collection[str]],
) -> str:
    """Rows that ``parse_shares`` reads as these *shares*, with a header: as percentages where a
    decimal writes them exactly, and with semicolons, so that 12,5 % may be typed instead.

    Where of a feature only the values are given, their shares are left blank, to be filled in.

    >>> print(shares_text({"age": {"16-29": Fraction(1, 8), "30+": Fraction(2, 3)}}), end="")
    feature;value;share
    age;16-29;12.5 %
    age;30+;2/3
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["feature", "value", "share"])
    for feature, values in shares.items():
        known = values if isinstance(values, Mapping) else {}
        for value in values:
            share = _written(Fraction(known[value])) if value in known else ""
            writer.writerow([feature, value, share])
    return text.getvalue()


def _written(share: Fraction) -> str:
    """A share as ``rate`` reads it."""
    millionths = share * 10**6
    return str(share) if millionths.denominator != 1 else f"{float(100 * share):.10g} %"


def _shares(table: Table, known: Mapping[str, Collection[str]]) -> dict[str, dict[str, Fraction]]:
    """The shares in *table*.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    feature, value, share = named_columns(
        table, {"feature": FEATURE, "value": VALUE, "share": SHARE}
    )
    names = (feature, value)
    problems = [*_wrong_rows(table, names, share)]
    problems += _strange(table, feature, value, known) if known else ()
    if problems:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InvalidInputError(problems)
    shares: dict[str, dict[str, Fraction]] = {}
    for (name, of), number in _numbers(table, names, share).items():
        shares.setdefault(name, {})[of] = number
    wholes = {name: sum(of_feature.values()) for name, of_feature in shares.items()}
    if too_much := {name: whole for name, whole in wholes.items() if whole > 1 + ROUNDING}:
        raise InvalidInputError(
            [
                table.problem(
                    Sentence(
                        "the shares of {feature!r} add up to {whole} %; mend one",
                        feature=name,
                        whole=f"{float(100 * whole):g}",
                    )
                )
                for name, whole in too_much.items()
            ]
        )
    return shares


def _strange(
    table: Table, feature: int, value: int, known: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Features that nobody was asked about, and values that are written otherwise elsewhere."""
    told = set()
    for row, cells in table.rows:
        name, of = cells[feature], cells[value]
        if name in known:
            alike = [one for one in known[name] if folded(one) == folded(of)]
            if of and alike and of not in alike:
                text = Sentence(
                    "{value!r} is written {known!r} in the quotas; write it the same",
                    value=of,
                    known=alike[0],
                )
                yield table.problem(text, row, table.columns[value])
        elif name and name not in told:
            told.add(name)
            text = Sentence(
                "nobody was asked about {feature!r}; write one of {features}, or take its rows out",
                feature=name,
                features=tuple(known),
            )
            yield table.problem(text, row, table.columns[feature])


def _numbers(table: Table, keys: Sequence[int], column: int) -> dict[tuple[str, ...], Fraction]:
    """The numbers in one *column*, by the cells that name what they belong to.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    numbers = {tuple(cells[k] for k in keys): rate(cells[column]) for _, cells in table.rows}
    if problems := [*_wrong_rows(table, keys, column)]:
        raise InvalidInputError(problems)
    return {key: number for key, number in numbers.items() if number is not None}


def _wrong_rows(table: Table, keys: Sequence[int], column: int) -> Iterator[Problem]:
    """Cells that are empty or no number, and rows for what has one already."""
    rows: dict[tuple[str, ...], int] = {}
    for row, cells in table.rows:
        key = tuple(cells[k] for k in keys)
        for k in keys:
            if not cells[k]:
                yield table.problem(EMPTY, row, table.columns[k])
        if all(key) and rows.setdefault(key, row) != row:
            text = Sentence(
                "{name} stands in row {row} already; keep one", name=" = ".join(key), row=rows[key]
            )
            yield table.problem(text, row)
        cell = cells[column]
        number = rate(cell)
        if number is None:
            text = Sentence("{cell!r} is no number such as 2.4 %, 0.024 or 1/40", cell=cell)
            yield table.problem(text, row, table.columns[column])
        elif 1 < number <= 100 and "%" not in cell:
            text = Sentence(
                "{cell!r} is more than the whole; a percentage has its sign: {cell} %", cell=cell
            )
            yield table.problem(text, row, table.columns[column])
        elif not 0 < number <= 1:
            text = Sentence("{cell!r} is not above 0 and at most 1 (100 %)", cell=cell)
            yield table.problem(text, row, table.columns[column])
    if not table.rows:
        yield table.problem(Sentence("there is no row below the header; write one for each"))
