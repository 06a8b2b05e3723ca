"""How little the voter who pays most can pay, if the costs of projects are shared out well.

The costs of some projects have to be paid by those who support one of them: so somebody pays at
least these costs divided by their number. By the theorem of max flow and min cut some set of
projects is as hard as all of them: the least load is the largest such ratio. A flow either shows
how to pay at a load, or a set of projects that is harder.

Source: Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967), for the
ratio; Ford & Fulkerson, "Maximal flow through a network", Canadian Journal of Mathematics 8 (1956).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from fractions import Fraction

Groups = Mapping[frozenset[int], int]
"""How many voters support each set of the projects."""


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
    owed = {i: cost * load.denominator for i, cost in costs.items()}
    purses = [n * load.numerator for n in groups.values()]
    supports: dict[int, list[int]] = {i: [] for i in costs}
    paid: list[dict[int, int]] = []
    for g, supported in enumerate(groups):
        paid.append({})
        for i in supported:
            supports[i].append(g)
    for i in sorted(costs, key=lambda i: len(supports[i])):
        for g in supports[i]:
            amount = min(owed[i], purses[g])
            if amount:
                _move(paid[g], i, amount)
                owed[i] -= amount
                purses[g] -= amount
    while True:
        reached, way = _reach(owed, purses, supports, paid)
        if way is None:
            return reached
        _pay(way, owed, purses, paid)


Way = list[tuple[int, int]]
"""Who pays: project, then the group that pays for it, then the project that it paid before..."""


def _reach(
    owed: Mapping[int, int],
    purses: Sequence[int],
    supports: Mapping[int, list[int]],
    paid: Sequence[Mapping[int, int]],
) -> tuple[list[int], Way | None]:
    """A way to pay more for a project that is owed something, or the projects that are stuck."""
    came: dict[int, tuple[int, int] | None] = {i: None for i, n in owed.items() if n}
    waiting = deque(came)
    asked: set[int] = set()
    while waiting:
        i = waiting.popleft()
        for g in supports[i]:
            if g in asked:
                continue
            asked.add(g)
            if purses[g]:
                return [], _back(i, g, came)
            for j in paid[g]:
                if j not in came:
                    came[j] = (i, g)
                    waiting.append(j)
    return list(came), None


def _back(i: int, g: int, came: Mapping[int, tuple[int, int] | None]) -> Way:
    """The steps of a way, from the project that is owed something to the group that can pay."""
    way = [(i, g)]
    while step := came[way[-1][0]]:
        way.append(step)
    return way[::-1]


def _pay(way: Way, owed: dict[int, int], purses: list[int], paid: Sequence[dict[int, int]]) -> None:
    """Move as much as can be moved along a way."""
    following = [i for i, _ in way[1:]]
    moved = (paid[g][j] for (_, g), j in zip(way, following, strict=False))
    amount = min(owed[way[0][0]], purses[way[-1][1]], *moved)
    owed[way[0][0]] -= amount
    purses[way[-1][1]] -= amount
    for place, (i, g) in enumerate(way):
        _move(paid[g], i, amount)
        if place < len(following):
            _move(paid[g], following[place], -amount)


def _move(paid: dict[int, int], i: int, amount: int) -> None:
    """A group pays so much more for a project."""
    paid[i] = paid.get(i, 0) + amount
    if not paid[i]:
        del paid[i]
