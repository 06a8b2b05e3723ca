"""A table as an organiser keeps it, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded, tidy
from deliberation.io.delimited import ADVICE, decode, delimited_rows
from deliberation.io.files import read_bytes
from deliberation.io.limits import CELLS, too_large
from deliberation.io.workbooks import workbook_rows
from deliberation.sentences import Sentence

WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
OLD = Sentence(
    "this is an old workbook (.xls) or one with a password; save it as .xlsx without one"
)
BLANK = Sentence("the file is empty; it needs a header and a row for each entry")


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, every cell tidied.

    Args:
        name: the file's name, for messages.
        columns: the header; a column without a name is ``""``.
        header_row: the number of the row that the header stands in.
        rows: each row that is not blank: its number, and as many cells as there are columns.
        problems: cells that stand under no name, such as those of a row with one comma too many.
    """

    name: str
    columns: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()

    def problem(self, text: str, row: int | None = None, column: str | None = None) -> Problem:
        """A problem with this file."""
        return Problem(text, row, column, self.name)

    def place(self, column: str) -> int | None:
        """Where *column* stands, in whatever capitals it was asked for."""
        exact = [i for i, name in enumerate(self.columns) if name == tidy(column)]
        alike = [i for i, name in enumerate(self.columns) if folded(name) == folded(column)]
        return next(iter(exact or alike), None)

    def repeated(self, columns: Iterable[str]) -> list[Problem]:
        """One problem for each of *columns* whose name stands over several."""
        times = Counter(self.columns)
        return [
            self.problem(
                Sentence("{n} columns have this name; keep one", n=n), self.header_row, column
            )
            for column in dict.fromkeys(columns)
            if (n := times[column]) > 1
        ]


def read_table(path: str | Path) -> Table:
    """The table in a CSV or .xlsx file.

    Raises:
        InvalidInputError: the file is empty, too large or not a table.
        OSError: the file cannot be opened.
    """
    return parse_table(read_bytes(path), Path(path).name)


def parse_table(data: bytes, filename: str) -> Table:
    """The table in the bytes of a CSV or .xlsx file; what they are is seen from the bytes.

    Raises:
        InvalidInputError: the file is empty, too large or not a table.
    """
    try:
        rows = _rows(data)
    except InvalidInputError as error:
        raise InvalidInputError(
            Problem(p.text, p.row, p.column, filename) for p in error.problems
        ) from error
    (header_row, header), *below = rows
    named = [place for place, name in enumerate(header) if name]
    nameless = _nameless(header, below)
    return Table(
        filename,
        tuple(header[place] for place in named),
        header_row,
        tuple(
            (number, tuple(cells[place] if place < len(cells) else "" for place in named))
            for number, cells in below
        ),
        (
            *([Problem(_without_names(nameless), header_row, file=filename)] if nameless else []),
            *(
                Problem(
                    Sentence("{cell!r} has no column name above it", cell=cell),
                    number,
                    file=filename,
                )
                for number, cells in below
                for place, cell in enumerate(cells)
                if cell and not (place < len(header) and header[place]) and place not in nameless
            ),
        ),
    )


def _nameless(header: list[str], below: list[tuple[int, list[str]]]) -> list[int]:
    """Where columns stand that most rows fill, but the *header* does not name."""
    filled = Counter(
        place
        for _, cells in below
        for place, cell in enumerate(cells)
        if cell and not (place < len(header) and header[place])
    )
    return sorted(place for place, times in filled.items() if 2 * times > len(below))


def _without_names(places: list[int]) -> Sentence:
    """What to say of columns without a name; often a title stands above the header."""
    if len(places) == 1:
        return Sentence(
            "the column {column} has no name here, but most rows below fill it; the first row must "
            "be the header: delete what stands above it, or name every column",
            column=_letters(places[0]),
        )
    return Sentence(
        "the columns {columns} have no name here, but most rows below fill them; the first row "
        "must be the header: delete what stands above it, or name every column",
        columns=tuple(map(_letters, places)),
    )


def _letters(place: int) -> str:
    """What a spreadsheet calls the column that stands at *place*: A, B, ..., Z, AA, ..."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Each row that is not blank, the header first."""
    if data.startswith(WORKBOOK):
        rows = workbook_rows(data)
    elif data.startswith(OLD_WORKBOOK):
        raise InvalidInputError([OLD])
    elif data.startswith((b"%PDF", b"{\\rtf")) or data.lstrip()[:1] == b"<":
        raise InvalidInputError([Sentence("this is not a table; {advice}", advice=ADVICE)])
    else:
        rows = delimited_rows(decode(data))
    if not rows:
        raise InvalidInputError([BLANK])
    if len(rows) * len(rows[0][1]) > CELLS:
        raise too_large()
    return rows
