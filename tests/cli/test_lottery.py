"""A lottery from the command line."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.record.lottery import decode_lottery

WORDS = ["lottery", "people.csv", "quotas.csv", "--size", "6"]


def test_a_lottery_is_written_and_its_commitment_printed(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--household", "address", "--out", "new/draw"]) == 0
    document = json.loads((town / "new" / "draw" / "lottery.json").read_bytes())
    pool, quotas, lottery = decode_lottery(document)
    assert (len(pool), quotas.size, lottery.total, lottery.objective) == (24, 6, 1000, "leximin")
    assert pool.people[0].household == "h1"
    said = capsys.readouterr()
    assert f"commitment  {document['commitment']}\n" in said.out
    assert "people      24 for 6 seats\nhouseholds  8 shared, by 3 people at most\n" in said.out
    assert "chances     1/4 (25.0 %) to 1/4 (25.0 %)\n" in said.out
    assert "gender   woman      12    3-3  25.0 %  25.0 %   25.0 %\n" in said.out
    assert said.err == ""


def test_homes_that_nobody_shares_are_said(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header, *rows = (town / "people.csv").read_text("latin-1").splitlines()
    rows = [f"{row} {number}" for number, row in enumerate(rows)]
    (town / "people.csv").write_text("\n".join([header, *rows]), "latin-1")
    assert main([*WORDS, "--household", "address", "--out", "."]) == 0
    assert "households  nobody shares one\n" in capsys.readouterr().out


def test_names_and_addresses_are_not_written(town: Path) -> None:
    assert main([*WORDS, "--household", "address", "--out", "."]) == 0
    written = (town / "lottery.json").read_bytes().decode()
    assert "Bo Bo" not in written
    assert "vej" not in written


def test_the_options_are_obeyed(town: Path) -> None:
    options = ["--objective", "leximin", "--tickets", "60", "--id", "code"]
    assert main([*WORDS, *options, "--out", "."]) == 0
    _, _, lottery = decode_lottery(json.loads((town / "lottery.json").read_bytes()))
    assert lottery.total == 60


def test_joint_quotas_shares_homes_and_those_who_must_be_in_or_out_are_drawn_together(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["a,x,Elm,1,in", "b,x,Elm,1,", "c,x,Elm,1,", "d,y,Ash,,", "e,y,Oak,,out"]
    rows += ["f,y,Oak,,"]
    (town / "some.csv").write_text("id,kind,street,floor,reply\n" + "\n".join(rows))
    (town / "terms.csv").write_text(
        "feature,value,feature2,value2,percent,min,max\n"
        "kind,x,,,50,,\nkind,y,,,50,,\nkind,y,street,Ash,,0,1\n"
    )
    words = ["lottery", "some.csv", "terms.csv", "--size", "4", "--household", "street"]
    words += ["--household", "floor", "--per-household", "2", "--status", "reply"]
    words += ["--must-include", "f", "--shares", "hamilton", "--tickets", "10", "--out", "."]
    assert main(words) == 0
    _, quotas, lottery = decode_lottery(json.loads((town / "lottery.json").read_bytes()))
    assert [str(quota) for quota in quotas] == [
        "kind = x: 2 to 2",
        "kind = y: 2 to 2",
        "kind = y and street = Ash: 0 to 1",
    ]
    chances = {id: str(chance) for id, chance in lottery.marginals().items()}
    assert chances == {"a": "1", "b": "1/2", "c": "1/2", "d": "1", "e": "0", "f": "1"}
    said = capsys.readouterr().out
    assert "certain     2, who must be in: a, f\nleft out    1, who must be out: e\n" in said
    assert "households  2 shared, by 3 people at most, of whom at most 2 are drawn\n" in said
    assert "chances     1/2 (50.0 %) to 1 (100.0 %)\n" in said
    assert "kind & street  y & Ash       1    0-1" in said
    assert "no chance" not in said


def test_people_who_cannot_all_be_in_are_refused_before_any_work(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = (town / "people.csv").read_text("latin-1").splitlines()[1].split(",")[0]
    assert main([*WORDS, "--must-include", "nobody", "--must-exclude", first, "--out", "."]) == 1
    said = capsys.readouterr().err
    assert "there is nobody with the id 'nobody', who must be in" in said
    assert not (town / "lottery.json").exists()


def test_how_good_the_chances_are_is_said(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--objective", "maximin", "--out", "one"]) == 0
    said = "objective   maximin: the lowest chance: 1/4; none is better, by the quotas, multiplied"
    told = capsys.readouterr().out
    assert said in told
    assert "certificate proves the lowest chance; anybody" in told
    assert main([*WORDS, "--objective", "greedy", "--out", "two"]) == 0
    assert re.search(
        r"\nobjective   greedy: .*; for comparison only, nothing is proven\n",
        capsys.readouterr().out,
    )


def test_who_has_no_chance_is_said(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = town / "people.csv"
    people.write_bytes(people.read_bytes() + b"\nc99;Bo;other;40+;")
    (town / "quotas.csv").write_bytes((town / "quotas.csv").read_bytes() + b"gender;other;0;0\n")
    assert main([*WORDS, "--out", "."]) == 0
    assert "no chance   1, whom the quotas leave no seat: c99\n" in capsys.readouterr().out


def test_who_has_no_chance_for_want_of_tickets_is_not_blamed_on_the_quotas(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--tickets", "2", "--out", "."]) == 0
    said = capsys.readouterr().out
    assert "no chance" not in said
    assert re.search(
        r"\nno ticket   1\d, for whom 2 tickets are too few \(--tickets\): c\d\d, ", said
    )


def test_the_same_bytes_come_from_every_process(town: Path) -> None:
    for seed in ("0", "1"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "deliberation.cli",
                *WORDS,
                "--household",
                "address",
                "--out",
                seed,
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
    assert (town / "0" / "lottery.json").read_bytes() == (town / "1" / "lottery.json").read_bytes()


def test_a_certificate_is_written_and_said(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*WORDS, "--household", "address", "--out", "."]) == 0
    said = capsys.readouterr().out
    told = "certificate proves every level of chances; anybody can check it, without a solver\n"
    assert told in said
    assert "Written: ./lottery.json and certificate.json" in said
    certificate = json.loads((town / "certificate.json").read_bytes())
    lottery = json.loads((town / "lottery.json").read_bytes())
    assert certificate["commitment"] == lottery["commitment"]


def test_an_objective_that_proves_nothing_writes_none(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--objective", "greedy", "--out", "."]) == 0
    assert "certificate" not in capsys.readouterr().out
    assert not (town / "certificate.json").exists()


def test_a_lottery_is_never_written_over_another(town: Path, failing: Callable[..., str]) -> None:
    """The commitment of the first may have been published, and it alone can be drawn from."""
    assert main([*WORDS, "--out", "draw"]) == 0
    first = (town / "draw" / "lottery.json").read_bytes()
    assert main([*WORDS, "--out", "draw"]) == 0, "the same lottery is no other"
    said = failing(*WORDS, "--tickets", "60", "--out", "draw")
    assert said.startswith(f"{str(Path('draw') / 'lottery.json')!r} holds another lottery")
    rehearsal = [*WORDS, "--tickets", "60", "--seed", "dice 1", "--out", "draw"]
    assert "holds another lottery" in failing("select", *rehearsal[1:])
    assert (town / "draw" / "lottery.json").read_bytes() == first
    assert [path.name for path in (town / "draw").iterdir()] == [
        "lottery.json",
        "certificate.json",
    ]


def test_every_problem_of_both_files_is_printed_on_a_line(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "quotas.csv").write_text("feature,value,min,max\ngender,women,x,3\ngender,man,3,3\n")
    lines = failing(*WORDS, "--out", "draw").splitlines()
    assert lines[0] == "13 problems were found"
    assert lines[1] == "  quotas.csv, row 2, column 'min': 'x' is not a whole number from 0"
    assert lines[2].startswith("  people.csv, row 2, column 'gender': 'woman' has no quota")
    assert len(lines) == 14
    assert not (town / "draw").exists()


def test_a_flood_of_problems_is_cut_off_and_counted(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "people.csv").write_text("id,gender,age\n" + ",,\n".join(f"{n}" for n in range(80)))
    lines = failing(*WORDS, "--out", "draw").splitlines()
    assert len(lines) == 52
    assert lines[-1].startswith("  ... and ")


def test_quotas_that_no_panel_meets_come_with_the_smallest_change(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "quotas.csv").write_text(
        "feature,value,min,max\ngender,woman,13,13\ngender,man,1,1\nage,16-39,0,14\nage,40+,0,14\n"
    )
    said = failing("lottery", "people.csv", "quotas.csv", "--size", "14", "--out", "draw")
    assert said.startswith("no panel from this pool meets every quota; the smallest change")
    assert said.splitlines()[1] == (
        "  why: at least 13 with gender = woman cannot hold: the pool has only 12"
    )
