"""What ties can still come to, told by the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_count import counted


def test_everything_that_ties_can_come_to_is_told(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "tie.csv").write_text("rank1,rank2,count\na,,4\nb,c,2\nc,a,2\n")
    words = ["tie.csv", "--rule", "irv", "--break-tie"]
    assert counted(capsys, *words, "all") == (
        "irv: 8 ballots (0 blank), 3 candidates, 2 outcomes\n"
        "\n"
        "elected  chance by lot  ways\n"
        "a        3/4               2\n"
        "c        1/4               1\n"
        "a: if c of b, c is chosen (to eliminate in round 1)\n"
        "c: if b of b, c is chosen (to eliminate in round 1)\n"
        "c: if c of a, c is chosen (to elect in round 2)\n"
        "\n"
        "depends on ties: a, c\n"
    )
    document = json.loads(counted(capsys, *words, "all", "--json"))
    assert (document["rule"], document["complete"]) == ("irv", True)
    assert [outcome["chance"] for outcome in document["outcomes"]] == ["3/4", "1/4"]
    assert "at least chance by lot" in counted(capsys, *words, "all:1")
    # Once b is out, c has four like a, who had more in the first round.
    assert "elected in every outcome: a\n" in counted(capsys, *words, "earlier:all")


def test_a_settled_tie_says_what_else_it_could_have_reached(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """b and c have two each. Without b, a and c have four each; without c, a has six."""
    (town / "tie.csv").write_text("rank1,rank2,count\na,,4\nb,c,2\nc,a,2\n")
    words = ["tie.csv", "--rule", "irv", "--break-tie"]
    told, _, why = counted(capsys, *words, "order:c,b,a", "--explain").partition("\nwhy, by irv:\n")
    assert told.endswith(
        "tie: b, c (to eliminate in round 1): c, by order:c,b,a\n"
        "settled otherwise, ties could have elected c\n"
        "elected: a\n"
    )
    assert why.endswith(
        "- b, c were tied (to eliminate in round 1): c, by order:c,b,a.\n"
        "- Settled otherwise, ties could have elected c.\n"
        "- Margin: a 4 ahead of b in round 2.\n"
    )
    counted(capsys, *words, "order:c,b,a", "--figure", "tie.html", "--json")
    page = (town / "tie.html").read_text()
    assert "<li>Settled otherwise, ties could have elected c.</li>" in page
    # a had more than c in the first round, so that only the first tie is left to chance.
    told = counted(capsys, *words, "earlier:order:b,c,a")
    assert "\nevery way to settle the ties elects the same\nelected: a\n" in told
    told = counted(capsys, *words, "order:b,c,a", "--rule", "plurality")
    assert "irv: settled otherwise, ties could have elected a\n" in told
    assert "plurality: settled" not in told
    assert "settle" not in counted(capsys, "tie.csv", "--rule", "plurality")


def test_ties_that_earlier_rounds_part_reach_nothing_else(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """b is out; then a and c have four each, of whom a had more before."""
    (town / "tie.csv").write_text("rank1,rank2,count\na,,4\nb,c,1\nc,a,3\n")
    told = counted(capsys, "tie.csv", "--rule", "irv", "--break-tie", "earlier:refuse")
    assert "a, by earlier rounds\nelected: a\n" in told


def test_not_every_way_is_tried_where_there_are_many(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of twelve with one vote each any three are elected: 220 outcomes, of which 50 are tried."""
    names = [chr(ord("a") + place) for place in range(12)]
    (town / "even.csv").write_text("rank1\n" + "".join(f"{name}\n" for name in names))
    words = ["even.csv", "--rule", "sntv", "--seats", "3", "--break-tie"]
    told = counted(capsys, *words, "order:" + ",".join(names))
    (sentence,) = (line for line in told.splitlines() if line.startswith("settled otherwise"))
    assert sentence.count("; or ") == 5
    assert sentence.endswith(" other outcomes; only 50 ways were tried, and there are more")
    rows = "".join(f"{name},100000\n" for name in names)
    (town / "even.csv").write_text("rank1,count\n" + rows)
    assert "only 4 ways were tried" in counted(capsys, *words, "order:" + ",".join(names))


def test_how_many_ways_are_tried_is_a_number(town: Path, failing: Callable[..., str]) -> None:
    said = failing("count", "ballots.blt", "--rule", "irv", "--break-tie", "all:none")
    assert "write all:500" in said
