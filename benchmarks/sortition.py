"""Leximin with us, and leximin and maximin with the peer: CPU seconds side by side.

    python benchmarks/sortition.py --suite quick
    python benchmarks/sortition.py --suite hard --ours-only
    python benchmarks/sortition.py --from build/benchmarks/sortition.jsonl

Every run is a process of its own with one thread and a limit of CPU seconds. Runs are written to a
file of JSON lines as they end; a run that stands there already, of the same code on the same
instance, is not done again, so a benchmark can be stopped and taken up.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.comparison import OURS, PEERS, Comparison
from benchmarks.instances import named
from benchmarks.measure import Solver
from benchmarks.page import between, machine
from benchmarks.runs import Line, Task, lines, measured, stamp
from benchmarks.solvers import SOLVERS
from benchmarks.suites import FAMILIES, SUITES
from benchmarks.table import MAXIMIN, brief, table

ROOT: Final = Path(__file__).resolve().parents[1]
RECORD: Final = ROOT / "build" / "benchmarks" / "sortition.jsonl"
PAGE: Final = ROOT / "docs" / "explanation" / "speed.md"


def main(argv: Sequence[str] | None = None) -> None:
    """Run what is asked for and print the table."""
    asked = _arguments().parse_args(argv)
    names = list(asked.only or SUITES[asked.suite])
    if asked.from_ is None:
        solvers = [SOLVERS[s] for s in (OURS, MAXIMIN, *(() if asked.ours_only else PEERS))]
        print(machine(), *dict.fromkeys(map(stamp, solvers)), sep="\n", end="\n\n")
        runs = measured(tasks(names, solvers), record=asked.record, seconds=asked.timeout)
        if asked.ours_only and asked.record.exists():
            runs += [line for line in lines(asked.record) if line["solver"] in PEERS]
    else:
        runs = lines(asked.from_)
    print(table([*comparisons(names, runs)]))
    if asked.page:
        for suite in ("attained", "hard", "large"):
            between(PAGE, suite, brief([*comparisons(SUITES[suite], runs)], FAMILIES))


def tasks(names: Iterable[str], solvers: Sequence[Solver]) -> Iterator[Task]:
    """All *solvers* on each of the instances."""
    for name in names:
        yield Task(name, partial(_document, name), solvers)


def _document(name: str) -> Mapping[str, Any]:
    return named(name).document()


def comparisons(names: Iterable[str], runs: Sequence[Line]) -> Iterator[Comparison]:
    """The *runs* by instance; of two with the same solver the later one counts."""
    for name in names:
        found = {line["solver"]: line for line in runs if line["instance"] == name}
        if found:
            yield Comparison(name, named(name).document(), found)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--suite", choices=SUITES, default="quick")
    parser.add_argument("--only", action="append", metavar="NAME", help="this instance instead")
    parser.add_argument(
        "--ours-only", action="store_true", help="run no peer, show what is known of it"
    )
    parser.add_argument("--timeout", type=int, default=120, help="CPU seconds for each run")
    parser.add_argument("--record", type=Path, default=RECORD, help="the file of JSON lines")
    parser.add_argument("--from", type=Path, dest="from_", metavar="FILE", help="only print")
    parser.add_argument("--page", action="store_true", help="write docs/explanation/speed.md anew")
    return parser


if __name__ == "__main__":
    main()
