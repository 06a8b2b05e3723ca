"""What the lottery makes fair, and the options that go with it."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.record.lottery import decode_lottery
from deliberation.sortition import goldilocks

WORDS = ["lottery", "people.csv", "quotas.csv", "--size", "6", "--out", "out"]
SHARES = "feature,value,share\nage,16-39,50 %\nage,40+,50 %\n"


@pytest.fixture
def invited(town: Path) -> Path:
    """240 were written to, half of them young: 8 young people answered, and 16 others.

    So somebody young answers with a chance of 8/120 = 1/15, and anybody else with 16/120 = 2/15.
    """
    (town / "invited.csv").write_text(SHARES)
    return town


def chances(folder: Path) -> dict[str, set[Fraction]]:
    """The chances of those of each age."""
    pool, _, lottery = decode_lottery(json.loads((folder / "out" / "lottery.json").read_bytes()))
    found: dict[str, set[Fraction]] = {}
    for person in pool:
        age = person.features["age"]
        found.setdefault(age, set()).add(lottery.marginals()[person.id])
    return found


def test_end_to_end_makes_up_for_how_readily_people_answer(
    invited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice the chance for half the readiness: 8 * 2x + 16 * x = 6 seats, so that x = 3/16."""
    options = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "240"]
    assert main([*WORDS, *options, "--tickets", "16"]) == 0
    assert chances(invited) == {"16-39": {Fraction(3, 8)}, "40+": {Fraction(3, 16)}}
    said = capsys.readouterr().out
    assert "objective   end_to_end: the lowest chance from letter to seat: 1/40" in said
    assert "age      16-39       8  2.500 %  2.500 %  2.500 %" in said
    assert "age      40+        16  2.500 %  2.500 %  2.500 %" in said


def test_any_objective_says_what_it_comes_to_from_letter_to_seat(
    invited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Leximin gives everybody 1/4: 1/60 and 1/30 from letter to seat."""
    assert main([*WORDS, "--invited", "invited.csv", "--letters", "240", "--tickets", "16"]) == 0
    said = capsys.readouterr().out
    assert "age      16-39       8  1.667 %  1.667 %  1.667 %" in said
    assert "age      40+        16  3.333 %  3.333 %  3.333 %" in said


def test_those_written_to_may_be_listed_one_by_one(
    invited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "street,age\n" + "Elm,16-39\n" * 120 + "Ash,40+\n" * 120
    (invited / "invited.csv").write_text(rows)
    options = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "240"]
    assert main([*WORDS, *options, "--tickets", "16"]) == 0
    assert chances(invited) == {"16-39": {Fraction(3, 8)}, "40+": {Fraction(3, 16)}}


@pytest.mark.parametrize("gamma", ["1/20", "20"])
def test_gamma_says_how_much_a_small_chance_weighs(town: Path, gamma: str) -> None:
    assert main([*WORDS, "--objective", "goldilocks", "--gamma", gamma]) == 0
    document = json.loads((town / "out" / "lottery.json").read_bytes())
    pool, quotas, lottery = decode_lottery(document)
    expected = goldilocks(pool, quotas, gamma=Fraction(gamma))
    assert lottery.marginals() == expected.marginals()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--gamma", "2"], "--gamma goes with --objective goldilocks only"),
        (["--objective", "end_to_end"], "needs --invited FILE"),
        (["--invited", "invited.csv"], "--invited needs --letters N"),
        (["--letters", "240"], "--letters goes with --invited only"),
        (["--objective", "goldilocks", "--gamma", "0"], "'0' is no number above 0"),
        (["--objective", "goldilocks", "--gamma", "much"], "'much' is no number above 0"),
    ],
)
def test_options_that_do_not_go_together_are_refused_before_anything_is_read(
    invited: Path, failing: Callable[..., str], options: list[str], said: str
) -> None:
    (invited / "people.csv").unlink()
    assert said in failing(*WORDS, *options)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("feature,value,share\nage,16-39,1\n", "age = 40+ has no share above 0"),
        ("feature,value,share\nmood,good,1\n", "nobody in the pool has the feature 'mood'"),
        ("feature,value,share\nage,16-39,half\nage,40+,1/2\n", "'half' is no number such as"),
        ("age\n16-39\n", "nobody in the sample has age = 40+"),
        ("street\nElm\n", "neither the columns feature, value and share nor any feature"),
        ("age,street\n16-39,Elm\n,Ash\n40+,Oak\n", "row 3, column 'age': the cell is empty"),
        ("age\n", "there is nobody in this file"),
    ],
)
def test_what_is_wrong_with_those_written_to_is_said(
    invited: Path, failing: Callable[..., str], text: str, said: str
) -> None:
    (invited / "invited.csv").write_text(text)
    options = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "240"]
    assert said in failing(*WORDS, *options)
    assert not (invited / "out").exists()


def test_fewer_letters_than_volunteers_are_refused(
    invited: Path, failing: Callable[..., str]
) -> None:
    options = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "10"]
    assert "10 letters cannot have brought 24 volunteers" in failing(*WORDS, *options)


def test_shares_of_more_than_everybody_who_was_written_to_are_refused(
    invited: Path, failing: Callable[..., str]
) -> None:
    (invited / "invited.csv").write_text("feature,value,share\nage,16-39,50 %\nage,40+,60 %\n")
    options = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "240"]
    assert failing(*WORDS, *options) == "invited.csv: the shares of 'age' add up to 110 %; mend one"
