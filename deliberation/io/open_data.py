"""Open data as files: a table as CSV, and all tables together as JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from fractions import Fraction
from io import StringIO
from typing import Any, Final

from deliberation.io.spreadsheets import escaped
from deliberation.record.canonical import to_file
from deliberation.record.open_tables import OPEN_FORMAT, Cell, OpenTable

DECIMALS: Final = 6


def open_csv(table: OpenTable) -> bytes:
    """A *table* as UTF-8 with its mark and commas, the fields in the first row.

    A text that a spreadsheet would run as a formula gets an apostrophe; numbers are numbers, with a
    point and at most six decimals; what is true or false says so; what is not known is empty.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.fields)
    for row in table.rows:
        writer.writerow(map(_text, row))
    return out.getvalue().encode("utf-8-sig")


def open_json(tables: Iterable[OpenTable], about: Mapping[str, str]) -> bytes:
    """All *tables* as one document: a list of rows for each, a row an object by its fields.

    Args:
        about: what they are of, such as the id and the title of an assembly.
    """
    made = {
        table.name: [
            {field: _value(cell) for field, cell in zip(table.fields, row, strict=True)}
            for row in table.rows
        ]
        for table in tables
    }
    return to_file({"format": OPEN_FORMAT, "about": dict(about), "tables": made})


def _text(cell: Cell) -> str:
    """A cell of a file for spreadsheets."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return escaped(cell)
        case int():
            return str(cell)
    return decimal(cell)


def _value(cell: Cell) -> Any:
    """A cell as JSON: a number that is not whole is a text, so that no reader rounds it."""
    if isinstance(cell, Fraction):
        return cell.numerator if cell.denominator == 1 else decimal(cell)
    return cell


def decimal(number: Fraction) -> str:
    """A number with a point and at most six decimals, the half rounded away from nought.

    >>> decimal(Fraction(7)), decimal(Fraction(-15, 2)), decimal(Fraction(2, 3))
    ('7', '-7.5', '0.666667')
    """
    units = int(abs(number) * 10**DECIMALS + Fraction(1, 2))
    whole, part = divmod(units, 10**DECIMALS)
    digits = f"{part:0{DECIMALS}}".rstrip("0")
    return f"{'-' * (number < 0 and units > 0)}{whole}{'.' * bool(digits)}{digits}"
