"""Tables for spreadsheets, which run a cell as a formula where its first sign says so.

Such a cell gets an apostrophe before it, which spreadsheets take for "this is text". One that has
apostrophes before such a sign already gets one more, so that taking one away gives every cell back.
A number below zero begins with such a sign too, and is none of these: it is written as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def escaped(text: str) -> str:
    """The *text* as a cell that no spreadsheet runs.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("1+1")
    ("'=1+1", "''=1+1", '1+1')
    """
    return "'" + text if text.lstrip("'").startswith(FORMULA) else text


def unescaped(cell: str) -> str:
    """The text that ``escaped`` made this *cell* of.

    >>> unescaped("'=1+1"), unescaped("''=1+1"), unescaped("'s Park")
    ('=1+1', "'=1+1", "'s Park")
    """
    return cell[1:] if cell.startswith("'") and escaped(cell) != cell else cell


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as UTF-8 with its mark, which spreadsheets need to show letters beyond ASCII.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow(map(escaped, row))
    return out.getvalue().encode("utf-8-sig")
