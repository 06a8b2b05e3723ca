"""Tables as spreadsheets write them: every encoding and separator, and what is no table."""

import codecs
import csv
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, Problem
from deliberation.io import limits
from deliberation.io.cells import tidy
from deliberation.io.delimited import decode
from deliberation.io.tables import Table, parse_table, read_table

HEADER = ["id", "køn", "bydel, kvarter; vej"]
ROWS = [
    ["c1", "kvinde", "Nord; ved søen"],
    ["c2", "mand", 'det "gamle" torv'],
    ["c3", "", "Syd\tøst, 4"],
]
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le-mark",
    "utf-16-be-mark",
    "cp1252",
    "latin-1",
]


def encoded(text: str, encoding: str) -> bytes:
    match encoding:
        case "utf-16-le-mark":
            return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
        case "utf-16-be-mark":
            return codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    return text.encode(encoding)


def written(rows: list[list[str]], separator: str, line_end: str, quoting: int = 0) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=quoting).writerows(rows)
    return out.getvalue()


def cells(table: Table) -> list[list[str]]:
    return [list(table.columns), *(list(row) for _, row in table.rows)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_separator_is_read(encoding: str, separator: str, line_end: str) -> None:
    text = written([HEADER, *ROWS], separator, line_end)
    table = parse_table(encoded(text, encoding), "people.csv")
    assert cells(table) == [[tidy(cell) for cell in row] for row in [HEADER, *ROWS]]
    assert [row for row, _ in table.rows] == [2, 3, 4]


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u200b\u2060\ufeff"),
    max_size=8,
)


