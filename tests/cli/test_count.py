"""Counting a file of ballots from the command line."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction as F
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.cli.fields import fields_told
from deliberation.voting import PUBLISHED, RULE_KINDS, Tie

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


FILES = {"ranking": "ballots.blt", "credits": "credits.csv"}


@pytest.mark.parametrize("rule", [rule for rule in PUBLISHED if RULE_KINDS[rule] in FILES])
def test_every_rule_counts_and_answers_in_json(
    town: Path, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    words = [FILES[RULE_KINDS[rule]], "--rule", rule, "--seats", "1", "--break-tie", "lot:dice 3"]
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
    assert said.rstrip().endswith("or see what each way leads to (--break-tie all)")
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


VOTES = """# TITLE: Parks
# ALTERNATIVE NAME 1: Tree
# ALTERNATIVE NAME 2: Bus
# ALTERNATIVE NAME 3: Bike
4: 1,3
3: 2,3
2: 3,2
"""


@pytest.fixture
def votes(town: Path) -> str:
    """Tree leads, Bus wins when Bike is eliminated, and Bike beats both in pairs."""
    (town / "votes.soi").write_text(VOTES)
    return "votes.soi"


def test_several_rules_are_shown_side_by_side(
    votes: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [votes, "--rule", "plurality", "--rule", "irv", "--rule", "schulze"]
    assert counted(capsys, *words) == (
        "Parks\n"
        "9 ballots (0 blank), 3 candidates, 3 rules\n"
        "\n"
        "rule       elected  margin\n"
        "plurality  Tree     Tree 1 ahead of Bus in all\n"
        "irv        Bus      Bus 1 ahead of Tree in round 2\n"
        "schulze    Bike     Bike 1 ahead of Tree in their pair\n"
        "\n"
        "irv instead of plurality would have elected Bus in place of Tree\n"
        "schulze instead of plurality would have elected Bike in place of Tree\n"
    )
    document = json.loads(counted(capsys, *words, "--json"))
    assert [result["elected"] for result in document["results"]] == [["Tree"], ["Bus"], ["Bike"]]
    assert document["agree"] is False


def test_rules_that_agree_say_so(votes: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = counted(capsys, votes, "--rule", "borda", "--rule", "schulze")
    assert told.endswith("no other of these rules would have changed the outcome\n")


def test_a_result_is_explained_in_sentences(votes: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = counted(capsys, votes, "--rule", "irv", "--explain")
    why = told.partition("why, by irv:\n")[2]
    assert "Bike" in why.splitlines()[0]
    assert why.endswith("- Margin: Bus 1 ahead of Tree in round 2.\n")


def test_a_picture_or_a_page_is_written(
    votes: str, town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    counted(capsys, votes, "--rule", "irv", "--figure", "flow.svg")
    assert (town / "flow.svg").read_text().startswith("<svg xmlns=")
    for rule in ("irv", "schulze"):
        counted(capsys, votes, "--rule", rule, "--figure", f"{rule}.html")
        page = (town / f"{rule}.html").read_text()
        assert page.startswith("<!doctype html>")
        assert page.count("<svg") == page.count("<table") == 2
    assert "must end with .svg or .html" in failing(
        "count", votes, "--rule", "irv", "--figure", "flow.png"
    )
    several = ("--rule", "irv", "--rule", "borda", "--figure", "flow.svg")
    assert "take one rule" in failing("count", votes, *several)


def test_any_option_of_a_rule_can_be_given(
    votes: str, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    words = [votes, "--rule", "stv", "--rule", "irv", "--option", "quota=hare", "--json"]
    first, second = json.loads(counted(capsys, *words))["results"]
    assert (first["quota"], second["quota"]) == ("9", None)
    assert failing("count", *words[:5], "--option", "quota=much", "--option", "colour=red") == (
        "2 problems were found\n"
        "  none of these rules takes --colour; leave it out\n"
        "  'much' is no quota of stv; write droop or exact_droop or hare or droop_to(2)"
    )
    assert "must be NAME=VALUE" in failing("count", *words[:5], "--option", "quota")


def test_the_parts_of_a_transferable_vote_are_chosen_and_named(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    """20 votes, 3 seats, quota 5.01: a's 3.99 too many go out by 6 papers that name b, at 0.66."""
    rows = ["a,b"] * 6 + ["a,"] * 3 + ["b,"] * 2 + ["c,"] * 4 + ["d,"] * 3 + ["e,"] * 2
    (town / "council.csv").write_text("\n".join(["rank1,rank2", *rows, ""]))
    parts = {
        "quota": "droop_to(2)",
        "transfer": "last",
        "among": "transferable",
        "order": "elected",
    }
    options = [word for part in parts.items() for word in ("--option", "=".join(part))]
    words = ["council.csv", "--rule", "stv", "--seats", "3", "--places", "2", *options]
    words += ["--break-tie", "order:e,d,c,b"]
    result = json.loads(counted(capsys, *words, "--json"))
    assert result["parts"] == {**parts, "places": "2"}
    assert (result["quota"], result["rounds"][1]["totals"]["b"]) == ("501/100", "149/25")
    told = counted(capsys, *words, "--explain")
    named = "quota=droop_to(2), transfer=last, among=transferable"
    assert f"\nparts {named}, places=2, order=elected\n" in told
    assert f"\n- Counted with {named}, places=2 and order=elected.\n" in told
    assert "'lot' is no transfer of stv; write weighted or unweighted or last" in failing(
        "count", *words[:3], "--option", "transfer=lot"
    )


