"""Sharing seats out from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

# The example of Balinski & Young, "Fair Representation", that each method answers differently.
LARGE = "Region;People\nA;9061\nB;7179\nC;5259\nD;3319\nE;1182\n"
FIVE_PERCENT = "party,votes\nRose,60\nOak,35\nFern,5\n"


def shared(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["apportion", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def seats(capsys: pytest.CaptureFixture[str], *words: str) -> list[int]:
    return [*json.loads(shared(capsys, *words, "--json"))["seats"].values()]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("adams", [9, 7, 5, 3, 2]),
        ("dean", [9, 7, 5, 4, 1]),
        ("huntington_hill", [9, 7, 6, 3, 1]),
        ("sainte_lague", [9, 8, 5, 3, 1]),
        ("dhondt", [10, 7, 5, 3, 1]),
        # 26000 people: shares 9.061, 7.179, 5.259, 3.319, 1.182, so the seat left goes to D
        ("largest_remainder", [9, 7, 5, 4, 1]),
    ],
)
def test_each_method_answers_as_in_the_literature(
    town: Path, capsys: pytest.CaptureFixture[str], method: str, expected: list[int]
) -> None:
    (town / "people26.csv").write_text(LARGE)
    assert seats(capsys, "people26.csv", "--seats", "26", "--method", method) == expected


def test_the_seats_are_told_and_explained(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By hand: 60/(1/2), 35/(1/2), 60/(3/2) = 40 for the third; then 60/(5/2) = 24 > 35/(3/2)."""
    (town / "votes.csv").write_text(FIVE_PERCENT)
    words = ["votes.csv", "--seats", "3", "--threshold", "5%", "--exceed"]
    told = (
        "highest_averages: sainte_lague: 100 votes, 3 parties, 3 seats\n"
        "\n"
        "party  votes  seats\n"
        "Rose      60      2\n"
        "Oak       35      1\n"
        "Fern       5      0  below the threshold\n"
    )
    assert shared(capsys, *words) == told
    assert shared(capsys, *words, "--explain") == told + (
        "\n"
        "why, by highest_averages: sainte_lague:\n"
        "- Below the threshold, and so without a seat: Fern.\n"
        "- The last seat went to Rose, with a quotient of 40.00; one more would go to Rose, with a "
        "quotient of 24.00.\n"
    )


@pytest.mark.parametrize(
    ("words", "below"),
    [
        (["--threshold", "5%"], []),  # 5 of 100 are the share itself
        (["--threshold", "1/20", "--exceed"], ["Fern"]),
        (["--threshold", "0.05", "--valid", "101"], ["Fern"]),
        (["--threshold", "6 %", "--exempt", "Fern"], []),
        (["--threshold", "4%", "--own", "Oak=36%"], ["Oak"]),
    ],
)
def test_a_threshold_is_kept_exactly(
    town: Path, capsys: pytest.CaptureFixture[str], words: list[str], below: list[str]
) -> None:
    (town / "votes.csv").write_text(FIVE_PERCENT)
    result = json.loads(shared(capsys, "votes.csv", "--seats", "3", *words, "--json"))
    assert result["below"] == below
    assert sum(result["seats"].values()) == 3


