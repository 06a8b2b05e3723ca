"""Tables that a spreadsheet opens, and opens safely."""

import codecs
import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.io.panels import (
    alternates_csv,
    csv_bytes,
    panel_csv,
    write_alternates,
    write_panel,
)
from deliberation.io.people import parse_pool
from deliberation.sortition import Person, Pool

POOL = Pool(
    tuple(
        Person(id, {"køn": gender, "age": "16-29"}, "home")
        for id, gender in [("b", "mand"), ("a", "kvinde"), ("c", "andet")]
    )
)


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(codecs.BOM_UTF8)
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_panel_is_sorted_and_shows_no_household() -> None:
    assert rows(panel_csv(POOL, ["b", "a"])) == [
        ["id", "age", "køn"],
        ["a", "16-29", "kvinde"],
        ["b", "16-29", "mand"],
    ]


def test_alternates_keep_the_order_of_calling() -> None:
    assert rows(alternates_csv(POOL, ["c", "a"])) == [
        ["position", "id", "age", "køn"],
        ["1", "c", "16-29", "andet"],
        ["2", "a", "16-29", "kvinde"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\nx"])
def test_no_cell_is_run_as_a_formula(cell: str) -> None:
    assert rows(csv_bytes(["id", cell], [["1", cell], [cell, "2"]])) == [
        ["id", "'" + cell],
        ["1", "'" + cell],
        ["'" + cell, "2"],
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"])), min_size=1))
def test_every_cell_comes_back_or_is_escaped(cells: list[str]) -> None:
    (_, row) = rows(csv_bytes(["x"] * len(cells), [[*cells]]))
    assert all(back in (cell, "'" + cell) for back, cell in zip(row, cells, strict=True))
    assert not any(back.startswith(("=", "+", "-", "@")) for back in row)


def test_what_is_written_can_be_read_again(tmp_path: Path) -> None:
    write_panel(tmp_path / "panel.csv", POOL, ["a", "b"])
    write_alternates(tmp_path / "alternates.csv", POOL, ["c"])
    panel = parse_pool((tmp_path / "panel.csv").read_bytes(), "panel.csv")
    assert [(person.id, person.features["køn"]) for person in panel] == [
        ("a", "kvinde"),
        ("b", "mand"),
    ]
    assert (tmp_path / "alternates.csv").read_bytes() == alternates_csv(POOL, ["c"])
