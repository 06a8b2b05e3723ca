"""The rows of a table of any length, equal ones together.

Ballots repeat, and a line is quicker to compare than to take apart: lines are counted first, from
the first wanted cell on, and each different one is taken apart once. Only lines with quotation
marks are taken apart one by one. What was counted is handed on before it fills the memory.
"""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Protocol, TypeVar

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.delimited import separator_of, unpaired
from deliberation.io.elections.lines import BLOCK, Lines, lines_of
from deliberation.io.files import read_bytes
from deliberation.io.limits import COLUMNS, LONG_ROWS
from deliberation.io.tables import OLD_WORKBOOK, WORKBOOK, Table, parse_table

SAMPLE = 100_000  # bytes from which the header and the separator are seen
MANY = 1 << 18  # different rows that are held at once
PART = 1 << 12  # rows that are taken apart in one go
BATCH = 10_000  # rows that are counted in one go
MOST = 100  # problems that are told

T = TypeVar("T")

Cell = str | bytes
"""What stands in a cell: a tidied text, or the bytes of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Different rows, and how often each stands in the table.

    Args:
        cells: of the wanted columns, row after row.
        times: of each row.
    """

    cells: Sequence[Cell]
    times: Sequence[int]


Batch = tuple[list[bytes], list[list[str]]]
"""Some lines without quotation marks, and some rows that were taken apart for theirs."""