def test_a_statute_s_first_divisor_and_quota_are_taken(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """34/(3/2) = 22.67 is less than 12/(1/2) = 24, but more than 12/(3/5) = 20.

    With 46, 30 and 24 votes the Imperiali quota of 100/7 gives 3, 2 and 1 of five seats, and the
    smallest remainder (1.4 of 30) gives one back; the Hare quota of 20 gives 2, 2 and 1.
    """
    (town / "votes.csv").write_text("party,votes\na,34\nb,12\n")
    assert seats(capsys, "votes.csv", "--seats", "2") == [1, 1]
    assert seats(capsys, "votes.csv", "--seats", "2", "--first", "0.6") == [2, 0]
    (town / "votes.csv").write_text("party,votes\na,46\nb,30\nc,24\n")
    words = ["votes.csv", "--seats", "5", "--method", "largest_remainder"]
    assert seats(capsys, *words) == [2, 2, 1]
    assert seats(capsys, *words, "--quota", "imperiali") == [3, 1, 1]


def test_a_tie_is_settled_only_when_asked(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    """Hamilton's quota is 186/12 = 15.5: 7 votes remain to the first, and of 100 to the fourth."""
    (town / "votes.csv").write_text("party,votes\na,7\nb,13\nc,61\nd,100\ne,5\n")
    words = ["votes.csv", "--seats", "12", "--method", "largest_remainder"]
    said = failing("apportion", *words)
    assert said.startswith("a, d are tied (to give remaining seat 3); break the tie by")
    assert said.endswith("(--break-tie lot:SEED)")
    assert seats(capsys, *words, "--break-tie", "order:a,d") == [1, 1, 4, 6, 0]
    told = shared(capsys, *words, "--break-tie", "order:d,a")
    assert told.endswith("tie: a, d (to give remaining seat 3): d, by order:d,a\n")
    assert "lot:SEED" in failing("apportion", *words, "--break-tie", "all")


def test_every_problem_of_a_file_is_told_with_its_row(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "votes.csv").write_text("party,votes\na,1.5\n,3\nb,-1\na,2\n")
    no_number = "is not a whole number from 0, written in nine digits at most"
    assert failing("apportion", "votes.csv", "--seats", "3") == (
        "4 problems were found\n"
        f"  votes.csv, row 2, column 'votes': '1.5' {no_number}\n"
        "  votes.csv, row 3, column 'party': the cell is empty\n"
        f"  votes.csv, row 4, column 'votes': '-1' {no_number}\n"
        "  votes.csv, row 5, column 'party': 'a' stands in row 2 already; keep one"
    )
    (town / "votes.csv").write_text("party,share\n")
    assert "the header must be party,votes" in failing("apportion", "votes.csv", "--seats", "3")
    (town / "votes.csv").write_text("party,votes\n")
    assert "write one for each party" in failing("apportion", "votes.csv", "--seats", "3")


def test_options_that_do_not_belong_together_are_refused_at_once(
    town: Path, failing: Callable[..., str]
) -> None:
    words = ["apportion", "votes.csv", "--seats", "3", "--method", "quota_method"]
    words += ["--quota", "hare", "--first", "1", "--exempt", "a", "--own", "a=1%", "--own", "a=2%"]
    no_threshold = "says something of a threshold; add --threshold, or leave it out"
    assert failing(*words) == (
        "5 problems were found\n"
        "  the method quota_method takes no --quota; leave it out\n"
        "  the method quota_method takes no --first; leave it out\n"
        f"  --own {no_threshold}\n"
        f"  --exempt {no_threshold}\n"
        "  a party has two shares of its own; keep one (--own)"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--seats", "0"], "'0' is not a whole number from 1 to 100000"),
        (["--seats", "3", "--threshold", "101%"], "is not a share such as 2%, 0.02 or 1/50"),
        (["--seats", "3", "--threshold", "two"], "is not a share such as 2%, 0.02 or 1/50"),
        (["--seats", "3", "--first", "0"], "is not a number above 0 such as 0.6 or 3/5"),
        (["--seats", "3", "--own", "5%"], "is not written like 'Rose and Oak=8%'"),
        (["--seats", "3", "--threshold", "61%"], "no party reaches the threshold"),
        (["--seats", "3", "--threshold", "5%", "--exempt", "Elm"], "has no line of votes"),
    ],
)
def test_what_cannot_be_meant_is_said(
    town: Path, failing: Callable[..., str], words: list[str], said: str
) -> None:
    (town / "votes.csv").write_text(FIVE_PERCENT)
    assert said in failing("apportion", "votes.csv", *words)
