"""A made-up town: everybody invited, those who volunteered, and the quotas for its panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from deliberation.exact import apportion
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quota, Quotas


@dataclass(frozen=True, slots=True)
class Town:
    """A town that invites its residents to an assembly.

    Args:
        features: the names of the features, in the order in which ``invited`` holds values.
        invited: how many of those invited have each combination of values.
        pool: those who volunteered.
        quotas: what the panel needs, in proportion to those invited.
    """

    name: str
    features: tuple[str, ...]
    invited: Mapping[tuple[str, ...], int] = field(hash=False)
    pool: Pool
    quotas: Quotas

    def __post_init__(self) -> None:
        object.__setattr__(self, "invited", MappingProxyType(dict(self.invited)))

    @property
    def size(self) -> int:
        """How many people were invited."""
        return sum(self.invited.values())

    def count(self, feature: str, value: str) -> int:
        """How many of those invited have *value* for *feature*."""
        place = self.features.index(feature)
        return sum(n for values, n in self.invited.items() if values[place] == value)


def proportional_quotas(
    counts: Mapping[str, Mapping[str, int]], *, size: int, slack: int = 1
) -> Quotas:
    """Quotas for a panel of *size* in proportion to a population.

    Each feature's seats are shared out by largest remainder; a panel may have up to *slack* fewer
    or more, but never fewer than none nor more than all.

    >>> print(*proportional_quotas({"age": {"16-39": 300, "40+": 700}}, size=10), sep="; ")
    age = 16-39: 2 to 4; age = 40+: 6 to 8

    Args:
        counts: for each feature, how many people have each value.

    Raises:
        ValueError: a feature counts nobody.
    """
    quotas = []
    for feature, people in counts.items():
        seats = apportion([Fraction(n) for n in people.values()], size)
        quotas += [
            Quota(feature, value, max(0, n - slack), min(size, n + slack))
            for value, n in zip(people, seats, strict=True)
        ]
    return Quotas(size, tuple(quotas))


def counts_by_feature(
    features: tuple[str, ...], invited: Mapping[tuple[str, ...], int]
) -> dict[str, Counter[str]]:
    """For each feature, how many of those *invited* have each value."""
    counts: dict[str, Counter[str]] = {feature: Counter() for feature in features}
    for values, n in invited.items():
        for feature, value in zip(features, values, strict=True):
            counts[feature][value] += n
    return counts
