"""Tables for spreadsheets, which run a cell as a formula where its first sign says so.

Such a cell gets an apostrophe before it, which spreadsheets take for "this is text". One that has
apostrophes before such a sign already gets one more, so that taking one away gives every cell back.
A number below zero begins with such a sign too, and is none of these: it is written as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

BEGINS = re.compile(r"(^|[;\t])(?='*[=+\-@\t\r\n])")
BEGAN = re.compile(r"(^|[;\t])'(?='*[=+\-@\t\r\n])")
"""Where a formula would begin: at the start of a cell, and behind what some spreadsheets part cells
by. A Danish one opens a file as if semicolons stood between its cells."""


def escaped(text: str) -> str:
    """The *text* as a cell that no spreadsheet runs.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("1+1"), escaped("a;=1")
    ("'=1+1", "''=1+1", '1+1', "a;'=1")
    """
    return BEGINS.sub(r"\1'", text)


def unescaped(cell: str) -> str:
    """The text that ``escaped`` made this *cell* of.

    >>> unescaped("'=1+1"), unescaped("''=1+1"), unescaped("'s Park"), unescaped("a;'=1")
    ('=1+1', "'=1+1", "'s Park", 'a;=1')
    """
    return BEGAN.sub(r"\1", cell)


def csv_bytes(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as UTF-8 with its mark, which spreadsheets need to show letters beyond ASCII.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow(map(escaped, row))
    return out.getvalue().encode("utf-8-sig")
