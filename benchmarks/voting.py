"""Counting votes with us and with those who count them too: CPU seconds side by side.

    python benchmarks/voting.py
    python benchmarks/voting.py --only "million irv" --timeout 60
    python benchmarks/voting.py --only "few pav 6" --page
    python benchmarks/voting.py --from build/benchmarks/voting.jsonl

Every run is a process of its own with one thread and a limit of CPU seconds. Runs are written to a
file of JSON lines as they end; a run that stands there already, of the same code on the same
instance, is not done again, so a benchmark can be stopped and taken up. On the page what was
counted now takes the place of the same works' rows, and all other rows stay.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.page import between, inside, machine
from benchmarks.runs import lines, measured, stamp
from benchmarks.votes.printed import printed_in
from benchmarks.votes.table import printed
from benchmarks.votes.works import WORKS

ROOT: Final = Path(__file__).resolve().parents[1]
RECORD: Final = ROOT / "build" / "benchmarks" / "voting.jsonl"
PAGE: Final = ROOT / "docs" / "explanation" / "speed-of-counting.md"


def main(argv: Sequence[str] | None = None) -> None:
    """Run what is asked for and print the table."""
    asked = _arguments().parse_args(argv)
    works = [WORKS[name] for name in asked.only or WORKS]
    if asked.from_ is None:
        tasks = [work.task(ours_only=asked.ours_only) for work in works]
        runs = measured(tasks, record=asked.record, seconds=asked.timeout, times=asked.times)
        codes = dict.fromkeys(stamp(solver) for task in tasks for solver in task.solvers)
        print(machine(), *codes, sep="\n", end="\n\n")
    else:
        runs = lines(asked.from_)
    found = printed(works, runs)
    print(found.text(WORKS))
    if asked.page:
        between(PAGE, "voting", printed_in(inside(PAGE, "voting")).but_for(found).text(WORKS))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=WORKS, help="this work alone")
    parser.add_argument("--ours-only", action="store_true", help="run no peer")
    parser.add_argument("--timeout", type=int, default=120, help="CPU seconds for each run")
    parser.add_argument("--times", type=int, default=3, help="runs of each; the quickest counts")
    parser.add_argument("--record", type=Path, default=RECORD, help="the file of JSON lines")
    parser.add_argument("--from", type=Path, dest="from_", metavar="FILE", help="only print")
    parser.add_argument("--page", action="store_true", help=f"write {PAGE.name} anew")
    return parser


if __name__ == "__main__":
    main()
