"""A table too long to hold in memory, such as the register of every address of a country.

It is read row by row, as often as asked, with the same understanding of encodings, separators and
cells as any other table. A workbook is read like any other, and has the limits of any other.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.delimited import ADVICE, CONTROL, separator_of, unpaired
from deliberation.io.limits import COLUMNS, LONG_FILE, LONG_ROWS
from deliberation.io.tables import OLD_WORKBOOK, WORKBOOK, Table, read_table

CHUNK = 1 << 20  # bytes looked at in one go
SAMPLE = 100_000  # characters from which the header and the separator are seen


@dataclass(frozen=True, slots=True)
class LongTable:
    """A header, and rows that are read from the file each time.

    Args:
        head: the name of the file and its columns, with ``""`` for one that has no name; and all
            rows where it is a workbook.
        path: where the rows are read from.
        encoding: ``None`` for a workbook.
        separator: between cells.
        lead: how many lines stand before the first row: one that says ``sep=;``, or none.
    """

    head: Table
    path: Path
    encoding: str | None
    separator: str = ","
    lead: int = 0

    def rows(self) -> Iterator[tuple[int, list[str] | tuple[str, ...]]]:
        """Each row below the header with its number; cells are as they stand, and may be too few.

        Raises:
            InvalidInputError: quotation marks do not pair up, or the table is too long.
            OSError: the file cannot be read.
        """
        if self.encoding is None:
            yield from self.head.rows
            return
        number = 0
        with self.path.open(encoding=self.encoding, newline="") as file:
            lines = islice(file, self.lead, None)
            try:
                for number, cells in enumerate(
                    csv.reader(lines, delimiter=self.separator, strict=True), 1
                ):
                    if cells and number > self.head.header_row:
                        yield number, cells
                    if number > LONG_ROWS:
                        text = f"a register may have {LONG_ROWS:,} rows at most; split it"
                        raise InvalidInputError([Problem(text, number, file=self.head.name)])
            except csv.Error as error:
                row = unpaired(number + 1).problems[0]
                raise InvalidInputError([self.head.problem(row.text, row.row)]) from error


def open_long_table(path: str | Path) -> LongTable:
    """The table in a CSV or .xlsx file of any length.

    Raises:
        InvalidInputError: the file is empty, too large or not a table.
        OSError: the file cannot be opened.
    """
    path = Path(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.lstrip().startswith((*WORKBOOK, OLD_WORKBOOK, b"%PDF", b"{\\rtf", b"<")):
        return LongTable(read_table(path), path, None)
    if path.stat().st_size > LONG_FILE:
        raise _refused(path, f"the file is larger than {LONG_FILE // 10**9} GB; split it")
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    separator, lead = separator_of(sample)
    table = LongTable(Table(path.name, (), 0, ()), path, encoding, separator, int(lead > 0))
    number, header = next(((n, c) for n, c in table.rows() if any(map(tidy, c))), (0, []))
    if not number:
        raise _refused(path, "the file is empty; it needs a header and a row for each entry")
    if len(header) > COLUMNS:
        raise _refused(path, f"a table may have {COLUMNS} columns at most; keep what is needed")
    head = Table(path.name, tuple(map(tidy, header)), number, ())
    return LongTable(head, path, encoding, separator, int(lead > 0))


def _encoding(path: Path) -> str:
    """The encoding of the whole file; see ``delimited.decode``.

    Raises:
        InvalidInputError: it is no text at all.
    """
    with path.open("rb") as file:
        mark = file.read(2)
    marked = mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            if _is_text(path, encoding):
                return encoding
        except UnicodeDecodeError:
            continue
        break
    raise _refused(path, f"this is not a text file; {ADVICE}")


def _is_text(path: Path, encoding: str) -> bool:
    """Whether no control character stands anywhere in the file.

    Raises:
        UnicodeDecodeError: it has another encoding.
    """
    with path.open(encoding=encoding, newline="") as file:
        while chunk := file.read(CHUNK):
            if CONTROL.search(chunk):
                return False
    return True


def _refused(path: Path, text: str) -> InvalidInputError:
    return InvalidInputError([Problem(text, file=path.name)])
