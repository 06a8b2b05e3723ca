"""The projects of the most utility that the budget can buy, proven.

Source: Talmon & Faliszewski, "A framework for approval-based budgeting methods", AAAI 2019 (max
rules); ``knapsack`` has the method. Selections can be equally good: as long as some are, a tie is
asked among the projects that are in some of them and not in all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import get_args

from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget.allocation import (
    Allocation,
    Choice,
    allocation,
    free_of_charge,
    money,
)
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import Electorate, electorate_of
from deliberation.voting.budget.greedy import Utility
from deliberation.voting.budget.knapsack import Packing, packed
from deliberation.voting.budget.options import require_word
from deliberation.voting.profile import Profile
from deliberation.voting.ties import Tie, TieBreak, refuse


def maximum_utility_budget(
    profile: Profile[Approval | Scores | Ranking],
    *,
    budget: Budget,
    utility: Utility = "cost",
    break_tie: TieBreak = refuse,
) -> Allocation:
    """The projects that fit and have the most utility together.

    Greedy takes the park, which has most votes, and then neither of the others fits.

    >>> votes = Profile(("park", "pool", "path"), {Approval({"park"}): 4,
    ...                                            Approval({"park", "pool", "path"}): 5})
    >>> budget = Budget(100, {"park": 60, "pool": 50, "path": 50})
    >>> maximum_utility_budget(votes, budget=budget, utility="cardinality").elected
    ('pool', 'path')

    Args:
        utility: a voter has of a project its points times its ``"cost"``, or its points
            (``"cardinality"``).

    Raises:
        InvalidInputError: ballots, costs or options are not valid.
        UnresolvedTieError: by the default *break_tie*, when several selections are best.
        SolverError: too many selections could be the best.
    """
    require_word("utility", utility, get_args(Utility))
    electorate = electorate_of(profile, budget)
    market = _Market.of(electorate, budget, utility)
    best, ties = _settled(market, break_tie)
    choices = free_of_charge(electorate, budget)
    chosen = sorted(best.taken, key=lambda i: (-market.values[i], i))
    for i in chosen:
        support = electorate.supports[market.numbers[i]]
        points = money(Fraction(support.points, electorate.unit))
        text = f"its {support.voters} supporters give it {points} points"
        choices.append(Choice(market.names[i], f"part of the best selection; {text}"))
    missed = {
        project: market.missed(i, best.value, electorate)
        for i, project in enumerate(market.names)
        if i not in best.taken
    }
    others = set(electorate.projects) - {choice.project for choice in choices} - {*missed}
    missed |= {
        project: (None, "nobody supports it")
        if not electorate.supports[electorate.projects.index(project)].voters
        else (
            Fraction(budget.costs[project] - budget.total),
            "it costs more than the whole budget",
        )
        for project in others
    }
    preface = (f"No selection that fits has more utility than {money(market.told(best.value))}.",)
    return allocation(
        "maximum_utility_budget", electorate, budget, choices, missed, ties=ties, preface=preface
    )


@dataclass(frozen=True, slots=True)
class _Market:
    """The projects that cost something, fit, and have a supporter; all in whole numbers.

    Args:
        numbers: their places among all projects.
        unit: by what utilities were multiplied.
    """

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    values: tuple[int, ...]
    costs: tuple[int, ...]
    capacity: int
    unit: int

    @classmethod
    def of(cls, electorate: Electorate, budget: Budget, utility: Utility) -> _Market:
        """What there is to choose from."""
        cents = lcm(*(Fraction(n).denominator for n in (budget.total, *budget.costs.values())))
        numbers = tuple(
            i
            for i, (project, support) in enumerate(
                zip(electorate.projects, electorate.supports, strict=True)
            )
            if support.points and 0 < budget.costs[project] <= budget.total
        )
        names = tuple(electorate.projects[i] for i in numbers)
        costs = tuple(int(budget.costs[name] * cents) for name in names)
        points = [electorate.supports[i].points for i in numbers]
        values = [
            n * cost if utility == "cost" else n for n, cost in zip(points, costs, strict=True)
        ]
        unit = electorate.unit * (cents if utility == "cost" else 1)
        return cls(names, numbers, tuple(values), costs, int(budget.total * cents), unit)

    def told(self, value: int) -> Fraction:
        """A utility as voters have it."""
        return Fraction(value, self.unit)

    def best(self, inside: Sequence[int] = (), *, at_least: int = 0) -> Packing | None:
        """The best selection with those *inside*."""
        capacity = self.capacity - sum(self.costs[i] for i in inside)
        if capacity < 0:
            return None
        free = [i for i in range(len(self.names)) if i not in inside]
        value = sum(self.values[i] for i in inside)
        rest = packed(
            [self.values[i] for i in free],
            [self.costs[i] for i in free],
            capacity,
            at_least=max(0, at_least - value),
        )
        if rest is None:
            return None
        return Packing(value + rest.value, frozenset(inside) | {free[i] for i in rest.taken})

    def open(self, best: Packing, inside: Sequence[int]) -> list[int]:
        """The projects beside those *inside* that are in some best selection, but not in all."""
        others = [i for i in range(len(self.names)) if i not in inside]
        return [
            i
            for i in others
            if (
                self._without(i, inside, best.value)
                if i in best.taken
                else self._with(i, inside, best.value)
            )
        ]

    def _with(self, i: int, inside: Sequence[int], value: int) -> bool:
        return self.best([*inside, i], at_least=value) is not None

    def _without(self, i: int, inside: Sequence[int], value: int) -> bool:
        values = tuple(0 if j == i else n for j, n in enumerate(self.values))
        capacity = self.capacity - sum(self.costs[j] for j in inside)
        free = [j for j in range(len(values)) if j not in inside and j != i]
        wanted = value - sum(values[j] for j in inside)
        found = packed(
            [values[j] for j in free], [self.costs[j] for j in free], capacity, at_least=wanted
        )
        return found is not None

    def missed(self, i: int, value: int, electorate: Electorate) -> tuple[Fraction | None, str]:
        """Why a project is not in the best selection: what there is at most with it."""
        best = self.best([i])
        most = money(self.told(best.value)) if best else "0"
        support = electorate.supports[self.numbers[i]]
        text = f"with it and its {support.voters} supporters the utility is {most} at most"
        return None, f"{text}, not {money(self.told(value))}"


def _settled(market: _Market, break_tie: TieBreak) -> tuple[Packing, list[Tie]]:
    """The best selection, once it is settled which."""
    best = market.best() or Packing(0, frozenset())
    inside: list[int] = []
    ties: list[Tie] = []
    while tied := market.open(best, inside):
        names = [market.names[i] for i in tied]
        ties.append(break_tie.settle(names, f"choose project {len(ties) + 1}"))
        inside.append(market.names.index(ties[-1].chosen))
        best = market.best(inside, at_least=best.value) or best
    return best, ties
