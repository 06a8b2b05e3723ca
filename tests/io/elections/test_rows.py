"""The rows of a table of any length, equal ones together."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.elections.rows import LongRows, Rows, ShortRows, rows_of

words = st.sampled_from(
    ["", "bus", "tram", "Night bus", "a,b", 'the "7"', "two\nlines", "Zoë", "7"]
)


def counted(rows: Rows, columns: Sequence[int]) -> Counter[tuple[str, ...]]:
    """Every row of every group."""
    found: Counter[tuple[str, ...]] = Counter()
    for group in rows.groups(columns):
        texts = [rows.text(cell) for cell in group.cells]
        for i, times in enumerate(group.times):
            found[tuple(texts[i * len(columns) : (i + 1) * len(columns)])] += times
    return found


def long(data: bytes, name: str = "v.csv", **sizes: int) -> LongRows:
    """The same rows as of a file that is too long to hold."""
    rows = rows_of(data, name, **{"sample": 30, "block": 7, "many": 3} | sizes)
    assert isinstance(rows, LongRows)
    return rows


@given(
    st.lists(st.lists(words, min_size=1, max_size=4), min_size=8, max_size=30),
    st.permutations(range(4)),
    st.integers(1, 4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "utf-16"]),
    st.sampled_from([2, 7, 100]),
)
def test_a_long_table_is_read_as_a_short_one_is(
    table: list[list[str]], order: list[int], wanted: int, end: str, encoding: str, block: int
) -> None:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(["id", "one", "two", "three"])
    writer.writerows(table)
    data = text.getvalue().encode(encoding)
    columns = order[:wanted]
    # What fills the sample shows the separator, however little it is.
    rows = long(data, block=block, sample=len(data) - 1)
    short = rows_of(data, "v.csv")
    assert isinstance(short, ShortRows)
    assert rows.head.columns == short.head.columns
    assert counted(rows, columns) == counted(short, columns)
    assert [*rows.numbered(columns)] == [*short.numbered(columns)]


def test_a_file_is_read_as_the_bytes_of_it_are(tmp_path: Path) -> None:
    data = b"id;one;two\n" + b"1;a;b\n2;a;b\n3;;\n" * 5
    (tmp_path / "v.csv").write_bytes(data)
    rows = rows_of(tmp_path / "v.csv", "v.csv", sample=30, block=7, many=3)
    assert isinstance(rows, LongRows)
    assert counted(rows, [1, 2]) == {("a", "b"): 10, ("", ""): 5}


def test_rows_without_anything_are_none_but_a_blank_ballot_is_one() -> None:
    data = b"id,one,two\n" + b",,\n1,,\n\n2,x,\n,,\n" * 5
    assert counted(long(data), [1, 2]) == {("", ""): 5, ("x", ""): 5}
    assert counted(long(data), [0, 1, 2]) == {("1", "", ""): 5, ("2", "x", ""): 5}


def test_a_cell_below_no_name_is_told_by_its_row() -> None:
    data = b"one,,two\n" + b"a,,b\n" * 5 + b"a,stray,b\n" + b"a,,b,more\n"
    with pytest.raises(InvalidInputError) as caught:
        counted(long(data), [0, 1])
    assert [str(problem) for problem in caught.value.problems] == [
        "v.csv, row 7: 'stray' has no column name above it",
        "v.csv, row 8: 'more' has no column name above it",
    ]


def test_quotation_marks_that_do_not_pair_up_are_told_by_their_row() -> None:
    data = b"one,two\n" + b"a,b\n" * 10 + b'"a,b\n' + b"a,b\n" * 3
    with pytest.raises(InvalidInputError, match="row 12: the quotation marks"):
        counted(long(data), [0, 1])


def test_no_more_problems_are_told_than_somebody_reads() -> None:
    data = b"one\n" + b"a,b\n" * 500
    with pytest.raises(InvalidInputError) as caught:
        counted(long(data), [0])
    assert len(caught.value.problems) == 101
    assert "these are the first 100 problems" in str(caught.value.problems[-1])


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="not a text file"):
        long(b"one,two\n" + b"a,\0\n" * 20)
