"""How even the chances are, from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main

# Four women and two men for two seats, one of each: 1/4 and 1/2, on four tickets exactly.
PEOPLE = """id,gender,age
p0,woman,young
p1,woman,young
p2,woman,old
p3,woman,old
p4,man,young
p5,man,old
p6,man,oldest
"""
QUOTAS = (
    "feature,value,min,max\ngender,woman,1,1\ngender,man,1,1\nage,young,0,2\nage,old,0,2\n"
    "age,oldest,0,0\n"
)


@pytest.fixture
def hall(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A folder with a lottery of four tickets, and shares of a population."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "quotas.csv").write_text(QUOTAS)
    (tmp_path / "town.csv").write_text("feature,value,share\ngender,woman,60 %\ngender,man,40 %\n")
    monkeypatch.chdir(tmp_path)
    words = ["people.csv", "quotas.csv", "--size", "2", "--tickets", "4", "--out", "draw"]
    assert main(["lottery", *words]) == 0
    capsys.readouterr()
    return tmp_path


def rows(said: str) -> list[str]:
    return [" ".join(line.split()) for line in said.splitlines()]


def test_chances_are_told_for_values_and_pairs_and_who_is_on_no_ticket_is_counted(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fairness", "draw/lottery.json"]) == 0
    said = rows(capsys.readouterr().out)
    assert said[0] == "people 6; 1 more, on no ticket, are not measured but stand in the tables"
    assert said[1] == "chances 25.0 % to 50.0 %"
    # Of 36 pairs 16 differ, by 1/4; half the mean difference 1/9 over the mean 1/3 is 1/6.
    assert said[2] == "evenness Gini 0.167 (0 where all are equal)"
    # The sixth root of (1/4)**4 (1/2)**2 = 2**-10 is 2**(-5/3).
    assert said[3] == "mean 31.5 % (geometric)"
    assert "age oldest 1 0.0 % 0.0 % 0.0 %" in said
    assert "gender woman 4 25.0 % 25.0 % 25.0 %" in said
    assert "age young gender man 1 50.0 % 50.0 % 50.0 %" in said
    assert not any("would have to be others" in line for line in said)


def test_once_a_panel_is_drawn_it_stands_beside_the_pool_and_the_population(
    hall: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "draw/lottery.json", "--seed", "dice 1", "--out", "draw"]) == 0
    capsys.readouterr()
    assert main(["fairness", "draw/lottery.json", "--population", "town.csv"]) == 0
    said = rows(capsys.readouterr().out)
    # One of two is a woman, 4 of 7 in the pool, 60 % in the town: 1 - 2 * 0.6 = -0.2 seats.
    assert "gender woman 1 50.0 % 57.1 % 60.0 % -0.2" in said
    assert said[-1] == "gender 7.1 % 10.0 % 2.9 %"
    assert main(["fairness", "draw/lottery.json"]) == 0
    assert rows(capsys.readouterr().out)[-1] == "gender 7.1 %"


def test_a_population_that_lacks_a_value_of_the_pool_is_refused(
    hall: Path, failing: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", "draw/lottery.json", "--seed", "dice 1", "--out", "draw"]) == 0
    Path("town.csv").write_text("feature,value,share\ngender,woman,60 %\n")
    capsys.readouterr()
    said = failing("fairness", "draw/lottery.json", "--population", "town.csv")
    assert said == "the population does not say how many have gender = man"
