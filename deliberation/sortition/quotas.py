"""How many of each kind the panel needs.

Not to be confused with voting's quotas, which say how many votes win a seat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deliberation.errors import InvalidInputError, Problem
from deliberation.sortition.pool import Person, Pool


@dataclass(frozen=True, slots=True)
class Quota:
    """Between *lower* and *upper* panel members (both included) have *value* for *feature*.

    Args:
        flex_lower: how far *lower* may be widened when no panel exists; ``None`` for not at all.
        flex_upper: likewise for *upper*.
    """

    feature: str
    value: str
    lower: int
    upper: int
    flex_lower: int | None = None
    flex_upper: int | None = None

    def __str__(self) -> str:
        return f"{self.feature} = {self.value}: {self.lower} to {self.upper}"


@dataclass(frozen=True, slots=True)
class Quotas:
    """A panel *size* and the quotas that every panel meets.

    Raises:
        InvalidInputError: bounds cross, a value has two quotas, or the quotas of one feature
            cannot add up to *size*.
    """

    size: int
    quotas: tuple[Quota, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "quotas", tuple(self.quotas))
        problems = [*self._problems()]
        if problems:
            raise InvalidInputError(problems)

    def __iter__(self) -> Iterator[Quota]:
        return iter(self.quotas)

    @property
    def features(self) -> tuple[str, ...]:
        """The features that have quotas, in the order of their first quota."""
        return tuple(dict.fromkeys(quota.feature for quota in self.quotas))

    def of(self, feature: str) -> tuple[Quota, ...]:
        """The quotas of one *feature*, in order."""
        return tuple(quota for quota in self.quotas if quota.feature == feature)

    def problems_with(self, pool: Pool) -> list[Problem]:
        """What in *pool* these quotas have no place for: an unknown value, a missing feature."""
        problems = []
        for feature in self.features:
            known = {quota.value for quota in self.of(feature)}
            for person in pool:
                value = person.features.get(feature)
                if value is None:
                    problems.append(
                        Problem(f"person {person.id!r} has no value for {feature!r}", None, feature)
                    )
                elif value not in known:
                    problems.append(
                        Problem(
                            f"person {person.id!r} has the value {value!r}, which has no quota; "
                            f"the quotas of {feature!r} name {', '.join(sorted(known))}",
                            None,
                            feature,
                        )
                    )
        if self.size > len(pool):
            problems.append(
                Problem(f"a panel of {self.size} cannot be drawn from {len(pool)} people")
            )
        return problems

    def broken_by(self, panel: Iterable[Person]) -> list[Quota]:
        """The quotas that *panel* does not meet, counted in whole numbers."""
        counts = Counter(item for person in panel for item in person.features.items())
        return [q for q in self if not q.lower <= counts[q.feature, q.value] <= q.upper]

    def _problems(self) -> Iterator[Problem]:
        if self.size < 1:
            yield Problem(f"a panel needs at least one seat, not {self.size}")
        for quota in self.quotas:
            yield from _problems_of_one(quota)
        named = Counter((quota.feature, quota.value) for quota in self.quotas)
        for (feature, value), times in named.items():
            if times > 1:
                yield Problem(f"{feature} = {value} has {times} quotas; keep one")
        for feature in self.features:
            yield from self._problems_of_sums(feature)

    def _problems_of_sums(self, feature: str) -> Iterator[Problem]:
        low = sum(quota.lower for quota in self.of(feature))
        high = sum(quota.upper for quota in self.of(feature))
        if low > self.size:
            yield Problem(
                f"the minimums of {feature!r} add up to {low}, more than the {self.size} seats"
            )
        if high < self.size:
            yield Problem(
                f"the maximums of {feature!r} add up to {high}, fewer than the {self.size} seats"
            )


def _problems_of_one(quota: Quota) -> Iterator[Problem]:
    """What is wrong with the bounds of one *quota*."""
    name = f"{quota.feature} = {quota.value}"
    if not 0 <= quota.lower <= quota.upper:
        yield Problem(
            f"{name}: the minimum {quota.lower} and the maximum {quota.upper} do not make a range"
        )
    if quota.flex_lower is not None and not 0 <= quota.flex_lower <= quota.lower:
        yield Problem(
            f"{name}: the flexible minimum {quota.flex_lower} is not between 0 and {quota.lower}"
        )
    if quota.flex_upper is not None and quota.flex_upper < quota.upper:
        yield Problem(f"{name}: the flexible maximum {quota.flex_upper} is below {quota.upper}")
