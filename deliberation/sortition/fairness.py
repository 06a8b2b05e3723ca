"""How the chances are spread: over everybody, over values, over pairs of values.

Source of the measures: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting
citizens' assemblies", Nature 596 (2021), which compares lotteries by minimum, Gini coefficient and
geometric mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import exp, fsum, log
from typing import NamedTuple

from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Evenness:
    """How even the chances of the *people* are who can be on a panel.

    Args:
        people: how many have the chances that are measured.
        left_out: how many are not measured, because no panel has a seat for them.
        lowest: the smallest chance.
        highest: the greatest chance.
        gini: from 0 (all are equal) to nearly 1 (one person has it all).
        geometric_mean: for display only, since it is no fraction; 0 where somebody's chance is 0.
    """

    people: int
    left_out: int
    lowest: Fraction
    highest: Fraction
    gini: Fraction
    geometric_mean: float


@dataclass(frozen=True, slots=True)
class GroupChances:
    """The *lowest*, *mean* and *highest* chance among the *people* who have *value*."""

    feature: str
    value: str
    people: int
    lowest: Fraction
    mean: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class PairChances:
    """The *lowest*, *mean* and *highest* chance among the *people* who have both *values*.

    Args:
        values: one for each of the two *features*.
    """

    features: tuple[str, str]
    values: tuple[str, str]
    people: int
    lowest: Fraction
    mean: Fraction
    highest: Fraction


def evenness(lottery: Lottery, *, among: Collection[str] | None = None) -> Evenness:
    """The measures of everybody's chances by the tickets, or of those *among* whom they are shared.

    Whoever is on no panel at all, as the exact optimum says where it is known, is left out.
    Somebody whom only the tickets leave out is not.

    Args:
        among: ids; leave out those who must be in or out, if fairness is the question.
    """
    best = lottery.optimum or {}
    of = lottery.people if among is None else among
    everybody = lottery.marginals()
    chances = [everybody[id] for id in of if best.get(id) != 0]
    return Evenness(
        len(chances),
        len(of) - len(chances),
        min(chances),
        max(chances),
        gini(chances),
        exp(fsum(map(log, chances)) / len(chances)) if all(chances) else 0.0,
    )


def whose_chances(pool: Pool, lottery: Lottery) -> list[str]:
    """Whose chances the lottery makes fair: all who are neither in nor out beforehand, sorted.

    Everybody, where that is nobody who could have a seat.
    """
    best = lottery.optimum or {}
    drawn = [person.id for person in pool if person.standing is Standing.OPEN]
    return sorted(drawn if any(best.get(id) != 0 for id in drawn) else pool.ids)


def gini(numbers: Sequence[Fraction]) -> Fraction:
    """The Gini coefficient: half the mean difference of two *numbers*, relative to the mean.

    >>> gini([Fraction(0), Fraction(1)])
    Fraction(1, 2)

    Args:
        numbers: none negative, and not all zero.
    """
    n = len(numbers)
    ranked = sum(((2 * i - n + 1) * x for i, x in enumerate(sorted(numbers))), Fraction(0))
    return ranked / (n * sum(numbers, Fraction(0)))


def by_value(
    pool: Pool, lottery: Lottery, *, among: Collection[str] | None = None
) -> tuple[GroupChances, ...]:
    """The chances by the tickets, for each value of each feature in alphabetical order.

    Args:
        among: the ids of those who count; by default everybody.

    Raises:
        KeyError: somebody in the pool is not in the lottery.
    """
    chances = lottery.marginals()
    groups: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for person in _counting(pool, among):
        for item in person.features.items():
            groups[item].append(chances[person.id])
    return tuple(
        GroupChances(feature, value, *_spread(group))
        for (feature, value), group in sorted(groups.items())
    )


def by_quota(
    pool: Pool, quotas: Quotas, lottery: Lottery, *, among: Collection[str] | None = None
) -> tuple[GroupChances | None, ...]:
    """The chances by the tickets of those whom each quota counts; ``None`` where it counts nobody.

    Args:
        among: the ids of those who count; by default everybody.

    Raises:
        KeyError: somebody in the pool is not in the lottery.
    """
    chances = lottery.marginals()
    values = {(group.feature, group.value): group for group in by_value(pool, lottery, among=among)}
    counting = _counting(pool, among)
    found = []
    for quota in quotas:
        if quota.also:
            group = [chances[person.id] for person in counting if quota.counts(person)]
            names, answers = quota.labels
            found.append(GroupChances(names, answers, *_spread(group)) if group else None)
        else:
            found.append(values.get((quota.feature, quota.value)))
    return tuple(found)


def by_pair(
    pool: Pool, lottery: Lottery, *, among: Collection[str] | None = None
) -> tuple[PairChances, ...]:
    """The chances by the tickets, for each pair of values of two features that somebody has.

    Args:
        among: the ids of those who count; by default everybody.

    Raises:
        KeyError: somebody in the pool is not in the lottery.
    """
    chances = lottery.marginals()
    pairs = [*combinations(pool.features, 2)]
    groups: defaultdict[tuple[tuple[str, str], tuple[str, str]], list[Fraction]] = defaultdict(list)
    for person in _counting(pool, among):
        for one, other in pairs:
            values = person.features[one], person.features[other]
            groups[(one, other), values].append(chances[person.id])
    return tuple(
        PairChances(features, values, *_spread(group))
        for (features, values), group in sorted(groups.items())
    )


def _counting(pool: Pool, among: Collection[str] | None) -> list[Person]:
    """Those in the pool who count."""
    kept = None if among is None else {*among}
    return [person for person in pool if kept is None or person.id in kept]


class _Spread(NamedTuple):
    people: int
    lowest: Fraction
    mean: Fraction
    highest: Fraction


def _spread(group: Sequence[Fraction]) -> _Spread:
    return _Spread(len(group), min(group), sum(group, Fraction(0)) / len(group), max(group))
