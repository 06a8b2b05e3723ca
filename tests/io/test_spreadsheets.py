"""Cells that a spreadsheet would run are written so that it does not, and are read as they were."""

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.io import read_ballots
from deliberation.io.elections.election import Election
from deliberation.io.elections.writing import write_ballots, write_rctab
from deliberation.io.spreadsheets import csv_bytes, escaped, unescaped
from deliberation.voting import Grades, Profile, Ranking, Scores

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a cell begins with that spreadsheets run
DANGEROUS = ("=1+1", "+45 12", "-Bus", "@home", "'=1+1", "Ann", "a;=1")


@given(st.text(alphabet="'=+-@;\t\r\nab", max_size=6))
def test_no_cell_is_run_and_each_is_given_back(text: str) -> None:
    for parted in (";", "\t", ","):
        assert not any(cell.startswith(FORMULA) for cell in escaped(text).split(parted))
    assert unescaped(escaped(text)) == text


def test_a_cell_that_is_no_formula_is_written_as_it_is() -> None:
    assert csv_bytes(["a", "b"], [["'s", "1-1"]]) == b"\xef\xbb\xbfa,b\r\n's,1-1\r\n"


@pytest.mark.parametrize(
    ("kind", "ballot"),
    [
        ("ranking", Ranking(DANGEROUS)),
        (
            "grades",
            Grades(dict(zip(DANGEROUS, ("+", "=good", "-", "ok", "'-", "x", "y"), strict=True))),
        ),
        ("scores", Scores(dict.fromkeys(DANGEROUS, -3))),
    ],
)
def test_ballots_for_a_spreadsheet_hold_no_formula_and_are_read_again(
    tmp_path: Path, kind: str, ballot: Ranking | Grades | Scores
) -> None:
    """A score below zero begins with a minus, and is a number and no formula."""
    election = Election("", Profile(DANGEROUS, Counter({ballot: 2})))
    path = tmp_path / "ballots.csv"
    write_ballots(path, election)
    cells = [cell for row in csv.reader(StringIO(path.read_text("utf-8"))) for cell in row]
    assert {cell for cell in cells if cell.startswith(FORMULA)} <= {"-3"}
    assert read_ballots(path, kind=kind) == election


def test_rctab_knows_a_name_by_the_one_that_its_records_have(tmp_path: Path) -> None:
    election = Election("Mayor", Profile(DANGEROUS, {Ranking(DANGEROUS[::-1]): 3}), 1)
    config = write_rctab(tmp_path, election)
    head = next(csv.reader(StringIO((tmp_path / "records.csv").read_text("utf-8"))))
    assert not any(cell.startswith(FORMULA) for cell in head)
    listed = json.loads(config.read_text("utf-8"))["candidates"]
    known = {c["name"]: c.get("aliases", [c["name"]])[0] for c in listed}
    assert [*known] == [*DANGEROUS]
    assert [*known.values()] == head[1:]
    assert read_ballots(config) == election
