"""Letters from the command line: how many, and to whom."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

ROOT = Path(__file__).parent.parent.parent
WORDS = ["invite", "register.csv", "--letters", "6"]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a register of 30 addresses, as a Danish spreadsheet writes it."""
    rows = [f"{n:02};Søvej {n};{('Nord', 'Syd')[n % 3 == 0]};{1 + n % 2}" for n in range(30)]
    text = "\r\n".join(["nr;vej;bydel;voksne", *rows])
    (tmp_path / "register.csv").write_bytes(text.encode("latin-1"))
    (tmp_path / "answers.csv").write_text("bydel;svarprocent\nNord;1 %\nSyd;2,5 %\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_seed_the_letters_and_the_commitment_are_printed_and_nothing_written(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(register.iterdir())
    assert main([*WORDS, "--factor", "Syd=2"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("commitment  ")
    assert "addresses   30 in 30 households\nletters     6\n" in said
    assert "Nord          20        3  3/20    15.00 %\n" in said
    assert "Syd           10        3  3/10    30.00 %\n" in said
    assert set(register.iterdir()) == before


def test_with_a_seed_the_rows_of_those_chosen_are_written(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--out", "new/letters"]) == 0
    folder = register / "new" / "letters"
    document = json.loads((folder / "invitations.json").read_bytes())
    with (folder / "invitations.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == document["letters"] == 6
    assert [row["bydel"] for row in rows].count("Syd") == 2
    assert all(row["vej"] == f"Søvej {int(row['nr'])}" for row in rows)
    said = capsys.readouterr().out
    assert f"commitment  {document['commitment']}\n" in said
    assert "seed        dice 1\n" in said
    main([*WORDS])
    assert f"commitment  {document['commitment']}\n" in capsys.readouterr().out


def test_responses_and_adults_change_the_letters(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--response", "answers.csv"]) == 0
    assert "Nord          20        5  1/4     25.00 %\n" in capsys.readouterr().out
    assert main(["invite", "register.csv", "--letters", "9", "--adults", "voksne"]) == 0
    assert "Nord          20        6  3/10    30.00 %\n" in capsys.readouterr().out


def test_a_list_of_areas_is_enough_to_share_letters_out(
    register: Path, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    (register / "areas.csv").write_text("area,homes\nNord,2000\nSyd,1000\n")
    words = ["invite", "areas.csv", "--households", "homes", "--letters", "90"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert said.startswith("letters     90\n")
    assert "Syd         1000       30  3/100   3.00 %\n" in said
    assert "no addresses to choose from" in failing(*words, "--seed", "dice", "--out", ".")


def test_the_same_bytes_come_from_every_process_and_any_order_of_rows(register: Path) -> None:
    header, *rows = (register / "register.csv").read_text("latin-1").splitlines()
    for number, ordered in enumerate((rows, rows[::-1])):
        (register / "register.csv").write_text("\n".join([header, *ordered]), "latin-1")
        words = [*WORDS, "--seed", "dice 1", "--out", str(number)]
        subprocess.run(
            [sys.executable, "-m", "deliberation.cli", *words],
            env={**os.environ, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
    one, other = ((register / n / "invitations.json").read_bytes() for n in "01")
    assert one == other


def test_other_letters_are_never_written_over_those_that_may_have_been_sent(
    register: Path, failing: Callable[..., str]
) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--out", "."]) == 0
    sent = (register / "invitations.csv").read_bytes()
    said = failing(*WORDS, "--seed", "dice 2", "--out", ".")
    assert "holds another invitations" in said
    assert (register / "invitations.csv").read_bytes() == sent


def test_what_is_wrong_is_said_in_sentences(register: Path, failing: Callable[..., str]) -> None:
    assert "a seed needs a folder" in failing(*WORDS, "--seed", "dice 1")
    assert "two factors" in failing(*WORDS, "--factor", "Syd=2", "--factor", "Syd=3")
    assert "'Syd' is not written like" in failing(*WORDS, "--factor", "Syd")
    assert "no area 'Øst' for the factor 2" in failing(*WORDS, "--factor", "Øst=2")
    assert "letters are too many" in failing("invite", "register.csv", "--letters", "31")
    assert "the seed is blank" in failing(*WORDS, "--seed", " ", "--out", "draw")
    assert not (register / "draw").exists()


def test_how_many_letters_are_enough_is_answered(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: Callable[..., str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotas.csv").write_text("feature,value,min,max\nage,16-29,4,6\nage,30+,0,8\n")
    (tmp_path / "answers.csv").write_text("feature,value,share,response\nage,16-29,20 %,1 %\n")
    words = ["letters", "quotas.csv", "answers.csv", "--size", "10"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "letters     9101\n" in said
    assert "enough      for every quota with a probability of 95.00 % or more\n" in said
    assert "age      16-29      12      18.2  95.00 %   9101\n" in said
    assert main([*words, "--letters", "6000", "--times", "2.5", "--chance", "9/10"]) == 0
    said = capsys.readouterr().out
    assert "letters     6000\n" in said
    assert "age      16-29      10      12.0  75.78 %   7101\n" in said
    assert "'x' is no number" in failing(*words, "--times", "x")
    (tmp_path / "answers.csv").write_text("feature,value,share,response\nage,30+,20 %,1 %\n")
    assert failing(*words) == "age = 16-29 has a quota, but no share and response; add them"
