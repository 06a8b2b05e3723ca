"""What counting took, as rows of a table: a line for everybody who did the same work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from benchmarks.runs import Line
from benchmarks.votes.printed import Printed
from benchmarks.votes.works import OURS, Work

GATHERED: Final = frozenset({"pref_voting", "pyrankvote", "svvamp"})
"""Peers that have no reader for the file."""

Runs = Mapping[str, Line]


def printed(works: Iterable[Work], runs: Sequence[Line]) -> Printed:
    """Everything that is printed after a run."""
    known = {work.name: (work, by) for work in works if (by := _of(work, runs))}
    return Printed(
        {name: [*_rows(work, by)] for name, (work, by) in known.items()},
        {
            name: [
                f"{who} failed on {name}: {run.get('why', '')}"
                for who, run in by.items()
                if run["outcome"] == "failed"
            ]
            for name, (_, by) in known.items()
        },
        {
            name: [*dict.fromkeys(run["code"] for run in by.values())]
            for name, (_, by) in known.items()
        },
    )


def _of(work: Work, runs: Sequence[Line]) -> Runs:
    """The runs of a work; of two by the same the later one counts."""
    return {line["solver"]: line for line in runs if line["instance"] == work.name}


def _rows(work: Work, by: Runs) -> Iterator[list[str]]:
    """One line for each who did it."""
    for who, run in by.items():
        star = "*" if who in GATHERED else ""
        yield [
            work.name,
            who,
            _seconds(run, "load_cpu") + star,
            _seconds(run, "count_cpu"),
            f">{run['cap']}" if run["outcome"] == "timeout" else _seconds(run, "cpu"),
            _times(by, who),
            f"{run['memory_mb']:.0f}" if "memory_mb" in run else "-",
            _same(by, who),
        ]
    for given in work.given:
        both, ours = given.load + given.count, by.get(OURS, {}).get("cpu")
        apart = [f"{given.load:.2f}", f"{given.count:.2f}"] if given.count else ["-", "-"]
        times = f"{both / ours:.1f}" if ours else "-"
        memory = f"{given.memory_mb:.0f}" if given.memory_mb else "-"
        yield [work.name, f"{given.who} (given)", *apart, f"{both:.2f}", times, memory, "-"]


def _seconds(run: Line, what: str) -> str:
    return f"{run[what]:.2f}" if what in run else "x" if run["outcome"] == "failed" else "-"


def _ratio(by: Runs, who: str) -> float | None:
    """How many times our CPU time *who* took, where both finished."""
    if by.get(OURS, {}).get("outcome") != "done" or by[who]["outcome"] != "done":
        return None
    return float(by[who]["cpu"] / by[OURS]["cpu"])


def _times(by: Runs, who: str) -> str:
    """The ratio in the table; of who was stopped a bound from below."""
    if who == OURS or by.get(OURS, {}).get("outcome") != "done":
        return "-"
    if by[who]["outcome"] == "timeout":
        return f">{by[who]['cap'] / by[OURS]['cpu']:.1f}"
    return "-" if (ratio := _ratio(by, who)) is None else f"{ratio:.1f}"


def _same(by: Runs, who: str) -> str:
    if who == OURS or "elected" not in by.get(OURS, {}) or "elected" not in by[who]:
        return "-"
    return "same" if by[who]["elected"] == by[OURS]["elected"] else "other"
