"""The benchmark of counting: its elections, what is counted, and its table."""

import json
from pathlib import Path

import pytest

from benchmarks import voting
from benchmarks.measure import run
from benchmarks.page import inside
from benchmarks.runs import measured
from benchmarks.votes import electorates, instances
from benchmarks.votes.instances import files_of
from benchmarks.votes.printed import printed_in
from benchmarks.votes.table import printed
from benchmarks.votes.works import WORKS, Given, Work
from deliberation.io.ballots import read_ballots

PROGRAMS = Path(voting.__file__).parent / "votes" / "peers"

RUNS = [
    {"outcome": "done", "cap": 9, "instance": "distinct irv", "code": "v1"} | run
    for run in (
        {
            "solver": "deliberation",
            "cpu": 2.0,
            "load_cpu": 1.5,
            "count_cpu": 0.5,
            "memory_mb": 40.4,
            "elected": ["a"],
        },
        {
            "solver": "svvamp",
            "cpu": 8.0,
            "load_cpu": 2.0,
            "count_cpu": 6.0,
            "memory_mb": 900.0,
            "elected": ["b"],
        },
        {"solver": "votelib", "outcome": "timeout"},
        {"solver": "pref_voting", "outcome": "failed", "why": "a tie"},
    )
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the elections are made, so that a test leaves none behind."""
    monkeypatch.setattr(instances, "_folder", lambda: tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_an_election_is_the_same_in_each_of_its_forms() -> None:
    read = {form: read_ballots(file).profile for form, file in files_of("near_10").items()}
    assert read[".blt"].size == 25
    assert dict(read[".blt"].counts) == dict(read[".csv"].counts)


def test_the_same_seed_gives_the_same_voters() -> None:
    (places, lengths), (again, _) = (
        electorates.big(50, 7, longest=4, seed=seed) for seed in (1, 1)
    )
    other, _ = electorates.big(50, 7, longest=4, seed=2)
    assert (places == again).all()
    assert (places != other).any()
    assert {*lengths.tolist()} == {1, 2, 3, 4}
    assert all(len({*row}) == 4 for row in places.tolist())


def test_everybody_approves_of_somebody() -> None:
    approved = electorates.approvals(500, 20, mean=1, classes=3, seed=1)
    assert approved.any(axis=1).all()


def test_projects_cost_about_eight_times_the_budget() -> None:
    costs = electorates.costs(100, budget=1_000_000, seed=1)
    assert costs.min() > 0
    assert 7_900_000 < costs.sum() < 8_100_000


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_every_peer_of_a_work_has_a_program_that_knows_the_rule(work: Work) -> None:
    for peer in work.peers:
        program = (PROGRAMS / f"run_{peer}.py").read_text(encoding="utf-8")
        assert f'"{work.rule}"' in program, peer


@pytest.mark.usefixtures("folder")
def test_our_program_says_who_is_elected_and_how_long_both_steps_took() -> None:
    task = WORKS["near_10 schulze"].task(ours_only=True)
    (solver,) = task.solvers
    answer = run(solver, task.document(), seconds=20)
    assert answer["elected"] == ["c0"]
    assert answer["cpu"] == pytest.approx(answer["load_cpu"] + answer["count_cpu"])


def test_a_line_for_everybody_who_did_the_work() -> None:
    work = Work("distinct", "irv", given=(Given("RCTab", 10, 0, 8000),))
    lines = printed([work], RUNS).text([work.name]).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:7]]
    assert cells == [
        ["distinct irv", "deliberation", "1.50", "0.50", "2.00", "-", "40", "-"],
        ["distinct irv", "svvamp", "2.00*", "6.00", "8.00", "4.0", "900", "other"],
        ["distinct irv", "votelib", "-", "-", ">9", ">4.5", "-", "-"],
        ["distinct irv", "pref_voting", "x*", "x", "x", "-", "-", "-"],
        ["distinct irv", "RCTab (given)", "-", "-", "10.00", "5.0", "8000", "-"],
    ]
    assert "pref_voting failed on distinct irv: a tie" in lines


def test_who_elects_others_is_not_kept_quiet() -> None:
    text = printed([Work("distinct", "irv")], RUNS).text(["distinct irv"])
    assert (
        "svvamp took 4.0 times our CPU time by the geometric mean of 1, 4.0 at the median, 4.0 at "
        "the least, 4 at the most\nsvvamp elects others than we do in: distinct irv"
    ) in text


def test_what_is_counted_anew_takes_its_rows_on_the_page_and_no_others() -> None:
    works = [Work("distinct", "irv"), Work("million", "irv")]
    order = [work.name for work in works]
    before = printed(works, [run | {"instance": name} for name in reversed(order) for run in RUNS])
    assert printed_in(before.text(order)).text(order) == before.text(order)
    now = [RUNS[0] | {"cpu": 1.0, "code": "deliberation 0.2.0 (abcd), highspy 1.15.1"}]
    text = printed_in(before.text(order)).but_for(printed(works, now)).text(order)
    found = printed_in(text)
    assert [row[4] for row in found.rows["distinct irv"]] == ["1.00"]
    assert found.rows["million irv"] == before.rows["million irv"]
    assert text.count("pref_voting failed on") == 1
    assert text.endswith(
        "\n- distinct irv by deliberation 0.2.0 (abcd), highspy 1.15.1\n- million irv by v1"
    )


def test_the_rows_of_the_page_are_those_that_are_printed() -> None:
    block = inside(voting.PAGE, "voting")
    assert printed_in(block).text(WORKS) + "\n" == block
    assert {*printed_in(block).codes} == {*printed_in(block).rows}


def test_the_table_is_printed_from_a_file_without_running_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "runs.jsonl"
    record.write_text("".join(json.dumps(run) + "\n" for run in RUNS))
    voting.main(["--from", str(record), "--only", "distinct irv"])
    assert capsys.readouterr().out.splitlines()[2].startswith("| distinct irv ")


@pytest.mark.usefixtures("folder")
def test_a_count_is_written_down_and_not_done_again(tmp_path: Path) -> None:
    record = tmp_path / "runs.jsonl"
    for _ in range(2):
        measured([WORKS["near_10 schulze"].task(ours_only=True)], record=record, seconds=20)
    assert len(record.read_text().splitlines()) == 1
