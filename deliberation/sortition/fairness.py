"""How the chances are spread over the values of each feature."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Pool


@dataclass(frozen=True, slots=True)
class GroupChances:
    """The *lowest*, *mean* and *highest* chance among the *people* who have *value*."""

    feature: str
    value: str
    people: int
    lowest: Fraction
    mean: Fraction
    highest: Fraction


def by_value(pool: Pool, lottery: Lottery) -> tuple[GroupChances, ...]:
    """The chances by the tickets, for each value of each feature in alphabetical order.

    Raises:
        KeyError: somebody in the pool is not in the lottery.
    """
    chances = lottery.marginals()
    groups: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for person in pool:
        for item in person.features.items():
            groups[item].append(chances[person.id])
    return tuple(
        GroupChances(
            feature, value, len(group), min(group), sum(group, Fraction(0)) / len(group), max(group)
        )
        for (feature, value), group in sorted(groups.items())
    )
