"""Counting a file of ballots from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.voting import PUBLISHED, RULE_KINDS

THREE = """3 1
4 1 2 0
3 2 0
2 3 2 0
1 0
0
"Tree"
"Æbletræ"
"Bus"
"Parks"
"""
TOLD = """Parks
irv: 10 ballots (1 blank), 3 candidates, 1 elected

round 1  votes
Tree         4
Æbletræ      3
Bus          2  eliminated
  Bus -> Æbletræ: 2 papers worth 2

round 2  votes
Tree         4
Æbletræ      5  elected
Bus          0

elected: Æbletræ
"""


def counted(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["count", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("rule", PUBLISHED)
def test_every_rule_counts_and_answers_in_json(
    town: Path, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    file = "ballots.blt" if RULE_KINDS[rule] == "ranking" else "credits.csv"
    words = [file, "--rule", rule, "--seats", "1", "--break-tie", "lot:dice 3"]
    result = json.loads(counted(capsys, *words, "--json"))
    assert result["rule"] == rule
    assert len(result["elected"]) == 1
    assert ("rounds" in result) != ("totals" in result)
    assert isinstance(result["ties"], list)
    told = counted(capsys, *words)
    assert told.endswith(f"elected: {result['elected'][0]}\n")
    assert told.count("\nround ") == len(result.get("rounds", []))


def test_a_count_is_told_round_by_round(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (town / "three.blt").write_text(THREE, encoding="utf-8")
    assert counted(capsys, "three.blt", "--rule", "irv") == TOLD


def test_a_tally_is_told_with_its_pairs(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = counted(capsys, "ballots.blt", "--rule", "schulze", "--seats", "1")
    assert "candidate  total\n" in told
    assert "how many ballots prefer the candidate of the row to that of the column\n" in told
    assert "1 Tree" in told


def test_the_seats_are_those_of_the_file_unless_others_are_asked_for(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--rule", "stv", "--break-tie", "order:Tree,Æbletræ,Bus,Café", "--json"]
    assert len(json.loads(counted(capsys, "ballots.blt", *words))["elected"]) == 2
    words += ["--seats", "3"]
    assert len(json.loads(counted(capsys, "ballots.blt", *words))["elected"]) == 3
    result = json.loads(counted(capsys, "credits.csv", "--rule", "quadratic", "--json"))
    assert result["elected"] == ["Parks"]
    assert result["totals"] == {"Parks": "6", "Buses": "4"}


def test_a_tie_is_settled_only_when_asked(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    (town / "tie.csv").write_text("rank1\na\nb\n")
    said = failing("count", "tie.csv", "--rule", "plurality")
    assert said.startswith("a, b are tied (to fill seat 1)")
    assert "--break-tie order:" in said
    told = counted(capsys, "tie.csv", "--rule", "plurality", "--break-tie", "order:b,a")
    assert "tie: a, b (to fill seat 1): b, by order:b,a\n" in told


def test_an_option_that_a_rule_does_not_take_is_refused(
    town: Path, failing: Callable[..., str]
) -> None:
    assert failing("count", "ballots.blt", "--rule", "borda", "--places", "5") == (
        "the rule borda takes no --places; leave it out"
    )
    words = ("--places", "5", "--credits", "9")
    assert failing("count", "ballots.blt", "--rule", "irv", *words) == (
        "the rule irv takes no --places and no --credits; leave it out"
    )


def test_what_cannot_be_counted_is_said(town: Path, failing: Callable[..., str]) -> None:
    assert "rankings, not credits" in failing("count", "ballots.blt", "--rule", "quadratic")
    assert "5 seats" in failing("count", "ballots.blt", "--rule", "stv", "--seats", "5")
    assert "credits" in failing("count", "credits.csv", "--rule", "quadratic", "--credits", "10")
    assert "lot:SEED" in failing("count", "ballots.blt", "--rule", "irv", "--break-tie", "coin")
    assert "is not there" in failing("count", "nothing.blt", "--rule", "irv")


def test_names_with_commas_are_told_apart(
    town: Path, failing: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is shown is what ``--break-tie`` reads."""
    (town / "names.csv").write_text('rank1\nAnn\n"Holm, Bo"\n')
    words = ["names.csv", "--rule", "plurality"]
    said = failing("count", *words)
    assert said.startswith('Ann, "Holm, Bo" are tied (to fill seat 1); ')
    told = counted(capsys, *words, "--break-tie", 'order:"Holm, Bo",Ann')
    assert 'tie: Ann, "Holm, Bo" (to fill seat 1): "Holm, Bo", by order:' in told
    assert told.endswith('elected: "Holm, Bo"\n')


def test_a_ballot_that_spends_too_much_is_named_by_its_row(
    town: Path, failing: Callable[..., str]
) -> None:
    words = ["count", "credits.csv", "--rule", "quadratic"]
    assert failing(*words, "--credits", "9") == (
        "2 problems were found\n"
        "  credits.csv, row 2: this ballot spends 10 of 9 credits\n"
        "  credits.csv, row 3: this ballot spends 36 of 9 credits"
    )
    (town / "credits.csv").write_text("Parks,Buses\n1,2\n8,7\n")
    assert failing(*words) == "credits.csv, row 3: this ballot spends 113 of 100 credits"
