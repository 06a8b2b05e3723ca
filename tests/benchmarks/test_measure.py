"""A run is a process of its own that cannot take more than it is given."""

from pathlib import Path

import pytest

from benchmarks import measure
from benchmarks.measure import Solver, run


def result_of(program: str, tmp_path: Path) -> dict[str, object]:
    file = tmp_path / "program.py"
    file.write_text(program)
    return run(Solver("made up", str(file), "leximin"), {}, seconds=1)


def test_a_program_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "START", 0)
    assert result_of("while True: pass", tmp_path) == {"cap": 1, "outcome": "timeout"}


def test_a_program_that_says_it_took_too_long_is_too_late(tmp_path: Path) -> None:
    assert result_of("print('{\"cpu\": 1.5}')", tmp_path) == {"cap": 1, "outcome": "timeout"}


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    failed = {"cap": 1, "outcome": "failed"}
    said = "import sys; sys.exit('first line\\nout of luck\\n')"
    assert result_of(said, tmp_path) == failed | {"why": "out of luck"}
    crash = "import os; os.abort()"
    assert result_of(crash, tmp_path) == failed | {"why": "it ended with status -6"}


def test_the_last_line_is_the_answer(tmp_path: Path) -> None:
    program = """
import json, os, sys
job = json.load(sys.stdin)
print("a solver says hello")
cores = len(os.sched_getaffinity(0))
print(json.dumps({"cpu": 0.5, "seed": job["seed"], "cores": cores}))
"""
    answer = {"cpu": 0.5, "seed": 1, "cores": 1}
    assert result_of(program, tmp_path) == {"cap": 1, "outcome": "done"} | answer
