"""The table prints from runs that are written down, and says in words what they come to."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import sortition
from benchmarks.comparison import Comparison, in_words, mean
from benchmarks.runs import measured
from benchmarks.solvers import SOLVERS
from benchmarks.table import brief, table

PEER = {"code": "theirs 2"}
ASKED = {"k": 1, "features": ["f"], "quotas": [], "people": [["v"]] * 4}


def done(cpu: float, *chances: float, **more: Any) -> dict[str, Any]:
    return (
        {"outcome": "done", "cap": 60, "cpu": cpu, "chances": chances, "memory_mb": 50.2}
        | PEER
        | more
    )


def ours(cpu: float, *chances: float) -> dict[str, Any]:
    return done(
        cpu,
        *chances,
        lottery_cpu=cpu / 10,
        certificate_cpu=cpu / 5,
        types=2,
        proven="yes",
        code="ours 1",
    )


FAST = Comparison(
    "fast",
    ASKED,
    {
        "our leximin": ours(0.5, 0.2, 0.3, 0.5, 0),
        "peer maximin, HiGHS": PEER | {"outcome": "timeout", "cap": 60},
        "peer maximin, CBC": done(10.0, 0.2, 0.2, 0.6, 0),
        "peer leximin, CBC": done(20.0, 0.2, 0.25, 0.55, 0),
    },
)
SLOW = Comparison(
    "slow",
    ASKED,
    {
        "our leximin": ours(2.0, 0.25, 0.25, 0.25, 0.25),
        "peer maximin, HiGHS": PEER | {"outcome": "failed", "cap": 60, "why": "out of luck"},
        "peer leximin, CBC": done(1.0, 0.25, 0.25, 0.25, 0.25),
    },
)
LOST = Comparison(
    "lost", ASKED, {"our leximin": {"outcome": "timeout", "cap": 60, "code": "ours 1"}}
)


def test_a_line_of_the_table_has_the_times_the_ratios_and_the_chances() -> None:
    line = table([FAST]).splitlines()[2]
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        *(
            "fast",
            "4/1/1",
            "2",
            "0.50",
            "0.05",
            "0.10",
            "-",
            ">60",
            "10.00",
            "20.00",
            ">120.0 20.0 40.0",
        ),
        *("yes", "0.200000", "0.200000", "5e-02", "50", "50"),
    ]


def test_what_was_not_run_timed_out_or_failed_is_told_apart() -> None:
    printed = table([SLOW, LOST])
    slow, lost = ([c.strip() for c in line.split("|")] for line in printed.splitlines()[2:4])
    assert slow[8:11] == ["x", "-", "1.00"]
    assert lost[4:7] == [">60", "-", "-"]
    assert "peer maximin, HiGHS failed on slow: out of luck" in printed
    assert "we did not finish lost: more than 60 CPU s" in printed


def test_the_whole_is_said_in_words() -> None:
    words = in_words([FAST, SLOW, LOST])
    assert words[-4:] == [
        "more than 0.0001 from ours are the chances of peer leximin, CBC, on 1: fast",
        "ours: finished 2 of 3, in 1.25 CPU s at the median, 2.00 at the most (slow); 50 MB at the "
        "most",
        "checking the certificate took 0.20 of the time to find it at the median, 0.20 at the most "
        "(slow)",
        "we did not finish lost: more than 60 CPU s",
    ]
    assert (
        "peer leximin, CBC: both finished 2 instances; it took 4.5 times our CPU time by the "
        "geometric mean, 20.2 at the median, 0.50 at the least, 40 at the most"
    ) in words
    assert "we were slower than peer leximin, CBC, on 1: slow" in words
    assert (
        "peer maximin, HiGHS ran out of its time on 1 that we finished: more than 120.0 times our "
        "CPU time on each"
    ) in words


def test_a_fairer_lottery_of_the_peer_is_not_kept_quiet() -> None:
    runs = {
        "our leximin": ours(1.0, 0.1, 0.4, 0.5, 0),
        "peer leximin, CBC": done(1.0, 0.1, 0.45, 0.45, 0),
        "peer maximin, CBC": done(1.0, 0.3, 0.3, 0.4, 0),
    }
    words = in_words([Comparison("wrong", ASKED, runs)])
    assert "our chances are LESS FAIR than those of peer leximin, CBC, on 1: wrong" in words
    assert "our chances are LESS FAIR than those of peer maximin, CBC, on 1: wrong" in words


def test_a_peer_that_takes_from_the_lowest_is_not_fairer() -> None:
    runs = {
        "our leximin": ours(1.0, 0.1, 0.4, 0.5, 0),
        "peer leximin, CBC": done(1.0, 0.09999, 0.40001, 0.5, 0),
    }
    assert not Comparison("close", ASKED, runs).is_beaten_by("peer leximin, CBC")


def test_the_documentation_has_a_line_for_a_family() -> None:
    lines = brief([FAST, SLOW, LOST], {"both": ("fast", "slow")}).splitlines()
    assert lines[2] == "| `lost` | 4/1/1 | >60 | - | - | - | - | - | - |"
    assert lines[3] == (
        "| `both` | 4/1/1 | 0.50 (2.00) | 0.05 (0.20) | 0.10 (0.40) | 10.00 (10.00) | 1.00 (20.00) "
        "| 0.5 | 2 of 2 |"
    )
    assert lines[-2:] == [
        "- peer maximin, HiGHS failed on slow: out of luck",
        "- measured: ours 1; theirs 2",
    ]


def test_what_was_stopped_counts_as_longest_in_a_family() -> None:
    lost = Comparison("lost", ASKED, LOST.runs | {"peer leximin, CBC": done(3.0, 0, 0, 0, 0)})
    line = brief([FAST, SLOW, lost], {"all": ("fast", "slow", "lost")}).splitlines()[2]
    cells = line.split(" | ")
    assert cells[2:5] == ["2.00 (>60)", "0.05 (0.20)", "0.10 (0.40)"]
    assert cells[6:8] == ["3.00 (20.00)", "0.5"]
    assert lost.times("peer leximin, CBC") == (0.05, "<")


def test_what_was_not_measured_is_not_made_up() -> None:
    assert brief([], {}) == "Not measured yet."


def test_the_geometric_mean_of_opposites_is_one() -> None:
    assert mean([0.25, 4.0]) == pytest.approx(1.0)


def test_a_table_is_printed_from_a_file_without_running_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, record = "two_features_small", tmp_path / "runs.jsonl"
    runs = {"our leximin": ours(0.1, *[0.1] * 200), "peer leximin, CBC": done(4.0, *[0.1] * 200)}
    record.write_text(
        "".join(json.dumps({"instance": name, "solver": s} | run) + "\n" for s, run in runs.items())
    )
    sortition.main(["--from", str(record)])
    printed = capsys.readouterr().out
    assert printed.splitlines()[2].startswith(f"| {name} ")
    assert "it took 40.0 times our CPU time" in printed


def test_what_is_known_of_the_peer_is_shown_where_it_is_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, record = "two_features_small", tmp_path / "runs.jsonl"
    run = {"instance": name, "solver": "peer leximin, CBC"} | done(4.0, *[0.1] * 200)
    record.write_text(json.dumps(run) + "\n")
    sortition.main(["--only", name, "--ours-only", "--record", str(record)])
    line = next(line for line in capsys.readouterr().out.splitlines() if name in line)
    assert line.split("|")[10].strip() == "4.00"


def test_a_run_is_written_down_and_not_done_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "new" / "runs.jsonl"
    for _ in range(2):
        asked = sortition.tasks(["two_features_small"], [SOLVERS["our leximin"]])
        (run,) = measured(asked, record=record, seconds=20)
        assert run["outcome"] == "done"
        assert run["lowest"] == "1/10"
        assert run["chances"] == [0.1] * 200
    assert len(record.read_text().splitlines()) == 1
    assert capsys.readouterr().err.count("our leximin done") == 1
