"""Tables as workbooks: the first sheet of an .xlsx file, within limits.

A workbook is a zip of XML, so a small file can unpack into a very large one. It is refused before
it is unpacked, or at the row where it becomes too large.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from deliberation.errors import InvalidInputError
from deliberation.io.cells import text_of
from deliberation.io.limits import CELLS, FILE, too_large, within_limits
from deliberation.sentences import Sentence

SHEET_ROWS = 1_048_576  # as many as a sheet can have
BROKEN = (
    *(BadZipFile, zlib.error, struct.error, EOFError, expat.ExpatError, SyntaxError),
    *(ArithmeticError, AttributeError, LookupError, NotImplementedError, RuntimeError),
    *(TypeError, ValueError, OSError),
)  # what openpyxl and zipfile raise on a damaged file; it is in memory, so OSError as well
DAMAGED = Sentence(
    "this workbook cannot be read; open it in the spreadsheet and save it as .xlsx again"
)
NONE = Sentence("this is not an .xlsx workbook; save the table as .xlsx or CSV")
ENTITIES = Sentence("the workbook declares XML entities, which no table needs")


def workbook_rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Each row of the first visible sheet that holds any, with its number in the sheet.

    A formula gives the value that the spreadsheet last saved.

    Raises:
        InvalidInputError: this is no workbook, it is damaged, or it is too large.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _refuse_bombs(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names each decoration that it leaves out
            return list(within_limits(_first_sheet(data)))
    except InvalidInputError:
        raise
    except BROKEN as error:
        raise InvalidInputError([DAMAGED]) from error


def _refuse_bombs(archive: ZipFile) -> None:
    names = {entry.filename for entry in archive.infolist()}
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise InvalidInputError([NONE])
    if sum(entry.file_size for entry in archive.infolist()) > FILE:
        raise InvalidInputError(
            [
                Sentence(
                    "the workbook unpacks to more than {size} MB; keep only the table in it",
                    size=FILE // 10**6,
                )
            ]
        )
    for name in names:
        if _declares_entities(archive, name):
            raise InvalidInputError([ENTITIES])


def _declares_entities(archive: ZipFile, name: str) -> bool:
    """Whether a part has a document type, with which a few bytes can grow into gigabytes."""
    seen = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("doctype")
    parser.StartElementHandler = lambda *_: seen.append("element")
    with archive.open(name) as part:
        try:
            while not seen and (chunk := part.read(4096)):
                parser.Parse(chunk)
        except expat.ExpatError:
            pass  # a picture, or XML that openpyxl will refuse
    return seen[:1] == ["doctype"]


def _first_sheet(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first visible sheet that has any."""
    from openpyxl import load_workbook  # takes longer to load than a million ballots to read

    workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [s for s in workbook.worksheets if s.sheet_state == "visible"]
        for sheet in sheets or workbook.worksheets[:1]:
            empty = True
            for row in _rows(sheet):
                empty = False
                yield row
            if not empty:
                return
    finally:
        workbook.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows of one *sheet* that are not blank; openpyxl has no types."""
    sheet.reset_dimensions()  # some programs write them wrongly
    cells = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(values)  # with the blank ones, which take as long to read
        if number > SHEET_ROWS or cells > CELLS:
            raise too_large(number)
        texts = [text_of(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts
