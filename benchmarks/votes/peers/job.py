"""What every program here does: one job in, one line out, and the clock between.

It stands beside the programs of all peers and is read by their interpreters: it imports nothing
but the standard library.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Asked = Mapping[str, Any]


def answer(
    load: Callable[[Any], Any],
    rules: Mapping[str, Callable[[Any, Asked], Iterable[Any]]],
    *,
    reads: Sequence[str] = (".blt",),
    before: Callable[[Path], Any] = Path,
) -> None:
    """Do the job on the standard input, and print what came and how long it took.

    Args:
        load: makes of a file what the *rules* count.
        rules: by name; each tells who is elected.
        reads: the forms of files that it reads, the first best.
        before: what is done with the file off the clock, for a peer that has no reader of its own.
    """
    job = json.load(sys.stdin)
    asked, rule = job["instance"], rules[job["objective"]]
    given = before(Path(next(asked["files"][form] for form in reads if form in asked["files"])))
    began = time.process_time()
    loaded = load(given)
    read = time.process_time()
    elected = [str(one) for one in rule(loaded, asked)]
    done = time.process_time()
    said = {
        "cpu": done - began,
        "load_cpu": read - began,
        "count_cpu": done - read,
        "elected": sorted(elected),
        "memory_mb": peak_memory(),
    }
    print("\n" + json.dumps(said), flush=True)


def gathered(path: Path) -> tuple[list[str], dict[tuple[int, ...], int]]:
    """The names in a BLT file, and how often each order of candidates, from 0, was cast."""
    lines = path.read_text(encoding="utf-8").splitlines()
    many = int(lines[0].split()[0])
    counts: dict[str, int] = {}
    for line in lines[1 : -2 - many]:
        counts[line] = counts.get(line, 0) + 1
    names = [line.strip('"') for line in lines[-1 - many : -1]]
    orders = {tuple(int(c) - 1 for c in line.split()[1:-1]): n for line, n in counts.items()}
    return names, orders


def peak_memory() -> float:
    """The most memory that this process held, in MB; not that of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024