@given(
    rows=st.integers(2, 5).flatmap(
        lambda width: st.lists(
            st.lists(words, min_size=width, max_size=width), min_size=1, max_size=5
        )
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    separator=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_quoted_is_read_back_tidied(
    rows: list[list[str]], encoding: str, separator: str, line_end: str
) -> None:
    """Every cell in quotation marks, as careful programs write; the header has plain names."""
    header = [f"column {number}" for number in range(len(rows[0]))]
    text = written([header, *rows], separator, line_end, csv.QUOTE_ALL)
    table = parse_table(encoded(text, encoding), "people.csv")
    assert table.columns == tuple(header)
    tidied = [[tidy(cell) for cell in row] for row in rows]
    assert [list(row) for _, row in table.rows] == [row for row in tidied if any(row)]


def test_a_separator_declared_in_the_first_line_is_believed() -> None:
    table = parse_table(b"sep=;\r\nid;a,b\r\n1;2,3\r\n", "people.csv")
    assert cells(table) == [["id", "a,b"], ["1", "2,3"]]


def test_decimal_commas_do_not_hide_the_semicolons() -> None:
    table = parse_table(b"id;share\n1;0,5\n2;0,25\n", "people.csv")
    assert cells(table) == [["id", "share"], ["1", "0,5"], ["2", "0,25"]]


def test_blank_lines_are_skipped_but_keep_their_row_numbers() -> None:
    table = parse_table(b"\n\nid,a\n,\n1,x\n\n \n2,y\n", "people.csv")
    assert table.header_row == 3
    assert table.rows == ((5, ("1", "x")), (8, ("2", "y")))


def test_a_line_break_inside_quotation_marks_is_one_row() -> None:
    table = parse_table(b'id,a\n1,"x\ny"\n2,z\n', "people.csv")
    assert table.rows == ((2, ("1", "x y")), (3, ("2", "z")))


def test_stray_spaces_are_normalised() -> None:
    decomposed = unicodedata.normalize("NFD", "Tårnby")
    text = f" id ,\u00a0area\u00a0\n 1 ,  {decomposed} \u00a0  Syd\u200b\n"
    assert cells(parse_table(text.encode(), "people.csv")) == [["id", "area"], ["1", "Tårnby Syd"]]


def test_trailing_empty_columns_are_left_out() -> None:
    assert cells(parse_table(b"id,a,,\n1,x,,\n2,y\n3\n", "people.csv")) == [
        ["id", "a"],
        ["1", "x"],
        ["2", "y"],
        ["3", ""],
    ]


def test_a_cell_under_no_name_is_a_problem() -> None:
    """As where a comma in an address was not put in quotation marks, and the cells shifted."""
    table = parse_table(b"id,a,,b\n1,x,,y\n2,x,stray,y\n3,x,,y,more\n", "people.csv")
    assert table.columns == ("id", "a", "b")
    assert [(p.row, p.file) for p in table.problems] == [(3, "people.csv"), (4, "people.csv")]


@pytest.mark.parametrize("title", ["Volunteers 2026", "Volunteers 2026;;;"])
def test_a_title_above_the_header_is_one_problem(title: str) -> None:
    """And the separator is found all the same, where the title has none."""
    text = f"{title}\n\nid;køn;;vej\n" + "".join(f"{n};mand;;vej {n}\n" for n in range(9))
    table = parse_table(text.encode(), "people.csv")
    assert [str(problem) for problem in table.problems] == [
        "people.csv, row 1: the columns B, D have no name here, but most rows below fill them; the "
        "first row must be the header: delete what stands above it, or name every column"
    ]


def test_a_stray_cell_is_named_beside_a_column_without_a_name() -> None:
    text = "id,a\n" + "1,x,note\n" * 3 + "2,y,note,stray\n"
    assert [problem.row for problem in parse_table(text.encode(), "p.csv").problems] == [1, 5]


def test_the_letters_of_columns_are_those_of_the_spreadsheet() -> None:
    text = f"id{',' * 27}\n1{',' * 25}x,y\n"
    (problem,) = parse_table(text.encode(), "p.csv").problems
    assert problem.text.startswith("the columns Z, AA have no name")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n \n,,\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"id,a\n1,\x00\n", "not a text"),
        ("id,a\n1,ø".encode("utf-16-le"), "not a text"),
        (codecs.BOM_UTF16_LE + b"i\x00d", "not a text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text"),
        (b"%PDF-1.7\nabc", "not a table"),
        (b" <!doctype html><table>", "not a table"),
        (b"{\\rtf1 id,a}", "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook"),
        (b'id,a\n1,"x\n2,y\n', "quotation marks"),
        (b'id,a\n1,x\n2,"y"z\n', "row 3: the quotation marks"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said) as caught:
        parse_table(data, "people.csv")
    assert {problem.file for problem in caught.value.problems} == {"people.csv"}


def test_bytes_that_windows_does_not_know_are_no_text() -> None:
    with pytest.raises(InvalidInputError, match="not a text"):
        decode(b"K\x81n")


@pytest.mark.parametrize(
    "text",
    [
        "," * limits.COLUMNS,
        "id,a\n" + "1,x\n" * limits.ROWS,
        "id" + ",c" * 499 + "\n" + "1\n" * (limits.CELLS // 500),
        "id,a\n1," + "x" * limits.TEXT,
    ],
    ids=["columns", "rows", "cells", "bytes"],
)
def test_a_table_that_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match="at most"):
        parse_table(text.encode() + b"x", "people.csv")


def test_a_column_is_found_in_any_capitals_and_the_exact_one_first() -> None:
    table = parse_table(b"ID,id,House Hold\n1,2,3\n", "people.csv")
    assert (table.place("id"), table.place("Id"), table.place(" house  hold ")) == (1, 0, 2)
    assert table.place("home") is None


def test_a_name_that_stands_twice_is_named() -> None:
    table = parse_table(b"id,a,a\n1,x,y\n", "people.csv")
    assert table.repeated(["id", "a"]) == [
        Problem("2 columns have this name; keep one", 1, "a", "people.csv")
    ]


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"id,a\n1,x\n")
    assert read_table(path).name == "people.csv"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        table = parse_table(data, "people.csv")
    except InvalidInputError:
        return
    assert all(len(row) == len(table.columns) for _, row in table.rows)
