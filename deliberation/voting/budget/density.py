"""How little the voter who pays most can pay, if the costs of projects are shared out well.

The costs of some projects have to be paid by those who support one of them: so somebody pays at
least these costs divided by their number. By the theorem of max flow and min cut some set of
projects is as hard as all of them: the least load is the largest such ratio. A flow either shows
how to pay at a load, or a set of projects that is harder.

Groups of voters are many and projects few, so a flow is pushed from project to project: as much as
all groups that support the one pay for the other, whoever of them it is.

Source: Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967), for the
ratio; Ford & Fulkerson, "Maximal flow through a network", Canadian Journal of Mathematics 8 (1956).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from deliberation.voting.budget.electorate import MOST

Groups = Mapping[frozenset[int], int]
"""How many voters support each set of the projects."""

Amounts = npt.NDArray[Any]
"""Whole amounts of money: floats as long as these add them up exactly, or else Python's numbers."""


def least_load(costs: Mapping[int, int], groups: Groups, *, known: Fraction) -> Fraction:
    """The smallest load of the voter with the largest, if *costs* are shared among supporters.

    >>> least_load({0: 6, 1: 4}, {frozenset({0}): 1, frozenset({0, 1}): 1}, known=Fraction(0))
    Fraction(5, 1)

    Args:
        costs: of each project; each has a supporter.
        groups: of voters, by the projects that they support.
        known: a load that is not too large, such as that of fewer projects.
    """
    load = max(known, _ratio(costs, costs, groups))
    while hard := _unpaid(costs, groups, load):
        load = _ratio(hard, costs, groups)
    return load


def _ratio(
    projects: Sequence[int] | Mapping[int, int], costs: Mapping[int, int], groups: Groups
) -> Fraction:
    """What projects cost for each of those who support one of them."""
    asked = set(projects)
    voters = sum(n for supported, n in groups.items() if not asked.isdisjoint(supported))
    return Fraction(sum(costs[i] for i in asked), voters)


def _unpaid(costs: Mapping[int, int], groups: Groups, load: Fraction) -> list[int]:
    """Projects that cannot all be paid if nobody pays more than *load*; none where all can."""
    projects = [*costs]
    flow = _Flow(costs, groups, load)
    while True:
        reached, way = flow.way()
        if not way:
            return [projects[i] for i in reached]
        flow.pay_along(way)


class _Flow:
    """Who pays how much for which project, in parts of one unit, where a load is the most.

    Projects have numbers from 0 here. The groups that can pay do so until nobody has money left;
    what is still owed then has to be paid by those who pay for something else.
    """

    def __init__(self, costs: Mapping[int, int], groups: Groups, load: Fraction) -> None:
        voters = sum(groups.values())
        greatest = max(voters * load.numerator, sum(costs.values()) * load.denominator)
        exact = np.float64 if greatest < MOST else np.object_  # no sum below exceeds this
        self.owed: Amounts = np.array([n * load.denominator for n in costs.values()], dtype=exact)
        self.purses: Amounts = np.array([n * load.numerator for n in groups.values()], dtype=exact)
        number = {project: i for i, project in enumerate(costs)}
        self.supports: Amounts = np.zeros((len(costs), len(groups)), dtype=exact)
        columns = np.repeat(np.arange(len(groups)), [*map(len, groups)])
        self.supports[[number[project] for of in groups for project in of], columns] = 1
        self.paid: Amounts = np.zeros_like(self.supports)
        for i in np.argsort(self.supports.sum(axis=1), kind="stable").tolist():
            self._take(i, self.purses, self.owed[i])
            self.owed[i] -= self.paid[i].sum()
        self.within: Amounts = self.supports @ self.purses  # what supporters of a project have left
        self.moves: Amounts = self.supports @ self.paid.T  # what those of one pay for another

    def way(self) -> tuple[list[int], list[int]]:
        """Projects from one that is owed something to one whose supporters have money left.

        Returns:
            The projects that are stuck together, where there is no way, and the way.
        """
        came: dict[int, int] = dict.fromkeys(np.flatnonzero(self.owed).tolist(), -1)
        waiting = deque(came)
        while waiting:
            i = waiting.popleft()
            if self.within[i]:
                way = [i]
                while (before := came[way[-1]]) >= 0:
                    way.append(before)
                return [], way[::-1]
            for j in np.flatnonzero(self.moves[i]).tolist():
                if j not in came:
                    came[j] = i
                    waiting.append(j)
        return list(came), []

    def pay_along(self, way: Sequence[int]) -> None:
        """Pay as much as can be paid along a *way*, the last project first."""
        moved = (self.moves[i, j] for i, j in pairwise(way))
        amount = min(self.owed[way[0]], self.within[way[-1]], *moved)
        self._take(way[-1], self.purses, amount)
        for i, j in reversed([*pairwise(way)]):
            self._take(i, self.paid[j], amount)
        self.owed[way[0]] -= amount
        self.within = self.supports @ self.purses
        for i in way:
            self.moves[:, i] = self.supports @ self.paid[i]

    def _take(self, i: int, held: Amounts, amount: Any) -> None:
        """Let supporters of a project pay an *amount*, or what there is, of what they *held*."""
        ready = self.supports[i] * held
        before = np.cumsum(ready) - ready
        given = np.minimum(np.maximum(amount - before, 0), ready)
        held -= given
        self.paid[i] += given
