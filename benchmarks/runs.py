"""Runs that are asked for, each done once: results are written down as they come and taken up."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks.instances import named
from benchmarks.measure import SOLVERS, run
from benchmarks.peer_environment import peer_python, peer_versions

ROOT: Final = Path(__file__).resolve().parents[1]
Line = Mapping[str, Any]


def measured(
    names: Iterable[str], solvers: Sequence[str], *, record: Path, seconds: int
) -> list[Line]:
    """Every solver on every instance that is there, each in at most so many CPU *seconds*.

    Args:
        record: a file of JSON lines; a run of the same code that stands there is not done again.
    """
    stamps = {solver: stamp(solver) for solver in solvers}
    known = lines(record) if record.exists() else []
    record.parent.mkdir(parents=True, exist_ok=True)
    done = []
    for name in names:
        try:
            instance = named(name).document()
        except FileNotFoundError as error:
            print(f"{name}: skipped, for {error.filename} is not there", file=sys.stderr)
            continue
        for solver, code in stamps.items():
            key = {"instance": name, "solver": solver, "code": code}
            line = next((line for line in reversed(known) if _serves(line, key, seconds)), None)
            if line is None:
                python = peer_python() if _is_peer(solver) else Path(sys.executable)
                line = key | run(SOLVERS[solver], instance, python=python, seconds=seconds)
                with record.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
                print(name, solver, line["outcome"], line.get("cpu", ""), file=sys.stderr)
            done.append(line)
    return done


def lines(record: Path) -> list[Line]:
    """What stands in a file of JSON lines."""
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def stamp(solver: str) -> str:
    """Which code a run of *solver* measures, so that an old run is not taken for a new one."""
    if _is_peer(solver):
        return peer_versions()
    files = sorted((ROOT / "deliberation").glob("sortition/**/*.py"))
    files += sorted((ROOT / "deliberation").glob("verify/*.py"))
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    return f"deliberation {version('deliberation')} ({digest[:8]}), highspy {version('highspy')}"


def _is_peer(solver: str) -> bool:
    return SOLVERS[solver].program == "peer.py"


def _serves(line: Line, key: Mapping[str, str], seconds: int) -> bool:
    """Whether a run that is known answers what *key* asks."""
    same = all(line.get(word) == value for word, value in key.items())
    return same and (line["outcome"] != "timeout" or line["cap"] >= seconds)
