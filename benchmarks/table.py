"""The runs as a table in Markdown, one instance a line, and what they say in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from statistics import median_low
from typing import Final

from benchmarks.comparison import OURS, Comparison, in_words
from benchmarks.markdown import markdown

HIGHS, CBC, LEXIMIN = "peer maximin, HiGHS", "peer maximin, CBC", "peer leximin, CBC"
MAXIMIN: Final = "our maximin"
CHECKS: Final = ("lottery_cpu", "certificate_cpu")

HEAD: Final = (
    ("instance", ""),
    ("people/seats/features", ""),
    ("types", ">"),
    ("our leximin", ">"),
    ("lottery checked", ">"),
    ("proof checked", ">"),
    ("our maximin", ">"),
    ("peer maximin HiGHS", ">"),
    ("peer maximin CBC", ">"),
    ("peer leximin", ">"),
    ("ratios", ">"),
    ("proven", ""),
    ("lowest", ">"),
    ("peer's lowest", ">"),
    ("deviation", ">"),
    ("MB", ">"),
    ("peer's MB", ">"),
)

LEGEND: Final = (
    "CPU seconds of one thread, without the start of the interpreter and imports, from rows to the "
    "lottery. Checked: how long the stranger's checker takes from the bytes of the lottery, and of "
    "its certificate, to its last line. `>`: stopped at its limit; `-`: not run; `x`: failed, see "
    "below. Ratios: the peer's time over that of our leximin, in the order of the columns. Proven: "
    "`yes` is in exact arithmetic, `believed` rests on the solver's word. Lowest: among those who "
    "can be chosen at all; the peer's is of its leximin, or of its maximin on CBC, or on HiGHS. "
    "Deviation: the greatest difference between the sorted chances of the peer's leximin and of "
    "ours. MB: the most memory of the process, with interpreter and libraries; the peer's is its "
    "largest."
)


def table(comparisons: Sequence[Comparison]) -> str:
    """Everything that is printed after a run."""
    lines = markdown(HEAD, map(_row, comparisons))
    return "\n".join([*lines, "", LEGEND, "", *in_words(comparisons), *_failures(comparisons)])


def _failures(comparisons: Sequence[Comparison]) -> list[str]:
    """Who failed on what, and why."""
    return [
        f"{solver} failed on {c.name}: {run.get('why', '')}"
        for c in comparisons
        for solver, run in c.runs.items()
        if run["outcome"] == "failed"
    ]


def brief(comparisons: Sequence[Comparison], families: Mapping[str, Sequence[str]]) -> str:
    """What goes into the documentation: fewer columns, and of a family of instances one line.

    Args:
        families: names of instances, by the name of the family; what is in none stands alone.
    """
    if not comparisons:
        return "Not measured yet."
    by_name = {c.name: c for c in comparisons}
    grouped = {name for names in families.values() for name in names}
    rows = [_short(c) for c in comparisons if c.name not in grouped]
    for family, names in families.items():
        if known := [by_name[name] for name in names if name in by_name]:
            rows.append(_of_family(family, known))
    code = dict.fromkeys(run["code"] for c in comparisons for run in c.runs.values())
    said = (*in_words(comparisons), *_failures(comparisons), f"measured: {'; '.join(code)}")
    words = [f"- {line}" for line in said]
    return "\n".join([*_SHORT, *rows, "", *words])


_SHORT: Final = (
    "| instance | people/seats/features | our leximin | lottery checked | proof checked "
    "| peer maximin, CBC | peer leximin | ratio | proven |",
    "|---|---|---:|---:|---:|---:|---:|---:|---|",
)


def _short(c: Comparison) -> str:
    """One instance."""
    seconds = [_seconds(c, OURS), *_checks(c), _seconds(c, CBC), _seconds(c, LEXIMIN)]
    return f"| {' | '.join([f'`{c.name}`', _shape(c), *seconds, _ratio(c, LEXIMIN), _proven(c)])} |"


def _of_family(family: str, known: Sequence[Comparison]) -> str:
    """The medians of a family, and how many of it are proven."""
    ratios = sorted(found for c in known if (found := c.times(LEXIMIN)))
    ratio = "{1}{0:.1f}".format(*median_low(ratios)) if ratios else "-"
    proofs = f"{sum(_proven(c) == 'yes' for c in known)} of {len(known)}"
    times = [_middle(known, OURS, time) for time in ("cpu", *CHECKS)]
    times += [_middle(known, CBC), _middle(known, LEXIMIN)]
    return f"| {' | '.join([f'`{family}`', _shape(known[0]), *times, ratio, proofs])} |"


def _middle(known: Sequence[Comparison], solver: str, time: str = "cpu") -> str:
    """The lower median of the times, and the longest in brackets; one stopped took longest."""
    runs = [run for c in known if (run := c.runs.get(solver))]
    times = [(run[time], f"{run[time]:.2f}") for run in runs if time in run]
    late = [run for run in runs if run["outcome"] == "timeout" and time == "cpu"]
    stopped = [(inf, f">{run['cap']}") for run in late]
    ordered = sorted(times + stopped)
    return f"{median_low(ordered)[1]} ({ordered[-1][1]})" if ordered else "-"


def _row(c: Comparison) -> list[str]:
    ours = c.ours
    peers = [c.runs[solver] for solver in (HIGHS, CBC, LEXIMIN) if c.done(solver)]
    best = next((solver for solver in (LEXIMIN, CBC, HIGHS) if c.done(solver)), LEXIMIN)
    return [
        c.name,
        _shape(c),
        str(ours.get("types", "")),
        _seconds(c, OURS),
        *_checks(c),
        _seconds(c, MAXIMIN),
        *(_seconds(c, solver) for solver in (HIGHS, CBC, LEXIMIN)),
        " ".join(_ratio(c, solver) for solver in (HIGHS, CBC, LEXIMIN)),
        _proven(c),
        _chance(c.lowest(OURS)),
        _chance(c.lowest(best)),
        "-" if (off := c.deviation(LEXIMIN)) is None else f"{off:.0e}",
        f"{ours['memory_mb']:.0f}" if "memory_mb" in ours else "-",
        f"{max(run['memory_mb'] for run in peers):.0f}" if peers else "-",
    ]


def _shape(c: Comparison) -> str:
    return f"{len(c.asked['people'])}/{c.asked['k']}/{len(c.asked['features'])}"


def _checks(c: Comparison) -> list[str]:
    """How long the checker takes for the lottery, and for its certificate."""
    return [f"{c.ours[time]:.2f}" if time in c.ours else "-" for time in CHECKS]


def _proven(c: Comparison) -> str:
    return str(c.ours.get("proven") or "-")


def _seconds(c: Comparison, solver: str) -> str:
    """How long *solver* took, or what became of it."""
    run = c.runs.get(solver)
    if run is None:
        return "-"
    if run["outcome"] == "done":
        return f"{run['cpu']:.2f}"
    return f">{run['cap']}" if run["outcome"] == "timeout" else "x"


def _ratio(c: Comparison, solver: str) -> str:
    return "-" if (found := c.times(solver)) is None else "{1}{0:.1f}".format(*found)


def _chance(chance: float | None) -> str:
    return "-" if chance is None else f"{chance:.6f}"
