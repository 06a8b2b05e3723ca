"""Ballots from one format into another, from the command line."""

from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.io.ballots import read_ballots
from deliberation.voting import Policy, Profile, Ranking, WeakRanking

BALLOTS = '3 2\n4 1 2 0\n3 2=3 0\n1 0\n0\n"Ann"\n"Bo"\n"Cy"\n"The square"\n'
PROFILE = Profile(
    ["Ann", "Bo", "Cy"],
    {
        Ranking(("Ann", "Bo")): 4,
        WeakRanking((frozenset({"Bo", "Cy"}),)): 3,
        Ranking(()): 1,
    },
)


@pytest.fixture(autouse=True)
def square(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("square.blt").write_text(BALLOTS)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["convert", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["convert", *words]) != 0
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        (["square.abif"], "not in it: that 2 are elected\n"),
        (["square.json"], "not in it: that 2 are elected\n"),
        (["square.toi"], "not in it: that 2 are elected\n"),
        (["square.csv"], "not in it: the title, 'The square'\nnot in it: that 2 are elected\n"),
        (["records.csv", "--as", "dominion"], "read again, it says the same\n"),
        (["records", "--as", "dominion-folder"], "read again, it says the same\n"),
        (["records", "--as", "rctab"], "read again, it says the same\n"),
    ],
)
def test_the_ballots_are_the_same_and_what_is_lost_is_told(
    words: list[str], lost: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "records/config.json" if "rctab" in words else words[0]
    said = told(capsys, "square.blt", *words)
    assert said == f"8 ballots on 3 candidates are in {path}\n{lost}"
    policy = Policy(overvotes="tie") if words[-1].startswith("dominion") else None
    again = read_ballots(path, kind="weak ranking", policy=policy)
    assert dict(again.profile.counts) == dict(PROFILE.counts)


def test_somebody_is_left_out_and_spoiled_papers_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("marks.csv").write_text("rank1,rank2\nAnn,Bo\nAnn,Ann\nBo,Cy\n")
    said = told(capsys, "marks.csv", "marks.abif", "--repeats", "spoil", "--without", "Cy")
    assert said.startswith("2 ballots on 2 candidates are in marks.abif\n")
    assert "not in it: 1 spoiled: somebody has two places" in said
    assert dict(read_ballots("marks.abif").profile.counts) == {
        Ranking(("Ann", "Bo")): 1,
        Ranking(("Bo",)): 1,
    }


def test_a_kind_is_asked_for_where_numbers_could_be_ranks_or_scores(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("points.csv").write_text("Ann,Bo,count\n2,1,3\n1,2,2\n")
    told(capsys, "points.csv", "points.abif", "--kind", "scores")
    assert "C1/2, C2/1" in Path("points.abif").read_text()
    told(capsys, "points.csv", "points.blt", "--kind", "ranking")
    assert read_ballots("points.blt").profile == Profile.ranked(
        {("Bo", "Ann"): 3, ("Ann", "Bo"): 2}, candidates=["Ann", "Bo"]
    )


def test_a_vote_on_a_budget_loses_its_costs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("town.pb").write_text(
        "META\nkey;value\ndescription;Town\nbudget;10\nnum_projects;2\nnum_votes;2\n"
        "vote_type;approval\nPROJECTS\nproject_id;cost\np;4\nq;7\n"
        "VOTES\nvoter_id;vote\n1;p\n2;p,q\n"
    )
    assert told(capsys, "town.pb", "town.csv").endswith("not in it: the costs and the budget\n")
    assert Path("town.csv").read_text() == "p,q,count\nx,,1\nx,x,1\n"


def test_what_a_format_cannot_hold_is_refused_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "some are tied" in refused(capsys, "square.blt", "x.csv", "--as", "ess")
    assert "make a .toi file" in refused(capsys, "square.blt", "x.soi")
    assert ".txt" in refused(capsys, "square.blt", "x.txt")
    assert [path.name for path in Path().iterdir()] == ["square.blt"]


def test_the_file_that_is_read_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert "is the file that is read" in refused(capsys, "square.blt", "./square.blt")
    assert Path("square.blt").read_text() == BALLOTS
