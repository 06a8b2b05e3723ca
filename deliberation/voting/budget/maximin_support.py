"""Maximin support: the project next whose costs, with all before it, can be borne most lightly.

Source: Aziz, Lee & Talmon, "Proportionally representative participatory budgeting", AAMAS 2018,
section 5; Sanchez-Fernandez, Fernandez Garcia, Fisteus & Brill, "The maximin support method",
Mathematical Programming 203 (2024). Unlike Phragmen's method it shares the costs of everything out
anew each time. A project that does not fit is passed over.

What a project would make the heaviest load never falls as others are chosen, so it is looked at
again only where what it was last time is light enough now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from deliberation.voting.ballots import Approval
from deliberation.voting.budget.allocation import (
    Allocation,
    Choice,
    allocation,
    free_of_charge,
    money,
)
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.density import least_load
from deliberation.voting.budget.electorate import Electorate, electorate_of
from deliberation.voting.budget.greedy import too_poor
from deliberation.voting.profile import Profile
from deliberation.voting.ties import Tie, TieBreak, refuse


def maximin_support_budget(
    profile: Profile[Approval], *, budget: Budget, break_tie: TieBreak = refuse
) -> Allocation:
    """The projects whose costs can be borne most lightly, one after the other.

    >>> votes = Profile(("park", "pool", "path"), {Approval({"park", "pool"}): 6,
    ...                                            Approval({"path"}): 4})
    >>> budget = Budget(100, {"park": 60, "pool": 41, "path": 40})
    >>> maximin_support_budget(votes, budget=budget).elected
    ('pool', 'path')

    Raises:
        InvalidInputError: ballots or costs are not valid.
        UnresolvedTieError: by the default *break_tie*, when the order of equal projects matters.
    """
    electorate = electorate_of(profile, budget)
    choices = free_of_charge(electorate, budget)
    ties: list[Tie] = []
    market = _Market.of(electorate, budget)
    while tied := market.lightest():
        if len(tied) > 1 and not market.all_as_light(tied):
            names = [electorate.projects[i] for i in tied]
            ties.append(break_tie.settle(names, f"choose project {len(choices) + 1}"))
            tied = [electorate.projects.index(ties[-1].chosen)]
        for i in tied:
            market.choose(i)
            load = money(market.load / market.unit)
            text = f"with it, nobody has to bear more than {load} of what was chosen"
            choices.append(Choice(electorate.projects[i], text))
    missed = dict(too_poor(electorate, budget, choices))
    return allocation("maximin_support_budget", electorate, budget, choices, missed, ties=ties)


@dataclass(slots=True)
class _Market:
    """The projects that can still be chosen, and the load of those that were.

    Args:
        costs: in whole units.
        left: of the budget.
        lowest: of each project that is left, a load that is not too large.
        sets: of each distinct ballot the chosen projects that it supports.
    """

    electorate: Electorate
    costs: Sequence[int]
    unit: int
    left: int
    lowest: dict[int, Fraction]
    sets: list[frozenset[int]]
    chosen: list[int] = field(default_factory=list)
    load: Fraction = Fraction(0)

    @classmethod
    def of(cls, electorate: Electorate, budget: Budget) -> _Market:
        """Before anything is chosen."""
        unit = lcm(*(Fraction(n).denominator for n in (budget.total, *budget.costs.values())))
        costs = [int(budget.costs[project] * unit) for project in electorate.projects]
        waiting = {
            i: Fraction(cost, support.voters)
            for i, (cost, support) in enumerate(zip(costs, electorate.supports, strict=True))
            if cost and support.voters
        }
        nothing: list[frozenset[int]] = [frozenset()] * len(electorate.weights)
        return cls(electorate, costs, unit, int(budget.total * unit), waiting, nothing)

    def lightest(self) -> list[int]:
        """The projects that fit and make the heaviest load lightest; none where nothing fits."""
        self.lowest = {i: n for i, n in self.lowest.items() if self.costs[i] <= self.left}
        best: Fraction | None = None
        found: dict[int, Fraction] = {}
        for i in sorted(self.lowest, key=lambda i: (self.lowest[i], i)):
            if best is not None and self.lowest[i] > best:
                break
            found[i] = self.lowest[i] = self._load_with([i])
            best = found[i] if best is None else min(best, found[i])
        return sorted(i for i, load in found.items() if load == best)

    def all_as_light(self, tied: Sequence[int]) -> bool:
        """Whether all of the *tied* fit, and are no heavier together than each alone."""
        fits = sum(self.costs[i] for i in tied) <= self.left
        return fits and self._load_with(tied) == self.lowest[tied[0]]

    def choose(self, i: int) -> None:
        """Choose a project, and bear its load."""
        self.load = self._load_with([i])
        self.sets = self._sets_with([i])
        self.chosen.append(i)
        self.left -= self.costs[i]
        del self.lowest[i]

    def _load_with(self, more: Sequence[int]) -> Fraction:
        """The least load with *more* projects."""
        groups: Counter[frozenset[int]] = Counter()
        weights = self.electorate.weights.tolist()
        for supported, n in zip(self._sets_with(more), weights, strict=True):
            if supported:
                groups[supported] += n
        costs = {i: self.costs[i] for i in (*self.chosen, *more)}
        return least_load(costs, groups, known=max(self.load, *(self.lowest[i] for i in more)))

    def _sets_with(self, more: Sequence[int]) -> list[frozenset[int]]:
        sets = list(self.sets)
        for i in more:
            for row in self.electorate.supports[i].rows.tolist():
                sets[row] = sets[row] | {i}
        return sets
