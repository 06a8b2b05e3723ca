"""How large a table may be: far beyond any town's, far below what fills a computer's memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deliberation.errors import InvalidInputError, Problem
from deliberation.sentences import Sentence

FILE = 50_000_000  # bytes, also once unpacked
TEXT = 20_000_000  # bytes of a table as text
ROWS = 200_000
COLUMNS = 500
LONG_FILE = 2_000_000_000  # bytes of a register, which is read row by row
LONG_ROWS = 10_000_000
CELLS = 5_000_000


def within_limits(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The *rows*, stopping at the one where the table becomes too large.

    Raises:
        InvalidInputError: there are too many rows, columns or cells.
    """
    cells = 0
    for count, (number, row) in enumerate(rows, 1):
        cells += len(row)
        if count > ROWS or len(row) > COLUMNS or cells > CELLS:
            raise too_large(number)
        yield number, row


def too_large(row: int | None = None) -> InvalidInputError:
    """The error that says what a table may be."""
    text = Sentence(
        "a table may have {rows:,} rows, {columns} columns and {cells:,} cells at most; "
        "keep only what is needed",
        rows=ROWS,
        columns=COLUMNS,
        cells=CELLS,
    )
    return InvalidInputError([Problem(text, row)])