class Rows(Protocol):
    """The rows of a table below its header."""

    @property
    def head(self) -> Table:
        """The file's name, the columns, and what is wrong with the header."""

    def groups(self, columns: Sequence[int]) -> Iterator[Group]:
        """The rows that are not blank, cut down to the wanted *columns*, equal ones together.

        A row may come again in another group.

        Raises:
            InvalidInputError: quotation marks do not pair up, or there is too much of anything.
        """

    def numbered(self, columns: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The same rows one by one, with their numbers, to say where something is wrong."""

    def text(self, cell: Cell) -> str:
        """What a cell of a group says, tidied."""


@dataclass(frozen=True, slots=True)
class ShortRows:
    """The rows of a table that is held in memory."""

    head: Table

    def groups(self, columns: Sequence[int]) -> Iterator[Group]:
        """See ``Rows``."""
        counted = Counter(cells for _, cells in self.numbered(columns))
        yield Group([cell for cells in counted for cell in cells], [*counted.values()])

    def numbered(self, columns: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """See ``Rows``."""
        for number, cells in self.head.rows:
            yield number, tuple(cells[i] for i in columns)

    def text(self, cell: Cell) -> str:
        """See ``Rows``."""
        return str(cell)


@dataclass(frozen=True, slots=True)
class LongRows:
    """The rows of a text that is too long to hold.

    Args:
        lines: of the whole file.
        separator: between cells.
        lead: how many lines stand above the first row.
        width: how many cells the header has, with those that are empty.
        places: where the columns of the *head* stand among them.
        many: different rows that are held at once.
    """

    head: Table
    lines: Lines
    separator: str
    lead: int
    width: int
    places: tuple[int, ...]
    many: int = MANY

    def groups(self, columns: Sequence[int]) -> Iterator[Group]:
        """See ``Rows``."""
        wanted = [self.places[i] for i in columns]
        nameless = sorted({*range(self.width)} - {*self.places})
        first = min([*wanted, *nameless], default=0)
        cutting = _Cutting(self.separator.encode(), first, self.width, wanted, nameless)
        counted: Counter[bytes] = Counter()
        quoted: Counter[tuple[str, ...]] = Counter()
        rows = 0
        for plain, records in self._batches():
            rows += len(plain) + len(records)
            cutting.count(plain, counted)
            quoted.update(tuple(record[first:]) for record in records)
            if rows > LONG_ROWS:
                text = f"a table of ballots may have {LONG_ROWS:,} rows at most; split it"
                raise InvalidInputError([self.head.problem(text)])
            if len(counted) + len(quoted) >= self.many:
                yield from self._grouped(cutting, counted, quoted)
                counted.clear()
                quoted.clear()
        yield from self._grouped(cutting, counted, quoted)

    def _grouped(
        self, cutting: _Cutting, counted: Counter[bytes], quoted: Counter[tuple[str, ...]]
    ) -> Iterator[Group]:
        """What was counted, taken apart a few at a time, which is kinder to the memory."""
        plain = (cutting.apart(lines, times) for lines, times in _parts(counted))
        others = (cutting.alone(rows, times) for rows, times in _parts(quoted))
        for group in chain(plain, others):
            if group is None:
                self._refuse_stray_cells()
            else:
                yield group

    def numbered(self, columns: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """See ``Rows``."""
        places = [self.places[i] for i in columns]
        for number, cells in self._records():
            yield number, tuple(cells[i] if i < len(cells) else "" for i in places)

    def text(self, cell: Cell) -> str:
        """See ``Rows``."""
        return tidy(cell if isinstance(cell, str) else self.lines.text(cell))

    def _refuse_stray_cells(self) -> None:
        """Say in which rows something stands below no column name."""
        named = {*self.places}
        stray = (
            self.head.problem(f"{cell!r} has no column name above it", number)
            for number, cells in self._records()
            for place, cell in enumerate(cells)
            if cell and place not in named
        )
        raise InvalidInputError(bounded(stray))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Every row below the header that is not blank, with its number and all its cells."""
        number, header = 0, self.head.header_row
        texts = (self.lines.text(line) + "\n" for line in self._below())
        try:
            for number, cells in enumerate(
                csv.reader(texts, delimiter=self.separator, strict=True), header + 1
            ):
                if any(tidied := [tidy(cell) for cell in cells]):
                    yield number, tidied
        except csv.Error as error:
            problem = unpaired(max(number, header) + 1).problems[0]
            raise InvalidInputError([self.head.problem(problem.text, problem.row)]) from error

    def _batches(self) -> Iterator[Batch]:
        """Some lines without quotation marks, and some rows that were taken apart for theirs."""
        blocks = self._blocks()
        for block in blocks:
            plain, quoted = _quoted_apart(block) if b'"' in block else (block, [])
            try:
                texts = map(self.lines.text, quoted)
                records = [*csv.reader(texts, delimiter=self.separator, strict=True)]
            except csv.Error:
                records = []
            if len(records) < len(quoted):  # some end below the line in which they begin
                later = (line for block in blocks for line in block[:-1].split(b"\n"))
                yield from self._line_by_line(chain(block[:-1].split(b"\n"), later))
                return
            yield plain[:-1].split(b"\n"), [row for row in records if any(map(tidy, row))]

    def _line_by_line(
        self, lines: Iterator[bytes]
    ) -> Iterator[tuple[list[bytes], list[list[str]]]]:
        """The same once some cells hold ends of lines."""
        plain: list[bytes] = []
        records: list[list[str]] = []
        for line in lines:
            if b'"' in line:
                texts = (self.lines.text(part) + "\n" for part in chain((line,), lines))
                try:
                    record = next(csv.reader(texts, delimiter=self.separator, strict=True))
                except csv.Error:
                    deque(self._records(), maxlen=0)  # says in which row
                    raise
                if any(map(tidy, record)):
                    records.append(record)
            else:
                plain.append(line)
            if len(plain) + len(records) >= BATCH:
                yield plain, records
                plain, records = [], []
        yield plain, records

    def _below(self) -> Iterator[bytes]:
        """Each line below the header."""
        for block in self._blocks():
            yield from block[:-1].split(b"\n")

    def _blocks(self) -> Iterator[bytes]:
        """The blocks of lines below the header."""
        above = self.lead
        for block in self.lines.blocks():
            while above and block:
                block = block[block.find(b"\n") + 1 :]
                above -= 1
            if block:
                yield block


@dataclass(frozen=True, slots=True)
class _Cutting:
    """How lines are cut at their first wanted cell, and taken apart.

    Args:
        separator: between cells.
        first: the first cell that is looked at.
        width: how many cells a line has.
        wanted: the cells that are handed on.
        nameless: the cells that must be empty.
    """

    separator: bytes
    first: int
    width: int
    wanted: Sequence[int]
    nameless: Sequence[int]

    def count(self, lines: list[bytes], counted: Counter[bytes]) -> None:
        """Count each of *lines* from the first wanted cell on, but for blank lines."""
        blanks = [self.separator * cells for cells in range(self.width)]
        before = [counted[blank] for blank in blanks]
        counted.update(self._cut(lines) if self.first else lines)
        if [counted[blank] for blank in blanks] == before:
            return
        for line in lines:
            if not line.strip(self.separator + b" \t"):
                counted[self._cut([line])[0] if self.first else line] -= 1

    def _cut(self, lines: list[bytes]) -> list[bytes]:
        try:
            return [line.split(self.separator, self.first)[self.first] for line in lines]
        except IndexError:  # some have too few cells
            parts = (line.split(self.separator, self.first) for line in lines)
            return [part[self.first] if len(part) > self.first else b"" for part in parts]

    def apart(self, lines: Sequence[bytes], times: list[int]) -> Group | None:
        """The wanted cells of lines that were cut; nothing where a cell has no column."""
        width, mark = self.width - self.first, b"\n"
        flat: list[bytes] = (
            (self.separator + mark + self.separator).join(lines).split(self.separator)
        )
        # Every line has its width where every mark between two of them stands in its place.
        if len(flat) + 1 != len(lines) * (width + 1) or {*flat[width :: width + 1]} - {mark}:
            return self._padded([line.split(self.separator) for line in lines], times)
        del flat[width :: width + 1]
        return self._chosen(flat, times)

    def alone(self, rows: Sequence[tuple[str, ...]], times: list[int]) -> Group | None:
        """The same of rows that were taken apart before."""
        return self._padded([[*map(tidy, row)] for row in rows], times)

    def _padded(self, rows: list[list[bytes]] | list[list[str]], times: list[int]) -> Group | None:
        width = self.width - self.first
        flat: list[Cell] = []
        for row in rows:
            if any(cell.strip() for cell in row[width:]):
                return None
            flat += row[:width]
            flat += [""] * (width - len(row))
        return self._chosen(flat, times)

    def _chosen(self, flat: Sequence[Cell], times: list[int]) -> Group | None:
        """The wanted columns of whole rows, one after the other."""
        width = self.width - self.first
        if any(cell.strip() for i in self.nameless for cell in flat[i - self.first :: width]):
            return None
        places = [i - self.first for i in self.wanted]
        if places == [*range(width)] or not flat:
            return Group(flat, times)
        chosen: list[Cell] = [""] * (len(times) * len(places))
        for j, place in enumerate(places):
            chosen[j :: len(places)] = flat[place::width]
        return Group(chosen, times)


def rows_of(source: str | Path | bytes, name: str, *, sample: int = SAMPLE, block: int = BLOCK,
            many: int = MANY) -> Rows:  # fmt: skip
    """The rows of a CSV or .xlsx file, at a path or as bytes that were sent.

    Args:
        sample: bytes from which the header is seen; shorter files are held in memory.
        block: bytes that are read in one go.
        many: different rows that are held at once.

    Raises:
        InvalidInputError: the file is empty, too large or not a table.
        OSError: the file cannot be opened.
    """
    start = _start(source, sample + 1)
    if len(start) <= sample or start.lstrip().startswith(
        (*WORKBOOK, OLD_WORKBOOK, b"%PDF", b"{\\rtf", b"<")
    ):
        data = source if isinstance(source, bytes) else read_bytes(source)
        return ShortRows(parse_table(data, name))
    lines = lines_of(source, name, block=block)
    beginning = b""
    for data in lines.blocks():
        beginning += data
        if len(beginning) >= sample:
            break
    text = lines.text(beginning)
    separator, start_of_rows = separator_of(text)
    reader = csv.reader(StringIO(text[start_of_rows:], newline=""), delimiter=separator)
    above = text[:start_of_rows].count("\n")
    tidied = ((number, [tidy(cell) for cell in cells]) for number, cells in enumerate(reader, 1))
    number, header = next((row for row in tidied if any(row[1])), (0, []))
    if not header:
        raise InvalidInputError([Problem("the table begins with many blank rows", file=name)])
    if len(header) > COLUMNS:
        text = f"a table may have {COLUMNS} columns at most; keep what is needed"
        raise InvalidInputError([Problem(text, number, file=name)])
    named = tuple(place for place, cell in enumerate(header) if cell)
    head = Table(name, tuple(header[i] for i in named), number, ())
    return LongRows(head, lines, separator, above + reader.line_num, len(header), named, many)


def _start(source: str | Path | bytes, size: int) -> bytes:
    """The first bytes."""
    if isinstance(source, bytes):
        return source[:size]
    with Path(source).open("rb") as file:
        return file.read(size)


def _quoted_apart(block: bytes) -> tuple[bytes, list[bytes]]:
    """The lines of *block* without quotation marks, and each of those with them."""
    plain: list[bytes] = []
    quoted: list[bytes] = []
    begin = 0
    while (mark := block.find(b'"', begin)) >= 0:
        start = max(block.rfind(b"\n", begin, mark) + 1, begin)
        end = block.find(b"\n", mark) + 1
        plain.append(block[begin:start])
        quoted.append(block[start:end])
        begin = end
    return b"".join([*plain, block[begin:]]), quoted


def _parts(counted: Counter[T]) -> Iterator[tuple[list[T], list[int]]]:
    """Some of the rows that were counted, and then the next."""
    counted += Counter()  # without those that turned out to be blank
    rows, times = iter(counted), iter(counted.values())
    while part := list(islice(rows, PART)):
        yield part, list(islice(times, PART))


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """The first of *problems*, and whether there are more."""
    first = list(islice(problems, MOST + 1))
    if len(first) > MOST:
        file = first[0].file
        first[MOST:] = [Problem(f"there is more; these are the first {MOST} problems", file=file)]
    return first
