"""Runs that are asked for, each done once: results are written down as they come and taken up."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Solver, run

ROOT: Final = Path(__file__).resolve().parents[1]
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """An instance by its name, and who is to solve it.

    Args:
        document: makes what the solvers are given; raises ``FileNotFoundError`` where it is made of
            a file that is not there.
    """

    instance: str
    document: Callable[[], Mapping[str, Any]]
    solvers: Sequence[Solver]


LONG: Final = 20
"""CPU seconds after which a run is not made again: what disturbs it weighs little."""


def measured(tasks: Iterable[Task], *, record: Path, seconds: int, times: int = 1) -> list[Line]:
    """Every task that can be had, each solver in at most so many CPU *seconds*.

    Args:
        times: how often each is run, unless it takes long; the quickest run counts, for whatever
            else the machine does only makes one slower.
        record: a file of JSON lines; a run of the same code that stands there is not done again.
    """
    known = lines(record) if record.exists() else []
    record.parent.mkdir(parents=True, exist_ok=True)
    done = []
    for task in tasks:
        try:
            document = task.document()
        except FileNotFoundError as error:
            print(f"{task.instance}: skipped, for {error.filename} is not there", file=sys.stderr)
            continue
        for solver in task.solvers:
            key = {"instance": task.instance, "solver": solver.name, "code": stamp(solver)}
            line = next((line for line in reversed(known) if _serves(line, key, seconds)), None)
            if line is None:
                line = key | _quickest(solver, document, seconds, times)
                with record.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
                cpu = line.get("cpu", "")
                print(task.instance, solver.name, line["outcome"], cpu, file=sys.stderr)
            done.append(line)
    return done


def _quickest(
    solver: Solver, document: Mapping[str, Any], seconds: int, times: int
) -> dict[str, Any]:
    """The quickest of several runs."""
    runs = [run(solver, document, seconds=seconds)]
    while len(runs) < times and runs[0]["outcome"] == "done" and runs[0]["cpu"] <= LONG:
        runs.append(run(solver, document, seconds=seconds))
    done = [said for said in runs if said["outcome"] == "done"]
    return min(done, key=lambda said: said["cpu"]) if done else runs[0]


def lines(record: Path) -> list[Line]:
    """What stands in a file of JSON lines."""
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def stamp(solver: Solver) -> str:
    """Which code a run of *solver* measures, so that an old run is not taken for a new one."""
    if solver.peer:
        return solver.peer.versions()
    package = ROOT / "deliberation"
    files = [file for pattern in solver.code for file in sorted(package.glob(pattern))]
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return f"deliberation {version('deliberation')} ({digest[:8]}), highspy {version('highspy')}"


def _serves(line: Line, key: Mapping[str, str], seconds: int) -> bool:
    """Whether a run that is known answers what *key* asks."""
    same = all(line.get(word) == value for word, value in key.items())
    return same and (line["outcome"] != "timeout" or line["cap"] >= seconds)
