"""The best spending of credits from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main


def spent(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["spend", "values.csv", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_votes_in_proportion_to_values_are_best_where_they_come_out_whole(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cauchy and Schwarz: 7, 5, 5 and -1 are half of the values, and cost 49 + 25 + 25 + 1."""
    (town / "values.csv").write_text("option,value\nbus,14\npath,10\nlibrary,10\ncars,-2\n")
    assert spent(capsys) == (
        "100 of 100 credits buy votes worth 200\n"
        "\n"
        "option   value  votes  credits  worth\n"
        "bus         14      7       49     98\n"
        "path        10      5       25     50\n"
        "library     10      5       25     50\n"
        "cars        -2     -1        1      2\n"
    )


def test_credits_are_left_where_a_further_vote_would_cost_more(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """2 * 2.5 = 5 for 4 credits is more than 2.5 + 1 for 2; with 3 credits the third is left."""
    (town / "values.csv").write_text("Option;Value\nbus;2,5\npath;\N{MINUS SIGN}1\ncars;0\n")
    four = json.loads(spent(capsys, "--credits", "4", "--json"))
    votes = {"bus": 2, "path": 0, "cars": 0}
    assert four == {"credits": 4, "spent": 4, "worth": "5", "votes": votes}
    three = json.loads(spent(capsys, "--credits", "3", "--json"))
    votes = {"bus": 1, "path": -1, "cars": 0}
    assert three == {"credits": 3, "spent": 2, "worth": "7/2", "votes": votes}


def test_every_fault_of_a_table_is_told(town: Path, failing: Callable[..., str]) -> None:
    (town / "values.csv").write_text("option,value\nbus,3\nbus,much\n,-\n")
    said = failing("spend", "values.csv")
    assert "4 problems were found" in said
    assert "'bus' stands in row 2 already; keep one" in said
    assert "'much' is not a number such as 3, -0.5 or 2/3" in said
    assert "'-' is not a number" in said
    assert "the cell is empty" in said
    (town / "values.csv").write_text("option,value\n")
    assert "no row below the header" in failing("spend", "values.csv")
    assert "1 to 10000" in failing("spend", "values.csv", "--credits", "0")
