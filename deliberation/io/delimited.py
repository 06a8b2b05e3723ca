"""Tables as text: CSV in the encodings and with the separators that spreadsheets write."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.limits import TEXT, too_large, within_limits
from deliberation.sentences import Sentence

SEPARATORS = ",;\t"
SAMPLE = 100  # rows looked at to find the separator
CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")
ADVICE = Sentence("save it from the spreadsheet as CSV (UTF-8) or as .xlsx")


def decode(data: bytes) -> str:
    """The text of a file, whether it is UTF-8, UTF-16 with its mark, or Windows-1252 (Latin-1).

    Raises:
        InvalidInputError: it is none of these, so it is not a text at all.
    """
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
        break
    raise InvalidInputError([Sentence("this is not a text file; {advice}", advice=ADVICE)])


def delimited_rows(text: str) -> list[tuple[int, list[str]]]:
    """Each row that is not blank, tidied, with its number as a spreadsheet shows it.

    Raises:
        InvalidInputError: quotation marks do not pair up, or there is too much of anything.
    """
    if len(text) > TEXT:
        raise too_large()
    separator, start = separator_of(text)
    return list(within_limits(_tidied(_reader(text[start:], separator, strict=True))))


def separator_of(text: str) -> tuple[str, int]:
    """What separates the cells of a table that begins with *text*, and where its rows start."""
    if declared := re.match(r'"?sep=([,;\t])"?(\r\n|\r|\n|$)', text):
        return declared[1], declared.end()
    return max(SEPARATORS, key=lambda candidate: _likelihood(text, candidate)), 0


def unpaired(row: int) -> InvalidInputError:
    """The error for a *row* whose quotation marks the reader cannot follow."""
    text = Sentence("the quotation marks of this row do not pair up; mend them")
    return InvalidInputError([Problem(text, row)])


def _tidied(records: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(records, 1):
            if any(tidied := [tidy(cell) for cell in cells]):
                yield number, tidied
    except csv.Error as error:
        raise unpaired(number + 1) from error


def _likelihood(text: str, separator: str) -> tuple[float, int]:
    """How many of the first rows are as wide as the header, and how wide that is.

    A header of one cell may be a title; then only how wide most rows are can tell.
    """
    widths = []
    try:
        for cells in islice(filter(any, _reader(text, separator, strict=False)), SAMPLE):
            widths.append(len(cells))
    except csv.Error:
        pass  # what came before the broken row tells enough
    if not widths or widths[0] == 1:
        return 0.0, max(widths, key=widths.count, default=1)
    return widths.count(widths[0]) / len(widths), widths[0]


def _reader(text: str, separator: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)
