"""What the rules share that eliminate by comparing all ballots afresh at each stage."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.results import Stage, Stages
from deliberation.voting.ranked.words import are, scores
from deliberation.voting.ties import Tie

Totals = dict[str, Fraction]


class Counting:
    """A count in stages while it goes on.

    Attributes:
        left: who is still in, in candidate order.
    """

    def __init__(self, rule: str, candidates: Sequence[str]) -> None:
        self._rule = rule
        self.left = list(candidates)
        self.stages: list[Stage] = []
        self.ties: list[Tie] = []
        self._because: list[str] = []

    @property
    def number(self) -> int:
        """The number of the stage that comes next."""
        return len(self.stages) + 1

    @property
    def earlier(self) -> list[Totals]:
        """The totals of the stages before."""
        return [dict(stage.totals) for stage in self.stages]

    def eliminate(self, totals: Totals, out: Sequence[str], why: str) -> None:
        """Add a stage that eliminates somebody."""
        self._because.append(self._told(totals, f"{are(out)} eliminated, {why}"))
        self.stages.append(Stage(self.number, totals, (), tuple(out)))
        self.left = [candidate for candidate in self.left if candidate not in out]

    def go_on(self, totals: Totals, why: str) -> None:
        """Add a stage that decides nothing yet."""
        self._because.append(self._told(totals, why))
        self.stages.append(Stage(self.number, totals))

    def elect(self, totals: Totals, winner: str, why: str) -> Stages:
        """Add the last stage."""
        self._because.append(self._told(totals, f"{winner} is elected, {why}"))
        stages = (*self.stages, Stage(self.number, totals, (winner,)))
        return Stages(self._rule, stages, (winner,), tuple(self.ties), tuple(self._because))

    def _told(self, totals: Totals, what: str) -> str:
        standing = sorted(totals.items(), key=lambda item: -item[1])
        return f"Stage {self.number}: {scores(standing)}. {what}."


def borda_by_margins(profile: Profile[Ranking], among: Sequence[str]) -> Totals:
    """Borda points where only some stand, and two whom a ballot leaves out share the point.

    So a candidate has more than the average where those for it outnumber those against it.
    """
    index = [profile.candidates.index(candidate) for candidate in among]
    d = profile.preferences[index][:, index].astype(object)
    valid = profile.size - profile.blank
    share = Fraction(valid * (len(among) - 1), 2)
    margins = (d - d.T).sum(axis=1)
    return {c: share + Fraction(margins[i], 2) for i, c in enumerate(among)}


def lowest(totals: Totals) -> list[str]:
    """Those with the lowest total."""
    least = min(totals.values())
    return [candidate for candidate, total in totals.items() if total == least]


def highest(totals: Totals) -> list[str]:
    """Those with the highest total."""
    most = max(totals.values())
    return [candidate for candidate, total in totals.items() if total == most]
