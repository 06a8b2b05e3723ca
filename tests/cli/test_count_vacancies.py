"""A seat that falls vacant, filled from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_count import counted

COUNCIL = "rank1,rank2,rank3,count\na,b,,4\na,c,b,2\na,e,c,3\ne,,,4\nd,,,3\n"
"""Two seats, quota 6: a has 9 and passes 3 on, so that 2/3 of each paper stay; e is elected last.

The 2/3 are 8/3 for b and 10/3 for c (4/3 of a, c, b and 2 of a, e, c, as e sits): times 3, 8 to 10.
"""


def test_a_seat_that_falls_vacant_is_filled_by_the_ballots_that_elected(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "council.csv").write_text(COUNCIL)
    words = ["council.csv", "--rule", "stv", "--seats", "2"]
    elected, _, rest = counted(capsys, *words, "--vacancy", "a", "--explain").partition(
        "\n\ncountback"
    )
    assert elected == counted(capsys, *words).rstrip("\n")
    assert elected.endswith("\nelected: a, e")
    told, _, why = rest.partition("\nwhy, by stv:\n")
    assert told == (
        ": 3 candidates for the seat of a, 1 elected\n"
        "The votes that stayed with a are counted, times 3.\n"
        "quota 10\n"
        "\n"
        "round 1  votes\n"
        "b            8\n"
        "c           10  elected\n"
        "d            0\n"
        "\n"
        "elected: c\n"
    )
    assert "\nwhy, by countback:\n- The votes that stayed with a are counted, times 3.\n" in why
    # Without c, the papers a, c, b are b's: 8 + 4; a, e, c name nobody who stands.
    stand = ["--standing", "b", "--standing", "d"]
    document = json.loads(counted(capsys, *words, "--vacancy", "a", *stand, "--json"))
    assert document["count"]["elected"] == ["a", "e"]
    assert document["countback"]["elected"] == ["b"]
    assert document["countback"]["rounds"][0]["totals"] == {"b": "12", "d": "0"}


def test_a_tie_for_a_vacant_seat_is_settled_as_asked(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    """a's eight votes of ten are whole, four name b next and four c."""
    (town / "even.csv").write_text("rank1,rank2,count\na,b,4\na,c,4\nd,,2\n")
    words = ["even.csv", "--rule", "stv", "--seats", "1", "--vacancy", "a"]
    assert failing(*["count", *words]).startswith("b, c are tied")
    told = counted(capsys, *words, "--break-tie", "order:d,c,b")
    assert told.endswith("\nsettled otherwise, ties could have elected c\nelected: b\n")


def test_a_vacancy_that_nothing_can_fill_is_refused(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "council.csv").write_text(COUNCIL)
    words = ["count", "council.csv", "--seats", "2", "--rule"]
    assert "'b' was not elected" in failing(*words, "stv", "--vacancy", "b")
    assert "'e' cannot stand" in failing(*words, "stv", "--vacancy", "a", "--standing", "e")
    for rule in ("ers97", "meek", "sntv"):
        said = failing(*words, rule, "--vacancy", "a")
        assert said == f"a count by {rule} does not tell which votes stayed with whom"
    assert "say --vacancy NAME" in failing(*words, "stv", "--standing", "b")
    for more in (["--rule", "meek"], ["--break-tie", "all"], ["--figure", "a.svg"]):
        assert "follows one result" in failing(*words, "stv", "--vacancy", "a", *more)
