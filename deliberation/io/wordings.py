"""What a vote asks in every language as one table: a row for each text, a column for each language.

Whoever translates gets it, fills in a column, and sends it back. A line break in a cell is lost on
the way through many a spreadsheet; so a sign stands for it. The last row has a mark for each
language, by which it is known whether somebody has written in it since the table was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.spreadsheets import csv_bytes, unescaped
from deliberation.io.tables import Table, parse_table
from deliberation.record.wordings import mark
from deliberation.sentences import Sentence
from deliberation.wordings import Wording

KEY, EXACT, MARK = "text", "exact", "mark"
KEEP = "leave this row as it is"
BREAK = " ¶ "


@dataclass(frozen=True, slots=True)
class WordingTable:
    """What a file says.

    Args:
        wordings: by language; one whose column is not there, or holds nothing, is not here.
        rows: the row of each text.
        marks: of what each language had when the table was made, where that is said; see
            ``record.wordings.mark``.
        problems: what is wrong with the table itself.
    """

    wordings: Mapping[str, Wording]
    rows: Mapping[str, int]
    marks: Mapping[str, str]
    problems: tuple[Problem, ...]


def wordings_csv(
    asked: Wording, wordings: Mapping[str, Wording], languages: Collection[str]
) -> bytes:
    """The table of a vote.

    Args:
        asked: every text by its name, as it is voted on.
        languages: of the columns, in their order.
    """
    kept = [wordings.get(language, {}) for language in languages]
    rows = (
        (key, _in_cell(exact), *(_in_cell(said.get(key, "")) for said in kept))
        for key, exact in asked.items()
    )
    return csv_bytes((KEY, EXACT, *languages), [*rows, (MARK, KEEP, *map(mark, kept))])


def parse_wordings(
    data: bytes, filename: str, asked: Wording, languages: Collection[str]
) -> WordingTable:
    """What a CSV or .xlsx file says of the texts that a vote has *asked*.

    Args:
        languages: which may have a column.

    Raises:
        InvalidInputError: the file is no table, or has no column with the names of texts.
    """
    table = parse_table(data, filename)
    place = table.place(KEY)
    if place is None:
        raise InvalidInputError(
            [
                Problem(
                    Sentence("the column {column!r} is missing; take the table anew", column=KEY),
                    file=filename,
                )
            ]
        )
    columns = {name: table.place(name) for name in table.columns if name in languages}
    found = {name: dict[str, str]() for name in columns}
    rows = {cells[place]: number for number, cells in table.rows if cells[place] != MARK}
    for _number, cells in table.rows:
        for name, at in columns.items():
            if at is not None and cells[place] in asked and (text := _text(cells[at])):
                found[name][cells[place]] = text
    problems = (*table.problems, *_problems(table, place, asked, languages))
    filled = {name: said for name, said in found.items() if said}
    return WordingTable(filled, rows, _marks(table, place, columns), problems)


def _marks(table: Table, place: int, columns: Mapping[str, int | None]) -> dict[str, str]:
    """The mark of each language that has one."""
    marked = [cells for _, cells in table.rows if cells[place] == MARK]
    return {
        name: cells[at]
        for cells in marked
        for name, at in columns.items()
        if at is not None and cells[at]
    }


def _problems(
    table: Table, place: int, asked: Wording, languages: Collection[str]
) -> Iterator[Problem]:
    """Columns and rows that this vote does not have, and exact texts that are not its own."""
    yield from table.repeated(table.columns)
    for name in table.columns:
        if name not in {KEY, EXACT, *languages}:
            told = Sentence("the pages do not speak this language; name a column like da or ar")
            yield table.problem(told, table.header_row, name)
    times = Counter(cells[place] for _, cells in table.rows)
    at = table.place(EXACT)
    for number, cells in table.rows:
        key = cells[place]
        if key == MARK and times[key] == 1:
            continue
        if key != MARK and key not in asked:
            told = Sentence("this vote has no text {key!r}; take the table anew", key=key)
            yield table.problem(told, number, KEY)
        elif times[key] > 1:
            yield table.problem(Sentence("{key!r} stands in several rows", key=key), number, KEY)
        elif at is not None and unescaped(cells[at]) != tidy(_in_cell(asked[key])):
            told = Sentence("the vote has another text here; take the table anew")
            yield table.problem(told, number, EXACT)


def _in_cell(text: str) -> str:
    """A *text* on one line."""
    return BREAK.join(line.strip() for line in text.splitlines())


def _text(cell: str) -> str:
    """The text that was put in a *cell*."""
    return "\n".join(line.strip() for line in unescaped(cell).split(BREAK.strip())).strip()
