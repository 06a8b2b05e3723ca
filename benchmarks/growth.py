"""How the cost of leximin grows with people, seats and features, each while the others stay.

    python benchmarks/growth.py

The same made-up population throughout; a run is a process of its own with one thread. What is
measured is written to a file of JSON lines and taken up from there; then the picture
``docs/images/growth.svg`` and the table in ``docs/explanation/speed.md`` are written anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.comparison import OURS
from benchmarks.page import between, machine
from benchmarks.plot import Curve, growth
from benchmarks.runs import measured, stamp
from benchmarks.solvers import SOLVERS
from benchmarks.sortition import tasks

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "explanation" / "speed.md"
PICTURE: Final = ROOT / "docs" / "images" / "growth.svg"
RECORD: Final = ROOT / "build" / "benchmarks" / "growth.jsonl"

PEOPLE, SEATS, FEATURES = 1000, 60, 8
GROWING: Final[Mapping[str, tuple[int, ...]]] = {
    "people": (250, 500, 1000, 2000, 4000),
    "seats": (20, 40, 60, 90, 120, 150),
    "features": (2, 3, 4, 5, 6, 7, 8),
}
"""What grows, while the other two are as above."""


def main(argv: Sequence[str] | None = None) -> None:
    """Measure, draw and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=3, help="how many populations")
    parser.add_argument("--timeout", type=int, default=300, help="CPU seconds for each run")
    parser.add_argument("--record", type=Path, default=RECORD, help="the file of JSON lines")
    asked = parser.parse_args(argv)
    seeds = range(1, asked.seeds + 1)
    names = [
        instance(what, n, s) for what, values in GROWING.items() for n in values for s in seeds
    ]
    asking = tasks(dict.fromkeys(names), [SOLVERS[OURS]])
    runs = measured(asking, record=asked.record, seconds=asked.timeout)
    seconds = {run["instance"]: run["cpu"] for run in runs if run["outcome"] == "done"}
    drawn = [*curves(seconds, asked.seeds)]
    for line in (run for run in runs if run["outcome"] != "done"):
        print(f"not in the picture: {line['instance']}, {line['outcome']}")
    PICTURE.write_text(growth(drawn, fixed=fixed_in_words()) + "\n", encoding="utf-8")
    between(PAGE, "growth", "\n".join(_lines(drawn, asked.seeds)))


def instance(what: str, value: int, seed: int) -> str:
    """The name of the instance in which *what* has this *value*."""
    people = value if what == "people" else PEOPLE
    seats = value if what == "seats" else SEATS
    cut = f"_first{value}" if what == "features" and value < FEATURES else ""
    return f"lat_{people}_{seats}_{FEATURES}_{seed}{cut}"


def all_instances(*, seeds: int) -> list[str]:
    """The names of all instances, each once."""
    names = [
        instance(what, n, seed)
        for what, values in GROWING.items()
        for n in values
        for seed in range(1, seeds + 1)
    ]
    return [*dict.fromkeys(names)]


def curves(seconds: Mapping[str, float], seeds: int) -> Iterator[Curve]:
    """One curve for each thing that grows, of the instances that were finished."""
    for what, values in GROWING.items():
        names = {n: [instance(what, n, seed) for seed in range(1, seeds + 1)] for n in values}
        found = {n: [seconds[name] for name in at if name in seconds] for n, at in names.items()}
        yield Curve(what, {n: tuple(times) for n, times in found.items() if times})


def fixed_in_words() -> str:
    """What stays while another grows."""
    return f"{PEOPLE:,} people, {SEATS} seats, {FEATURES} features, where they do not grow"


def _lines(drawn: Sequence[Curve], seeds: int) -> Iterator[str]:
    """The table behind the picture."""
    yield f"![CPU seconds as in the table below](../images/{PICTURE.name})"
    yield ""
    made = f"{seeds} population{'s' if seeds > 1 else ''}"
    yield f"Measured with {fixed_in_words()}; {made}; {machine()}, {stamp(SOLVERS[OURS])}."
    yield ""
    yield "| what grows | to | CPU seconds, median | least | most |"
    yield "|---|---:|---:|---:|---:|"
    for curve in drawn:
        for n, times in curve.points.items():
            row = f"{median(times):.2f} | {min(times):.2f} | {max(times):.2f}"
            yield f"| {curve.what} | {n:,} | {row} |"


if __name__ == "__main__":
    main()
