"""Budgets from the command line."""

import json
from pathlib import Path

import pytest

from deliberation.cli import main

PARKS = Path(__file__).parents[2] / "examples" / "data" / "parks.pb"


def test_a_budget_is_counted_from_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(PARKS), "--rule", "greedy_budget", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["elected"] == ["bench", "court"]
    assert result["verdicts"]["trees"]["lacked"] == "600"


def test_a_project_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["count", str(PARKS), "--rule", "phragmen_budget", "--without", "bench", "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["elected"] == ["trees", "court"]


def test_each_project_has_a_row_with_a_column_for_what_is_said_of_any(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["count", str(PARKS), "--rule", "greedy_budget"]) == 0
    head, *rows = capsys.readouterr().out.split("\n\n")[1].splitlines()
    assert head.split() == ["candidate", "cost", "supporters", "points", "step", "lacked", "reason"]
    assert {row.split()[0] for row in rows if "elected" in row} == {"bench", "court"}
    assert not any("None" in row for row in rows)
