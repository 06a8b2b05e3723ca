"""The first sheet of a workbook, and workbooks that are damaged or dangerous."""

import datetime
import re
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from deliberation.errors import InvalidInputError
from deliberation.io import limits, workbooks
from deliberation.io.tables import parse_table
from deliberation.io.workbooks import workbook_rows


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with the content of its files changed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def in_sheet(data: bytes, old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(old, new) if name.endswith("sheet1.xml") else content

    return repacked(data, change)


def test_cells_say_what_the_spreadsheet_shows() -> None:
    noon = datetime.datetime(2026, 3, 14, 12, 30)
    data = workbook(
        ["id", "whole", "share", "day", "moment", "time", "yes", "text"],
        [
            1,
            3.0,
            0.1 + 0.2,
            datetime.date(2026, 3, 14),
            noon,
            datetime.time(9, 5),
            True,
            " a\u00a0b ",
        ],
    )
    table = parse_table(data, "people.xlsx")
    assert table.rows == (
        (2, ("1", "3", "0.3", "2026-03-14", "2026-03-14 12:30:00", "09:05:00", "TRUE", "a b")),
    )


def test_blank_rows_keep_their_numbers_and_blank_columns_go() -> None:
    data = workbook([], ["id", "a", None], [None, " "], ["1", "x"])
    table = parse_table(data, "people.xlsx")
    assert (table.header_row, table.columns, table.rows) == (2, ("id", "a"), ((4, ("1", "x")),))


def test_the_ending_of_the_name_does_not_matter() -> None:
    assert parse_table(workbook(["id", "a"], [1, "x"]), "people.csv").columns == ("id", "a")
    assert parse_table(b"id,a\n1,x\n", "people.xlsx").columns == ("id", "a")


def test_the_first_sheet_that_can_be_seen_is_read() -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("People").append(["id"])
    book.create_sheet("Notes").append(["nothing"])
    assert workbook_rows(saved(book)) == [(1, ["id"])]


def test_empty_sheets_are_passed_over() -> None:
    book = Workbook()
    book.create_sheet("People").append(["id"])
    assert workbook_rows(saved(book)) == [(1, ["id"])]


def test_a_formula_gives_the_value_that_was_saved() -> None:
    data = in_sheet(workbook(["id"], ["=1+1"]), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    if (rows := workbook_rows(data)) == [(1, ["id"])]:  # how openpyxl writes an empty value
        data = in_sheet(workbook(["id"], ["=1+1"]), b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        rows = workbook_rows(data)
    assert rows == [(1, ["id"]), (2, ["2"])]


def test_a_wrong_dimension_hides_nothing() -> None:
    data = in_sheet(workbook(["id", "a"], [1, "x"]), b'ref="A1:B2"', b'ref="A1"')
    assert workbook_rows(data) == [(1, ["id", "a"]), (2, ["1", "x"])]


def test_decorations_that_cannot_be_read_warn_nobody() -> None:
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    data = in_sheet(workbook(["id"]), b"</worksheet>", extension)
    assert workbook_rows(data) == [(1, ["id"])]


def test_another_archive_is_no_workbook() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("people.csv", "id")
    with pytest.raises(InvalidInputError, match=r"not an \.xlsx workbook"):
        workbook_rows(out.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = workbook(["id"])
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(limits.FILE))
    assert len(out.getvalue()) < 100_000
    with pytest.raises(InvalidInputError, match="unpacks to more than 50 MB"):
        workbook_rows(out.getvalue())


def test_entities_that_grow_are_refused() -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet'
    with pytest.raises(InvalidInputError, match="entities"):
        workbook_rows(in_sheet(workbook(["id"]), b"<worksheet", laughs))


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>',
        b'<row r="2"><c r="SG2"><v>1</v></c></row>',
    ],
    ids=["rows", "columns"],
)
def test_a_sheet_that_claims_too_much_is_refused(row: bytes) -> None:
    data = in_sheet(workbook(["id"]), b"</sheetData>", row + b"</sheetData>")
    with pytest.raises(InvalidInputError, match="at most"):
        workbook_rows(data)


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    with pytest.raises(InvalidInputError, match=r"row 4.*at most"):
        workbook_rows(workbook(*([number] for number in range(6))))


WHOLE = workbook(["id", "a"], [1, "x"], [datetime.date(2026, 3, 14), 2.5])  # saved at one time


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes changed in the archive, and in the files within it, where no checksum helps."""
    if data.draw(st.booleans()):
        name = data.draw(st.sampled_from(ZipFile(BytesIO(WHOLE)).namelist()))
        broken = repacked(WHOLE, lambda n, content: hurt(data, content) if n == name else content)
    else:
        broken = hurt(data, WHOLE)
    with suppress(InvalidInputError):
        workbook_rows(broken)


def hurt(data: st.DataObject, content: bytes) -> bytes:
    place = data.draw(st.integers(0, max(0, len(content) - 1)))
    length = data.draw(st.integers(0, 12))
    return content[:place] + data.draw(st.binary(max_size=12)) + content[place + length :]


def test_damage_is_told_in_a_sentence() -> None:
    data = in_sheet(workbook(["id"]), b"</worksheet>", b"")
    with pytest.raises(InvalidInputError, match=re.escape(workbooks.DAMAGED)):
        workbook_rows(data)
