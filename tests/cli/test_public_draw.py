"""The public draw in two steps from the command line: announce, number, print, draw, check."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation import beacon
from deliberation.cli import main
from deliberation.verify import check

NUMBERS = "4 0 7 1 1 3 9 2 6"
ROUND = {  # round 1000 of drand's quicknet
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}


@pytest.fixture
def lottery(town: Path, capsys: pytest.CaptureFixture[str]) -> str:
    words = ["--size", "6", "--tickets", "100", "--out", "draw"]
    assert main(["lottery", "people.csv", "quotas.csv", *words]) == 0
    capsys.readouterr()
    return "draw/lottery.json"


def test_a_draw_by_hand_is_announced_numbered_printed_drawn_and_checked(
    lottery: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = ["--numbering", "dice before", "--draw", "two dice", "--by-hand"]
    assert main(["announce", lottery, *sources]) == 0
    announced = capsys.readouterr().out
    assert main(["sheet", lottery]) == 0
    assert "not numbered yet" in capsys.readouterr().out
    again = "4 0 7 1 1 3  9 2 6"
    assert main(["number", lottery, "--seed", NUMBERS, "--seed-again", again]) == 0
    assert "tickets     00 to 99\n" in capsys.readouterr().out
    assert main(["sheet", lottery, "--language", "da"]) == 0
    assert "Lodtrækningen" in Path("draw/sheet.html").read_text("utf-8")
    drawing = ["draw", lottery, "--by-hand", "--seed", "4 2", "--seed-again", "42"]
    assert main([*drawing, "--out", "draw"]) == 0
    said = capsys.readouterr().out
    assert f"numbered by {NUMBERS}\nshown       42\nticket      42 of 00 to 99\n" in said
    record = json.loads(Path("draw/draw.json").read_bytes())
    with Path("draw/tickets.csv").open(encoding="utf-8-sig") as file:
        rows = {row["ticket"]: row["members"].split() for row in csv.DictReader(file)}
    assert rows["42"] == record["panel"]
    with Path("draw/tickets_by_person.csv").open(encoding="utf-8-sig") as file:
        people = {row["id"]: row["tickets"].split() for row in csv.DictReader(file)}
    assert {id for id, numbers in people.items() if "42" in numbers} == {*record["panel"]}
    assert sum(map(len, people.values())) == 6 * 100
    lines = check(Path("draw/bundle.zip").read_bytes(), commitment=record["commitment"])
    assert any(record["announcement"] in line for line in lines)
    assert record["announcement"] in announced


def test_two_who_wrote_different_digits_are_told_where(
    lottery: str, failing: Callable[..., str]
) -> None:
    said = failing("number", lottery, "--seed", NUMBERS, "--seed-again", "4 0 7 1 7 3 9 2 6")
    assert said.startswith("the two did not write the same: word 5 is '1' and '7'")
    assert not Path("draw/numbering.json").exists()
    said = failing("draw", lottery, "--seed", "dice 6", "--seed-again", "dice 9", "--out", "draw")
    assert "word 2 is '6' and '9'" in said
    assert main(["number", lottery, "--seed", NUMBERS]) == 0
    drawing = ["draw", lottery, "--by-hand", "--seed", "42", "--seed-again", "4 7"]
    assert "word 2 is '2' and '7'" in failing(*drawing, "--out", "draw")
    assert not Path("draw/draw.json").exists()


def test_what_the_draw_was_announced_to_be_binds(
    lottery: str, failing: Callable[..., str]
) -> None:  # fmt: skip
    words = ["--numbering", "drand quicknet round 7", "--draw", "two dice", "--by-hand"]
    assert main(["announce", lottery, *words]) == 0
    assert "would come from" in failing("number", lottery, "--seed", NUMBERS)
    Path("draw/announcement.json").unlink()
    assert main(["announce", lottery, "--numbering", "dice", "--draw", "dice", "--by-hand"]) == 0
    assert "numbered first" in failing("draw", lottery, "--seed", "dice 6", "--out", "draw")
    assert main(["number", lottery, "--seed", NUMBERS]) == 0
    assert "by hand" in failing("draw", lottery, "--seed", "dice 6", "--out", "draw")
    assert "only be announced beforehand" in failing("announce", lottery, "--draw", "coins")


def test_tickets_are_numbered_once_and_before_the_draw(
    lottery: str, failing: Callable[..., str]
) -> None:
    assert main(["number", lottery, "--seed", NUMBERS]) == 0
    assert main(["number", lottery, "--seed", NUMBERS]) == 0, "the same numbers are no others"
    assert "holds another numbering" in failing("number", lottery, "--seed", "4 0 8")
    assert main(["draw", lottery, "--seed", "dice 6", "--out", "draw"]) == 0
    assert json.loads(Path("draw/draw.json").read_bytes())["numbering"]
    assert "before the draw" in failing("number", lottery, "--seed", NUMBERS)


def test_a_draw_by_hand_needs_a_number_that_a_ticket_has(
    lottery: str, failing: Callable[..., str]
) -> None:
    drawing = ["draw", lottery, "--by-hand", "--out", "draw", "--seed"]
    assert "deliberation number" in failing(*drawing, "42")
    assert main(["number", lottery, "--seed", NUMBERS]) == 0
    assert "2 digits" in failing(*drawing, "4")
    assert "2 digits" in failing(*drawing, "042")
    assert "is no draw by hand" in failing(*drawing[:-1], "--drand", json.dumps(ROUND))


def test_a_numbering_that_was_changed_is_refused(
    lottery: str, failing: Callable[..., str]
) -> None:  # fmt: skip
    assert main(["number", lottery, "--seed", NUMBERS]) == 0
    path = Path("draw/numbering.json")
    path.write_bytes(path.read_bytes().replace(b"1 1 3", b"1 1 4"))
    assert "was changed" in failing("draw", lottery, "--seed", "dice 6", "--out", "draw")
    assert "was changed" in failing("sheet", lottery)


def test_a_round_says_that_its_signature_was_not_checked(
    lottery: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "py_ecc.bls.g2_primitives", None)  # as if not installed
    assert main(["draw", lottery, "--drand", json.dumps(ROUND), "--out", "draw"]) == 0
    said = capsys.readouterr().out
    assert f"seed        {beacon.read_round(json.dumps(ROUND))}\n" in said
    assert "signature   not checked" in said
    assert any("drand signed" in line for line in check(Path("draw/bundle.zip").read_bytes()))


@pytest.mark.usefixtures("pairings")
def test_a_round_is_checked_before_anything_is_drawn(
    lottery: str, capsys: pytest.CaptureFixture[str], failing: Callable[..., str]
) -> None:
    drawing = ["draw", lottery, "--out", "draw", "--drand"]
    assert "not drand's" in failing(*drawing, json.dumps(ROUND | {"round": 1001}))
    assert not Path("draw/draw.json").exists()
    assert main([*drawing, json.dumps(ROUND)]) == 0
    assert "signature   checked: it is drand's" in capsys.readouterr().out


def test_a_round_that_does_not_fit_together_is_refused(
    lottery: str, failing: Callable[..., str]
) -> None:
    drawing = ["draw", lottery, "--out", "draw", "--drand"]
    assert "SHA-256" in failing(*drawing, json.dumps(ROUND | {"randomness": "0" * 64}))
    assert "paste all of" in failing(*drawing, "1000")
    assert "pasted once" in failing(*drawing, json.dumps(ROUND), "--seed-again", "x")
    assert "not allowed with" in failing(*drawing, json.dumps(ROUND), "--seed", "x")
    assert "required" in failing("draw", lottery, "--out", "draw")


def test_an_announcement_of_another_lottery_is_refused(
    lottery: str, failing: Callable[..., str]
) -> None:
    assert main(["announce", lottery, "--draw", "dice"]) == 0
    path = Path("draw/announcement.json")
    document = json.loads(path.read_bytes())
    path.write_bytes(path.read_bytes().replace(document["commitment"].encode(), b"0" * 64))
    assert "another lottery's" in failing("draw", lottery, "--seed", "dice 6", "--out", "draw")
