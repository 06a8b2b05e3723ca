"""One solver on one instance, in a process of its own under a limit of CPU seconds."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.peer_environment import Peer

HERE: Final = Path(__file__).resolve().parent
START: Final = 3
"""CPU seconds that a process may spend on top of its limit, for the interpreter and imports."""

PATIENCE: Final = 30
"""A process that sleeps is ended after this many times its limit, by the clock on the wall."""


@dataclass(frozen=True, slots=True)
class Solver:
    """A program that solves, and what it is asked for.

    Args:
        program: a file beside this one.
        objective: which objective or rule.
        backend: the integer programming library, where there is a choice.
        peer: whose environment it runs in; ours where there is none.
        code: which files of ``deliberation`` it measures, where it is ours.
    """

    name: str
    program: str
    objective: str
    backend: str = ""
    peer: Peer | None = None
    code: tuple[str, ...] = ()


def run(
    solver: Solver, instance: Mapping[str, Any], *, seconds: int, seed: int = 1
) -> dict[str, Any]:
    """What *solver* did: ``outcome`` is done, timeout or failed; and what it said of itself.

    Args:
        seconds: how many CPU seconds it may take.
        seed: for the peer, which draws random numbers as it works.
    """
    before = _spent()
    python = solver.peer.python() if solver.peer else Path(sys.executable)
    job = {"instance": instance, "objective": solver.objective, "backend": solver.backend}
    with tempfile.TemporaryDirectory() as empty:
        (Path(empty) / "gurobi.env").write_text("Threads 1\n")
        process = subprocess.Popen(
            [python, HERE / solver.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=empty,
            env=_environment(),
            preexec_fn=lambda: _confine(seconds + START),
        )
        try:
            out, err = process.communicate(json.dumps(job | {"seed": seed}), seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return {"outcome": "failed", "why": "it slept", "cap": seconds}
    status = process.returncode
    late = status == -signal.SIGXCPU or (status < 0 and _spent() - before >= seconds)
    answer = {"outcome": "timeout"} if late else _outcome(status, out, err, seconds)
    return {"cap": seconds} | answer


def _outcome(status: int, out: str, err: str, seconds: int) -> dict[str, Any]:
    """What a process left behind."""
    if status:
        last = [line for line in err.splitlines() if line.strip()][-1:]
        return {"outcome": "failed", "why": (last or [f"it ended with status {status}"])[0][:300]}
    answer: dict[str, Any] = json.loads(out.splitlines()[-1])
    if answer["cpu"] > seconds:
        return {"outcome": "timeout"}
    return {"outcome": "done"} | answer


def _spent() -> float:
    """The CPU seconds of all processes that were started here and have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def _environment() -> dict[str, str]:
    """One thread, and the same order of sets in every run."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"} | one


def _confine(seconds: int) -> None:
    """Hold this process to *seconds* of CPU time and to one core, whatever its library likes."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})
