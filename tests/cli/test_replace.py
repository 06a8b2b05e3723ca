"""Free seats are filled from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deliberation.cli import main

SEED = "dice 6 1 4 4 2 5"


@pytest.fixture
def panel(town: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The panel of six drawn in ``first``, out of 24 people."""
    words = ["people.csv", "quotas.csv", "--size", "6", "--household", "address"]
    assert main(["lottery", *words, "--tickets", "100", "--out", "first"]) == 0
    assert main(["draw", "first/lottery.json", "--seed", SEED, "--out", "first"]) == 0
    capsys.readouterr()
    return list(document("first/draw.json")["panel"])


def document(path: str) -> Any:
    return json.loads(Path(path).read_bytes())


def test_the_free_seats_are_drawn_and_the_bundle_is_checked(
    panel: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    gone = panel[:2]
    assert main(["replace", "first", "--withdrawn", *gone, "--out", "again"]) == 0
    said = capsys.readouterr().out
    lottery = document("again/lottery.json")
    assert f"commitment  {lottery['commitment']}\n" in said
    assert "confirmed   4 of 6 seats; 2 are drawn for\n" in said
    assert {p["id"] for p in lottery["people"] if p["standing"] == "in"} == {*panel[2:]}
    assert {p["id"] for p in lottery["people"] if p["standing"] == "out"} == {*gone}
    assert sum(shown["tickets"] for shown in lottery["panels"]) == 100

    assert main(["draw", "again/lottery.json", "--seed", "dice 2 2", "--out", "again"]) == 0
    drawn = document("again/draw.json")["panel"]
    assert {*panel[2:]} < {*drawn}
    assert not {*gone} & {*drawn}
    words = ["verify", "again/bundle.zip", "--commitment", lottery["commitment"]]
    assert main(words) == 0, capsys.readouterr().err
    assert "holds: 4 stay of the draw with the digest" in capsys.readouterr().out


def test_seats_become_free_again_and_an_alternate_has_joined(panel: list[str]) -> None:
    joined = document("first/draw.json")["alternates"][0]
    words = ["replace", "first", "--withdrawn", *panel[:2], "--joined", joined, "--widen"]
    assert main([*words, "--out", "again"]) == 0
    assert main(["draw", "again/lottery.json", "--seed", "dice 2 2", "--out", "again"]) == 0
    second = document("again/draw.json")["panel"]
    assert joined in second
    words = ["replace", "again", "--withdrawn", second[0], "--unavailable", "c00", "--widen"]
    assert main([*words, "--out", "third"]) == 0
    out = {p["id"] for p in document("third/lottery.json")["people"] if p["standing"] == "out"}
    assert out >= {*panel[:2], second[0]}


def test_quotas_that_cannot_be_met_any_more_are_told_and_widened_only_when_asked(
    panel: list[str], failing: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    women = [f"c{number:02}" for number in range(0, 24, 2)]
    gone = [id for id in panel if id in women and int(id[1:]) % 3][:1]  # of 40 or more
    others = [id for id in women if id not in panel]
    words = ["replace", "first", "--withdrawn", *gone, "--unavailable", *others, "--out", "again"]
    assert failing(*words) == (
        "with 5 confirmed, no panel from this pool meets every quota; the smallest change that "
        "helps is gender = woman: allow 2 to 3, and gender = man: allow 3 to 4\n"
        "  why: at least 3 with gender = woman cannot hold: every panel has at most 2 with "
        "gender = woman"
    )
    assert not Path("again/lottery.json").exists()
    assert main([*words, "--widen"]) == 0
    assert "widened     gender = woman: allow 2 to 3\n" in capsys.readouterr().out


def test_what_does_not_fit_is_refused(panel: list[str], failing: Callable[..., str]) -> None:
    said = failing("replace", "first", "--withdrawn", "c99", "--joined", panel[0], "--out", "no")
    assert said.splitlines()[1:] == [
        "  'c99' is not on the panel; name others who cannot come as unavailable",
        f"  {panel[0]!r} is on the panel already",
    ]
    draw = document("first/draw.json")
    for changed in (
        draw | {"format": "deliberation draw 9"},
        draw | {"commitment": "0" * 64},
        draw | {"panel": panel[:5]},
        {key: value for key, value in draw.items() if key != "panel"},
    ):
        text = json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        Path("first/draw.json").write_text(text + "\n")
        assert "draw" in failing("replace", "first", "--withdrawn", panel[0], "--out", "no")
    assert not Path("no").exists()