def test_papers_are_read_by_the_policy_that_is_given(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    (town / "papers.csv").write_text(
        "precinct,Mayor Choice 1 of 2,Mayor Choice 2 of 2\n1,a,overvote\n1,overvote,b\n2,UWI,b\n"
    )
    words = ["papers.csv", "--rule", "plurality", "--without", "UWI", "--json"]
    assert "say by overvotes how such papers are read" in failing("count", *words)
    skip = json.loads(counted(capsys, *words, "--overvotes", "skip"))
    assert skip["totals"] == {"a": "1", "b": "2"}
    assert "does not stand" in failing(
        "count", *words[:3], "--overvotes", "skip", "--without", "nobody"
    )
    assert "no contest is called 'judge'" in failing("count", *words, "--contest", "judge")


def test_spoiled_papers_are_told(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (town / "papers.csv").write_text("rank1,rank2\na,\n,b\na,a\n")
    words = ["papers.csv", "--rule", "plurality", "--skips", "spoil", "--repeats", "spoil"]
    told = counted(capsys, *words)
    assert "plurality: 1 ballots (0 blank, 2 spoiled), 2 candidates, 1 elected\n" in told
    assert "spoiled: 1, because somebody has two places\n" in told


def test_the_rules_are_listed_with_their_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["count", "--rules"])
    assert ended.value.code == 0
    listed = capsys.readouterr().out
    assert "\nstv (ranking): The count, round by round" in listed
    assert (
        "    quota: droop or exact_droop or hare or droop_to(2) (default: droop)\n"
        "    transfer: weighted or unweighted or last (default: weighted)\n"
        "    among: all or transferable (default: all)\n"
    ) in listed


@dataclass(frozen=True)
class Stage:
    """A stage of a result of a room's own."""

    totals: Mapping[str, F]


@dataclass(frozen=True)
class Own:
    """A result of a room's own."""

    rule: str
    elected: tuple[str, ...]
    winners: tuple[str, ...]
    stages: tuple[Stage, ...]
    pairwise: Mapping[tuple[str, str], int]
    price: F
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def test_a_result_of_a_rooms_own_is_told_field_by_field() -> None:
    own = Own("toss", ("a",), ("a", "b"), (Stage({"a": F(3, 2), "b": F(1)}),),
              {("a", "b"): 2, ("b", "a"): 1}, F(1, 2))  # fmt: skip
    assert "\n".join(fields_told(own)) == (
        "winners: a, b\n"
        "\n"
        "stages 1\n"
        "\n"
        "candidate  totals\n"
        "a             1.5  elected\n"
        "b               1\n"
        "\n"
        "how many ballots prefer the candidate of the row to that of the column\n"
        "     1  2\n"
        "1 a     2\n"
        "2 b  1\n"
        "price: 0.5"
    )
