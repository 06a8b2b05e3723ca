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
