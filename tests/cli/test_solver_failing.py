"""A solver that fails in earnest: one in a thousand million answered, and floats hold no such odds.

Everybody else answers for certain, so that the weights of the two lie 1,000,000,000 apart. HiGHS
then finds no answer within its tolerances; nothing of ours is replaced.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from deliberation.cli import main

SAID = "no lottery over fractional panels was found; where weights lie far apart, "
SAID += "join values that few have"
WORDS = ["lottery", "people.csv", "quotas.csv", "--size", "1", "--out", "out"]
HOSTILE = ["--objective", "end_to_end", "--invited", "invited.csv", "--letters", "999999999"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people for one seat, which is promised to one of them."""
    (tmp_path / "people.csv").write_text("id,town\na,old\nb,new\n")
    (tmp_path / "quotas.csv").write_text("feature,value,min,max\ntown,new,1,1\ntown,old,0,1\n")
    (tmp_path / "invited.csv").write_text(
        "feature,value,share\ntown,old,0.000000001\ntown,new,0.999999999\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_said_in_one_sentence_and_nothing_is_written(folder: Path) -> None:
    words = [sys.executable, "-m", "deliberation", *WORDS, *HOSTILE]
    done = subprocess.run(words, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [f"deliberation: {SAID}"]
    assert [*(folder / "out").iterdir()] == []


def test_what_was_written_before_stays_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(WORDS) == 0
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    assert {*before} == {"lottery.json", "certificate.json"}
    capsys.readouterr()
    assert main([*WORDS, *HOSTILE]) == 1
    assert capsys.readouterr().err == f"deliberation: {SAID}\n"
    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == before
