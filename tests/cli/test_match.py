"""Matching gifts from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

# (1 + 2 + 3)^2 - 14 = 22 for the park, and (3 sqrt 2)^2 - 10 = 8 for the pool.
GIFTS = (
    'contributor,project,amount\nann,park,1\nbo,park,4.00\ncy,park,9\ndi,pool,2\neve,pool,"8,0"\n'
)
# Two pairs: 2 sqrt(1 * 1) = 2 for the park, 2 sqrt(1 * 4) = 4 for the pool.
PAIRS = "contributor,project,amount\na,park,1\nb,park,1\nc,pool,1\nd,pool,4\n"


def matched(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["match", "gifts.csv", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def match(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, int]:
    found: dict[str, int] = json.loads(matched(capsys, *words, "--json"))["match"]
    return found


def test_what_everybody_gets_is_told_and_explained(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """22 and 8 of 10.00 are 7.333 and 2.667: the cent left goes to the larger fraction."""
    (town / "gifts.csv").write_text(GIFTS)
    told = (
        "quadratic_funding: plain: 5 people gave 24.00 to 2 projects\n"
        "pot 10.00, of which 0.00 is left\n"
        "\n"
        "project  people  given  formula  match\n"
        "park          3  14.00    22.00   7.33\n"
        "pool          2  10.00     8.00   2.67\n"
    )
    assert matched(capsys, "--pot", "10") == told
    assert matched(capsys, "--pot", "10", "--explain") == told + (
        "\n"
        "why, by quadratic_funding: plain:\n"
        "- The formula asks for 3000 cents and the pool has 1000, which is shared out.\n"
        "- park: 3 people gave 1400 cents, which are matched with 733.\n"
        "- pool: 2 people gave 1000 cents, which are matched with 267.\n"
    )


def test_a_cap_is_kept_and_a_small_match_is_raised_when_asked(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "gifts.csv").write_text(GIFTS)
    assert match(capsys, "--pot", "40") == {"park": 2200, "pool": 800}
    assert match(capsys, "--pot", "40", "--cap", "20") == {"park": 2000, "pool": 800}
    assert match(capsys, "--pot", "30.50", "--cap", "20", "--raised") == {
        "park": 2000,
        "pool": 1050,
    }
    assert "  capped\n" in matched(capsys, "--pot", "40", "--cap", "20")


def test_pairs_and_groups_are_matched_less(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """4 and 9 have sqrt 36 = 6 in common, and 12 become 12 * 6/(6 + 6) = 6 where the bound is 6.

    A pair and one alone, who give 1 each: 2 sqrt(2 * 1) = 2.828 where three alone have 6.
    """
    (town / "gifts.csv").write_text("contributor,project,amount\na,x,4\nb,x,9\n")
    assert match(capsys, "--pot", "99") == {"x": 1200}
    assert match(capsys, "--pot", "99", "--formula", "pairwise", "--bound", "6") == {"x": 600}
    (town / "gifts.csv").write_text("contributor,project,amount\na,x,1\nb,x,1\nc,x,1\n")
    (town / "groups.csv").write_text("group,contributor\nhome,a\nhome,b\n")
    assert match(capsys, "--pot", "99") == {"x": 600}
    words = ["--pot", "99", "--formula", "clusters", "--groups", "groups.csv"]
    assert match(capsys, *words) == {"x": 282}
    (influence,) = json.loads(matched(capsys, *words, "--collusion", "--json"))["collusion"]
    assert influence["change"] == {"x": 282}  # of one alone, nothing is matched


def test_it_is_shown_how_much_a_group_moves(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """3 are shared 1 to 2; without c and d all of the 2 for the park can be paid."""
    (town / "gifts.csv").write_text(PAIRS)
    (town / "groups.csv").write_text("group,contributor\ncd,c\ncd,d\ncd,zoe\n")
    words = ["--pot", "3", "--groups", "groups.csv", "--collusion"]
    assert matched(capsys, *words).endswith(
        "\n"
        "\n"
        "group  people  given  moved  for 100  change\n"
        "cd          2   5.00   2.00       40  park -1.00, pool +2.00\n"
        "in a group, but gave nothing: zoe\n"
    )
    result = json.loads(matched(capsys, *words, "--json"))
    assert result["match"] == {"park": 100, "pool": 200}
    assert result["collusion"] == [
        {
            "group": "cd",
            "members": 2,
            "given": 500,
            "change": {"park": -100, "pool": 200},
            "moved": 200,
            "leverage": 40,
        }
    ]


def test_the_last_cent_is_not_guessed(
    town: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    """Twice the same half of 11 cents, which is irrational before it is halved."""
    rows = "a,x,0.02\nb,x,0.03\nc,y,0.03\nd,y,0.02\n"
    (town / "gifts.csv").write_text(f"contributor,project,amount\n{rows}")
    said = failing("match", "gifts.csv", "--pot", "0.03")
    assert said.startswith("x, y are tied (to give cent 1 of the last 1); break the tie by")
    assert said.endswith("(--break-tie lot:SEED)")
    words = ["--pot", "0.03", "--break-tie", "order:y,x"]
    assert match(capsys, *words) == {"x": 1, "y": 2}
    tie = "tie: x, y (to give cent 1 of the last 1): y, by order:y,x\n"
    assert matched(capsys, *words).endswith(tie)


def test_every_problem_of_both_files_is_told_with_its_row(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "gifts.csv").write_text("contributor,project,amount\na,x,0\n,x,1\nb,x,1.005\n")
    (town / "groups.csv").write_text("group,contributor\ng,a\ng,\ng,a\n")
    words = ["--pot", "5", "--groups", "groups.csv", "--collusion"]
    assert failing("match", "gifts.csv", *words) == (
        "5 problems were found\n"
        "  gifts.csv, row 2, column 'amount': '0' is not an amount above 0 such as 5 or 12.50\n"
        "  gifts.csv, row 3, column 'contributor': the cell is empty\n"
        "  gifts.csv, row 4, column 'amount': '1.005' is not an amount above 0 such as 5 or 12.50\n"
        "  groups.csv, row 3, column 'contributor': the cell is empty\n"
        "  groups.csv, row 4: 'a' is in 'g' by row 2 already; keep one"
    )
    (town / "gifts.csv").write_text("contributor,project,amount\n")
    assert "there is no row below the header" in failing("match", "gifts.csv", "--pot", "5")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--pot", "0"], "'0' is not an amount above 0 such as 500 or 12.50"),
        (["--pot", "1.000"], "'1.000' is not an amount above 0 such as 500 or 12.50"),
        (["--formula", "pairwise"], "the formula pairwise needs a --bound"),
        (["--bound", "5"], "the formula plain takes no --bound; leave it out"),
        (["--formula", "clusters"], "the formula clusters needs --groups"),
        (["--collusion"], "--collusion needs --groups: it shows how much each of them moves"),
        (
            ["--groups", "groups.csv"],
            "the formula plain takes no --groups; leave them out, or add --collusion",
        ),
        (["--break-tie", "coin"], "'coin' does not say how to break ties"),
        (
            ["--formula", "clusters", "--groups", "groups.csv"],
            "'zoe' is in a group, but gave nothing",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(
    town: Path, failing: Callable[..., str], words: list[str], said: str
) -> None:
    (town / "gifts.csv").write_text(PAIRS)
    (town / "groups.csv").write_text("group,contributor\ng,a\ng,zoe\n")
    pot = [] if "--pot" in words else ["--pot", "5"]
    assert said in failing("match", "gifts.csv", *pot, *words)
