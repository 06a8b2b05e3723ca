"""Money that everybody earns at the same speed, and how long a project's supporters need for it.

A voter's *load* is the time until which all that was earned has been spent; voters with the same
load stand in one class. A load below zero is money from before.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

import numpy as np

from deliberation.voting.budget.allocation import Choice, free_of_charge, money
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import Electorate, Support, Whole
from deliberation.voting.ties import Tie, TieBreak


class Loads:
    """Everybody's load.

    Args:
        weights: how many voters cast each distinct ballot.
        classes: the class of each ballot.
        loads: of each class, in whole numbers of one *unit* th.
    """

    def __init__(self, weights: Whole, classes: Whole, loads: list[int], unit: int) -> None:
        self.weights, self.unit = weights, unit
        self.classes, self.loads = classes.copy(), list(loads)

    def time(self, support: Support, cost: Fraction) -> Fraction:
        """When the supporters will have earned *cost* together."""
        votes = np.bincount(self.classes[support.rows], weights=support.votes)
        loads = sum(int(votes[c]) * self.loads[c] for c in np.flatnonzero(votes).tolist())
        return (cost + Fraction(loads, self.unit)) / support.voters

    def spend(self, support: Support, time: Fraction) -> None:
        """The supporters spend all that they earned until *time*."""
        finer = (time * self.unit).denominator
        self.unit *= finer
        self.classes[support.rows] = len(self.loads)
        used, self.classes = np.unique(self.classes, return_inverse=True)
        loads = [*(load * finer for load in self.loads), int(time * self.unit)]
        self.loads = [loads[c] for c in used.tolist()]


def earned(
    electorate: Electorate,
    budget: Budget,
    loads: Loads,
    already: Collection[str],
    break_tie: TieBreak,
    *,
    stop: bool,
) -> tuple[list[Choice], list[Tie]]:
    """What is bought beside those *already* bought, the project that can be paid first, first.

    Args:
        stop: whether the first project that no longer fits ends it, or else is passed over.
    """
    left = budget.left(already)
    waiting = [
        i
        for i, (project, support) in enumerate(
            zip(electorate.projects, electorate.supports, strict=True)
        )
        if support.voters and project not in already and 0 < budget.costs[project] <= budget.total
    ]
    choices = [c for c in free_of_charge(electorate, budget) if c.project not in already]
    ties: list[Tie] = []

    def cost(i: int) -> Fraction:
        return Fraction(budget.costs[electorate.projects[i]])

    while True:
        if not stop:
            waiting = [i for i in waiting if cost(i) <= left]
        times = {i: loads.time(electorate.supports[i], cost(i)) for i in waiting}
        first = min(times.values(), default=None)
        tied = [i for i, time in times.items() if time == first]
        if first is None or any(cost(i) > left for i in tied):
            return choices, ties
        i = tied[0]
        if len(tied) > 1 and _matters(tied, electorate, sum(map(cost, tied), Fraction(0)) > left):
            names = [electorate.projects[i] for i in tied]
            number = len(already) + len(choices) + 1
            ties.append(break_tie.settle(names, f"choose project {number}"))
            i = electorate.projects.index(ties[-1].chosen)
        loads.spend(electorate.supports[i], first)
        waiting.remove(i)
        left -= budget.costs[electorate.projects[i]]
        reason = f"its {electorate.supports[i].voters} supporters have earned it when everybody has"
        choices.append(Choice(electorate.projects[i], f"{reason} {money(first)}"))


def _matters(tied: list[int], electorate: Electorate, too_much: bool) -> bool:
    """Whether the order of the *tied* projects can matter: they share supporters or the budget."""
    rows = [row for i in tied for row in electorate.supports[i].rows.tolist()]
    return too_much or len(rows) != len(set(rows))
