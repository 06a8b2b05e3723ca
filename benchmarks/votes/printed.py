"""What is printed of counts: the rows of a table, who failed, and which code was measured.

A page holds it all as text. What is measured anew takes the place of what the page has of the same
works, and the rest stays as it was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from benchmarks.comparison import mean
from benchmarks.markdown import markdown
from benchmarks.votes.works import OURS

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
TIMES, ELECTED = 5, 7

LEGEND: Final = (
    "CPU seconds of one thread, without the start of the interpreter and imports. Load: from the "
    "file to what is counted; `*`: the peer has no reader, and loads ballots that were gathered "
    "before, off the clock. `>`: stopped at its limit; `x`: failed, see below; (given): measured "
    "elsewhere, not here. MB: the most memory of the process, with interpreter and libraries. "
    "Elected: whether the peer elects the same as we do."
)
FAILED: Final = re.compile(r"\S+ failed on (?P<work>[^:]+): .+")
MEASURED: Final = re.compile(r"- (?P<works>.+?) by (?P<code>.+)")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Printed:
    """Of each work, by its name.

    Args:
        rows: the lines of the table.
        failures: a sentence for each who failed.
        codes: what was measured.
    """

    rows: Mapping[str, Sequence[Cells]]
    failures: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def text(self, order: Iterable[str]) -> str:
        """The table, and what is below it; works that were not measured are left out."""
        known = [work for work in order if self.rows.get(work)]
        rows = [row for work in known for row in self.rows[work]]
        failures = [said for work in known for said in self.failures.get(work, ())]
        works: dict[str, list[str]] = {}
        for work in known:
            for code in self.codes.get(work, ()):
                works.setdefault(code, []).append(work)
        measured = [f"- {', '.join(names)} by {code}" for code, names in works.items()]
        below = [LEGEND, "", *in_words(rows), *failures, "", "Measured:", "", *measured]
        return "\n".join([*markdown(HEAD, rows), "", *below])

    def but_for(self, newer: Printed) -> Printed:
        """The *newer* where it has a work, and this where it has none."""
        old, new = {work: self.rows[work] for work in self.rows}, newer.rows
        kept = [work for work in old if work not in new]

        def joined(
            before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
        ) -> Mapping[str, Sequence[str]]:
            return {work: before[work] for work in kept if work in before} | dict(after)

        return Printed(
            {work: old[work] for work in kept} | dict(new),
            joined(self.failures, newer.failures),
            joined(self.codes, newer.codes),
        )


def printed_in(text: str) -> Printed:
    """What a page says."""
    rows: dict[str, list[Cells]] = {}
    failures: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != HEAD[0][0] and set(line) - set("|-: "):
            rows.setdefault(cells[0], []).append(cells)
        elif match := FAILED.fullmatch(line):
            failures.setdefault(match["work"], []).append(line)
        elif match := MEASURED.fullmatch(line):
            for work in match["works"].split(", "):
                codes.setdefault(work, []).append(match["code"])
    return Printed(rows, failures, codes)


def in_words(rows: Iterable[Cells]) -> list[str]:
    """How many times as long as ours each peer took, over all works that both finished."""
    ratios: dict[str, list[float]] = {}
    others = []
    for cells in rows:
        who, times = cells[1], cells[TIMES]
        if re.fullmatch(r"[\d.]+", times) and who != OURS and not who.endswith("(given)"):
            ratios.setdefault(who, []).append(float(times))
        if cells[ELECTED] == "other":
            others.append(f"{who} elects others than we do in: {cells[0]}")
    return [
        f"{who} took {mean(times):.1f} times our CPU time by the geometric mean of {len(times)}, "
        f"{median(times):.1f} at the median, {min(times):.1f} at the least, "
        f"{max(times):.0f} at the most"
        for who, times in sorted(ratios.items())
    ] + others
