"""What counting took, as a table: a line for everybody who did the same work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from benchmarks.comparison import mean
from benchmarks.markdown import markdown
from benchmarks.runs import Line
from benchmarks.votes.works import OURS, Work

HEAD: Final = (
    ("work", ""),
    ("who", ""),
    ("load", ">"),
    ("count", ">"),
    ("both", ">"),
    ("times ours", ">"),
    ("MB", ">"),
    ("elected", ""),
)

LEGEND: Final = (
    "CPU seconds of one thread, without the start of the interpreter and imports. Load: from the "
    "file to what is counted; `*`: the peer has no reader, and loads ballots that were gathered "
    "before, off the clock. `>`: stopped at its limit; `x`: failed, see below; (given): measured "
    "elsewhere, not here. MB: the most memory of the process, with interpreter and libraries. "
    "Elected: whether the peer elects the same as we do."
)

GATHERED: Final = frozenset({"pref_voting", "pyrankvote", "svvamp"})
"""Peers that have no reader for the file."""

Runs = Mapping[str, Line]


def table(works: Iterable[Work], runs: Sequence[Line]) -> str:
    """Everything that is printed after a run."""
    found = [(work, _of(work, runs)) for work in works]
    known = [(work, by) for work, by in found if by]
    failures = [
        f"{who} failed on {work.name}: {run.get('why', '')}"
        for work, by in known
        for who, run in by.items()
        if run["outcome"] == "failed"
    ]
    rows = [row for work, by in known for row in _rows(work, by)]
    return "\n".join([*markdown(HEAD, rows), "", LEGEND, "", *in_words(known), *failures])


def in_words(known: Sequence[tuple[Work, Runs]]) -> list[str]:
    """How many times as long as ours each peer took, over all works that both finished."""
    ratios: dict[str, list[float]] = {}
    for _, by in known:
        for who in by:
            if who != OURS and (ratio := _ratio(by, who)) is not None:
                ratios.setdefault(who, []).append(ratio)
    lines = [
        f"{who} took {mean(times):.1f} times our CPU time by the geometric mean of {len(times)}, "
        f"{median(times):.1f} at the median, {min(times):.2f} at the least, "
        f"{max(times):.0f} at the most"
        for who, times in sorted(ratios.items())
    ]
    lines += [
        f"{who} elects others than we do in: {work.name}"
        for work, by in known
        for who in by
        if _same(by, who) == "other"
    ]
    return lines


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
