"""A small town's files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

QUOTAS = """feature;value;min;max
gender;woman;3;3
gender;man;3;3
age;16-39;2;4
age;40+;2;4
"""
BALLOTS = """4 2
2 1 3 0
3 2 1 0
2 3 4 1 0
1 0
0
"Tree"
"Æbletræ"
"Bus"
"Café"
"Parks"
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with people, quotas and ballots, to work in."""
    people = ["Code;Name;gender;age;address"]
    for number in range(24):
        gender, age = ("woman", "man")[number % 2], ("16-39", "40+", "40+")[number % 3]
        people.append(f"c{number:02};Bo Bo;{gender};{age};Søvej {number // 3}")
    (tmp_path / "people.csv").write_text("\n".join(people), encoding="latin-1")
    (tmp_path / "quotas.csv").write_text(QUOTAS, encoding="utf-8-sig")
    (tmp_path / "ballots.blt").write_text(BALLOTS, encoding="utf-8")
    (tmp_path / "credits.csv").write_text("Parks,Buses,count\n3,-1,2\n0,6,1\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def failing(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command says on the standard error when it fails, and that it says nothing else."""

    def run(*words: str) -> str:
        capsys.readouterr()
        assert main(words) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("deliberation: ")
        return said.err.removeprefix("deliberation: ").rstrip("\n")

    return run
