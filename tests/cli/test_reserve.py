"""Reserves for members who drop out, from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

SEED = "dice 6 1 4 4 2 5"


@pytest.fixture
def drawn(town: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of a draw of six, out of 24 people."""
    words = ["people.csv", "quotas.csv", "--size", "6", "--household", "address"]
    assert main(["lottery", *words, "--tickets", "20", "--out", "draw"]) == 0
    words = ["--seed", SEED, "--alternates", "3", "--out", "draw"]
    assert main(["draw", "draw/lottery.json", *words]) == 0
    capsys.readouterr()
    return town / "draw"


def test_the_list_is_written_measured_and_checked(
    drawn: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["reserve", "draw", "--dropout", "25 %", "--alternates", "3", "--scenarios", "20"]
    assert main(words) == 0
    said = capsys.readouterr().out
    document = json.loads((drawn / "reserve.json").read_bytes())
    assert (document["rate"], len(document["stand_ins"])) == ("1/4", 20)
    assert f"reserves    {' '.join(document['alternates'])}\n" in said
    assert "drop-outs   25.0 % of the members, 20 scenarios\n" in said
    assert main(["verify", "draw/bundle.zip"]) == 0
    checked = capsys.readouterr().out
    assert "holds: no lottery is fairer" in checked
    assert "holds: who steps in from the reserve list of 3 in 20 scenarios\n" in checked
    assert "who steps in" not in json.dumps(json.loads((drawn / "draw.json").read_bytes()))
    again = (drawn / "reserve.json").read_bytes()
    assert main(words) == 0
    assert (drawn / "reserve.json").read_bytes() == again


@pytest.mark.parametrize("word", ["0", "1", "100%", "15", "-0.1", "a", "0.1234567", ""])
def test_what_is_no_share_is_refused(drawn: Path, failing: Callable[..., str], word: str) -> None:
    assert "no share" in failing("reserve", "draw", f"--dropout={word}")
