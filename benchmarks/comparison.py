"""What the runs on one instance say side by side, and what a suite says as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median
from typing import Any

Run = Mapping[str, Any]

OURS = "our leximin"
NOISE = 1e-6
"""The chances of the peer are floats."""

PEERS = ("peer maximin, HiGHS", "peer maximin, CBC", "peer leximin, CBC")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All runs on one instance, by solver.

    Args:
        asked: the document of the instance.
    """

    name: str
    asked: Mapping[str, Any]
    runs: Mapping[str, Run]

    @property
    def ours(self) -> Run:
        """Our leximin, or an empty run."""
        return self.runs.get(OURS, {})

    def done(self, solver: str) -> bool:
        """Whether *solver* finished in its time."""
        return self.runs.get(solver, {}).get("outcome") == "done"

    def ratio(self, solver: str) -> float | None:
        """How many times the CPU time of our leximin *solver* took, where both finished."""
        if not (self.done(OURS) and self.done(solver)):
            return None
        return float(self.runs[solver]["cpu"] / self.ours["cpu"])

    def at_least(self, solver: str) -> float | None:
        """The same where *solver* ran out of its time: a bound from below."""
        run = self.runs.get(solver, {})
        if not self.done(OURS) or run.get("outcome") != "timeout":
            return None
        return float(run["cap"] / self.ours["cpu"])

    def times(self, solver: str) -> tuple[float, str] | None:
        """The ratio and its sign: ``>`` is a bound from below, ``<`` one from above.

        Where we ran out of time and *solver* finished, the ratio is less than with our limit.
        """
        if (ratio := self.ratio(solver)) is not None:
            return ratio, ""
        if (bound := self.at_least(solver)) is not None:
            return bound, ">"
        if self.done(solver) and self.ours.get("outcome") == "timeout":
            return float(self.runs[solver]["cpu"] / self.ours["cap"]), "<"
        return None

    def lowest(self, solver: str) -> float | None:
        """The lowest chance that *solver* gives to those who can be chosen at all.

        Who can be chosen is what our leximin says, where it finished; else what *solver* says.
        """
        if not self.done(solver):
            return None
        chances = self.runs[solver]["chances"]
        able = self.ours["chances"] if self.done(OURS) else chances
        return min((float(c) for c, a in zip(chances, able, strict=True) if a > 1e-9), default=0.0)

    def is_beaten_by(self, solver: str) -> bool:
        """Whether *solver* found fairer chances than we; then ours are not the optimum.

        Maximin is fairer where the lowest chance is higher; leximin where, in order, the first
        chance that differs is higher, by more than all those before it are lower.
        """
        theirs, ours = self.lowest(solver), self.lowest(OURS)
        if theirs is None or ours is None:
            return False
        if "leximin" not in solver:
            return theirs > ours + NOISE
        taken = 0.0
        pairs = zip(*(sorted(self.runs[who]["chances"]) for who in (solver, OURS)), strict=True)
        for their, our in pairs:
            if abs(their - our) > NOISE:
                return bool(their - our > taken + NOISE)
            taken += max(0.0, our - their)
        return False

    def deviation(self, solver: str) -> float | None:
        """The greatest difference between the sorted chances of *solver* and of our leximin."""
        if not (self.done(OURS) and self.done(solver)):
            return None
        pairs = zip(sorted(self.runs[solver]["chances"]), sorted(self.ours["chances"]), strict=True)
        return max(abs(float(theirs) - float(ours)) for theirs, ours in pairs)


def in_words(comparisons: Sequence[Comparison]) -> list[str]:
    """What a suite says as a whole: ratios, medians, what is not proven, who ran out of time."""
    beside = [line for solver in PEERS for line in _beside(solver, comparisons)]
    return [*beside, *_of_ours([c for c in comparisons if c.ours])]


def _beside(solver: str, comparisons: Sequence[Comparison]) -> Iterator[str]:
    """The times and the chances of *solver*, beside ours."""
    ratios = {c.name: ratio for c in comparisons if (ratio := c.ratio(solver)) is not None}
    if ratios:
        times = [*ratios.values()]
        yield (
            f"{solver}: both finished {len(times)} instances; it took {mean(times):.1f} times our "
            f"CPU time by the geometric mean, {median(times):.1f} at the median, "
            f"{min(times):.2f} at the least, {max(times):.0f} at the most"
        )
    bounds = [bound for c in comparisons if (bound := c.at_least(solver)) is not None]
    if bounds:
        yield (
            f"{solver} ran out of its time on {len(bounds)} that we finished: more than "
            f"{min(bounds):.1f} times our CPU time on each"
        )
    yield from _named("we were slower than", solver, [n for n, r in ratios.items() if r < 1])
    fairer = [c.name for c in comparisons if c.is_beaten_by(solver)]
    yield from _named("our chances are LESS FAIR than those of", solver, fairer)
    if "leximin" in solver:
        off = [c.name for c in comparisons if (c.deviation(solver) or 0) > 1e-4]
        yield from _named("more than 0.0001 from ours are the chances of", solver, off)


def _named(words: str, solver: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{words} {solver}, on {len(names)}: {', '.join(names)}"


def mean(ratios: Sequence[float]) -> float:
    """The geometric mean."""
    return exp(sum(map(log, ratios)) / len(ratios))


def _proof(c: Comparison) -> bool:
    """Whether the check of our certificate was timed."""
    return "certificate_cpu" in c.ours


def _of_ours(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """How long we took, what we did not finish, and what is not proven."""
    done = [c for c in comparisons if c.done(OURS)]
    if done:
        slowest = max(done, key=lambda c: float(c.ours["cpu"]))
        times = [float(c.ours["cpu"]) for c in done]
        yield (
            f"ours: finished {len(done)} of {len(comparisons)}, in {median(times):.2f} CPU s at "
            f"the median, {max(times):.2f} at the most ({slowest.name}); "
            f"{max(c.ours['memory_mb'] for c in done):.0f} MB at the most"
        )
    shares = [(c.ours["certificate_cpu"] / c.ours["cpu"], c.name) for c in done if _proof(c)]
    if shares:
        most, name = max(shares)
        middle = median(share for share, _ in shares)
        yield (
            f"checking the certificate took {middle:.2f} of the time to find it at the median, "
            f"{most:.2f} at the most ({name})"
        )
    for c in comparisons:
        if not c.done(OURS):
            why = c.ours.get("why", f"more than {c.ours['cap']} CPU s")
            yield f"we did not finish {c.name}: {why}"
