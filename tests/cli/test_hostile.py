"""What a clerk in a hurry does: the answer is a sentence, or a lottery that keeps every rule."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.record.lottery import decode_lottery

ANY = "feature,value,min,max\ngender,woman,0,3\ngender,man,0,3\n"
THREE = "id,gender\na,woman\nb,man\nc,woman\n"


@pytest.fixture
def lottery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """The words of a lottery from these files."""
    monkeypatch.chdir(tmp_path)

    def words(people: str, quotas: str, size: int, *more: str) -> list[str]:
        Path("people.csv").write_text(people)
        Path("quotas.csv").write_text(quotas)
        files = ["people.csv", "quotas.csv", "--size", str(size)]
        return ["lottery", *files, "--out", "out", *more]

    return words


@pytest.mark.parametrize("objective", ["leximin", "maximin", "nash", "goldilocks", "max_entropy"])
@pytest.mark.parametrize(("people", "size"), [("id,gender\na,woman\n", 1), (THREE, 3)])
def test_where_everybody_gets_a_seat_everybody_has_it_for_certain(
    lottery: Callable[..., list[str]], objective: str, people: str, size: int
) -> None:
    """One person for one seat, and three for three: there is one panel."""
    assert main(lottery(people, ANY, size, "--objective", objective)) == 0
    _, _, made = decode_lottery(json.loads(Path("out/lottery.json").read_bytes()))
    assert {*made.marginals().values()} == {Fraction(1)}


def test_more_seats_than_people_are_refused(
    lottery: Callable[..., list[str]], failing: Callable[..., str]
) -> None:
    assert failing(*lottery(THREE, ANY, 4)) == "a panel of 4 cannot be drawn from 3 people"


def test_values_that_differ_by_case_ids_that_stand_twice_and_gaps_are_all_told_at_once(
    lottery: Callable[..., list[str]], failing: Callable[..., str]
) -> None:
    people = "id,gender\na,woman\na,man\nb,Woman\nc,  man \nd,\n"
    said = failing(*lottery(people, ANY, 2)).splitlines()
    assert said[0] == "3 problems were found"
    assert "row 3, column 'id': the id 'a' stands in row 2 already" in said[1]
    assert "row 4, column 'gender': 'Woman' has no quota, but the quotas write 'woman'" in said[2]
    assert "row 6, column 'gender': the cell is empty" in said[3]


def test_contradictory_quotas_are_all_told_at_once(
    lottery: Callable[..., list[str]], failing: Callable[..., str]
) -> None:
    quotas = "feature,value,min,max\ngender,woman,3,2\ngender,woman,1,1\ngender,man,-1,x\n"
    said = failing(*lottery(THREE, quotas, 2)).splitlines()
    assert said[0] == "4 problems were found"
    assert "row 2, column 'min': min is 3 and max is 2" in said[1]


def test_one_column_that_is_asked_for_three_times_is_missed_once(
    lottery: Callable[..., list[str]], failing: Callable[..., str]
) -> None:
    same = ["--household", "nowhere", "--status", "nowhere", "--id", "nowhere"]
    said = failing(*lottery(THREE, ANY, 2, *same))
    assert said == "people.csv, row 1: there is no column 'nowhere'; the columns are id, gender"


def test_several_of_a_home_need_a_home(
    lottery: Callable[..., list[str]], failing: Callable[..., str]
) -> None:
    said = failing(*lottery(THREE, ANY, 2, "--per-household", "2"))
    assert said.startswith("--per-household needs --household COLUMN")


def test_sixty_features_are_drawn_by(lottery: Callable[..., list[str]]) -> None:
    """No quota binds, so that everybody has 6 / 24."""
    names = [f"f{i}" for i in range(60)]
    people = "id," + ",".join(names) + "\n"
    for n in range(24):
        people += f"p{n}," + ",".join(f"v{(n * (i + 1)) % 12 % 2}" for i in range(60)) + "\n"
    quotas = "feature,value,min,max\n"
    quotas += "".join(f"{name},{value},0,6\n" for name in names for value in ("v0", "v1"))
    assert main(lottery(people, quotas, 6)) == 0
    _, _, made = decode_lottery(json.loads(Path("out/lottery.json").read_bytes()))
    assert {*made.marginals().values()} == {Fraction(1, 4)}
