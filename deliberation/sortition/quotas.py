"""How many of each kind the panel needs.

An organiser may ask for more than there are seats: what was asked for is ``Demands``, and only what
adds up is ``Quotas``. Which of the demands conflict, and what would help, ``feasibility`` says of
both in the same way.

Not to be confused with voting's quotas, which say how many votes win a seat.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deliberation.errors import InvalidInputError, Problem
from deliberation.sentences import Sentence, all_of
from deliberation.sortition.pool import Person, Pool, Standing, unanswered


@dataclass(frozen=True, slots=True)
class Quota:
    """Between *lower* and *upper* panel members (both included) have *value* for *feature*.

    A joint quota counts those only who give further answers as well: women who are 16-29.

    Args:
        flex_lower: how far *lower* may be widened when no panel exists; ``None`` for not at all.
        flex_upper: likewise for *upper*.
        also: the further answers of a joint quota, as pairs of a feature and a value; they are
            put in alphabetical order.
    """

    feature: str
    value: str
    lower: int
    upper: int
    flex_lower: int | None = None
    flex_upper: int | None = None
    also: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "also", tuple(sorted(self.also)))

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """Every feature that is asked about, with the value that counts."""
        return ((self.feature, self.value), *self.also)

    @property
    def features(self) -> tuple[str, ...]:
        """The features that are asked about."""
        return (self.feature, *(feature for feature, _ in self.also))

    @property
    def name(self) -> str:
        """What is counted, such as ``age = 16-29 and gender = woman``."""
        return all_of([f"{feature} = {value}" for feature, value in self.answers])

    @property
    def labels(self) -> tuple[str, str]:
        """The features and the values in two cells, such as ``age & gender``, ``16-29 & woman``."""
        return " & ".join(self.features), " & ".join(value for _, value in self.answers)

    def counts(self, person: Person) -> bool:
        """Whether *person* has every value that is asked for."""
        return all(person.features.get(feature) == value for feature, value in self.answers)

    def __str__(self) -> str:
        return f"{self.name}: {self.lower} to {self.upper}"


@dataclass(frozen=True, slots=True)
class Demands:
    """A panel *size*, what is asked of every panel, and how many of a home may sit on it.

    Each demand fits by itself; the minimums of a feature may be more than the seats, or its
    maximums fewer. Joint quotas need not name every pair of values; whoever none of them names is
    as free as the other quotas leave them.

    Args:
        per_household: at most so many people of one household are on a panel.

    Raises:
        InvalidInputError: bounds cross, a value has two quotas, a joint quota asks twice about a
            feature or names a value that the feature's own quotas do not.
    """

    size: int
    quotas: tuple[Quota, ...]
    per_household: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "quotas", tuple(self.quotas))
        problems = [*self._problems()]
        if problems:
            raise InvalidInputError(problems)

    def __iter__(self) -> Iterator[Quota]:
        return iter(self.quotas)

    def as_quotas(self) -> Quotas:
        """The same, where it adds up.

        Raises:
            InvalidInputError: the quotas of a feature cannot add up to the size.
        """
        return Quotas(self.size, self.quotas, self.per_household)

    @property
    def features(self) -> tuple[str, ...]:
        """The features that any quota asks about, in the order of their first quota."""
        return tuple(dict.fromkeys(feature for quota in self for feature in quota.features))

    def of(self, feature: str) -> tuple[Quota, ...]:
        """The quotas of one *feature* alone, in order."""
        return tuple(quota for quota in self if quota.feature == feature and not quota.also)

    def counted(self, panel: Iterable[Person]) -> tuple[int, ...]:
        """For each quota in order, how many people on *panel* it counts."""
        people = [*panel]
        together = {
            features: Counter(tuple(map(person.features.get, features)) for person in people)
            for features in {quota.features for quota in self}
        }
        return tuple(together[q.features][tuple(value for _, value in q.answers)] for q in self)

    def broken_by(self, panel: Iterable[Person]) -> list[Quota]:
        """The quotas that *panel* does not meet, counted in whole numbers."""
        counted = zip(self, self.counted(panel), strict=True)
        return [quota for quota, n in counted if not quota.lower <= n <= quota.upper]

    def crowded(self, panel: Iterable[Person]) -> list[tuple[Person, ...]]:
        """Those on *panel* who are too many of one household, home by home."""
        homes: defaultdict[str, list[Person]] = defaultdict(list)
        for person in panel:
            if person.household is not None:
                homes[person.household].append(person)
        return [tuple(people) for people in homes.values() if len(people) > self.per_household]

    def problems_with(self, pool: Pool) -> list[Problem]:
        """What in *pool* these quotas have no place for.

        An unknown value, a missing feature, too few people, or too many who must be in.
        """
        problems = [*self._problems_of_answers(pool)]
        may_sit = sum(person.standing is not Standing.OUT for person in pool)
        if self.size > may_sit:
            problems.append(Problem(_too_few(self.size, may_sit, out=len(pool) - may_sit)))
        return [*problems, *map(Problem, self._problems_of_those_in(pool))]

    def _problems_of_answers(self, pool: Pool) -> Iterator[Problem]:
        for feature in self.features:
            known = {quota.value for quota in self.of(feature)}  # empty where any value will do
            for person in pool:
                value = person.features.get(feature)
                if value is None:
                    yield Problem(unanswered(person, feature), None, feature)
                elif known and value not in known:
                    text = Sentence(
                        "person {id!r} has the value {value!r}, which has no quota; "
                        "the quotas of {feature!r} name {known}",
                        id=person.id,
                        value=value,
                        feature=feature,
                        known=sorted(known),
                    )
                    yield Problem(text, None, feature)

    def _problems_of_those_in(self, pool: Pool) -> Iterator[Sentence]:
        """Where the people who must be in cannot all be on one panel."""
        certain = [person for person in pool if person.standing is Standing.IN]
        if len(certain) > self.size:
            yield Sentence(
                "{n} people must be in, more than the {size} seats", n=len(certain), size=self.size
            )
        for quota, n in zip(self, self.counted(certain), strict=True):
            if n > quota.upper:
                yield Sentence(
                    "{n} people who must be in have {quota}, more than its maximum of {upper}",
                    n=n,
                    quota=quota.name,
                    upper=quota.upper,
                )
        for people in self.crowded(certain):
            yield Sentence(
                "{ids} must be in, but share a household, of which at most {most} may be on a "
                "panel",
                ids=sorted(person.id for person in people),
                most=self.per_household,
            )

    def _problems(self) -> Iterator[Sentence]:
        if self.size < 1:
            yield Sentence("a panel needs at least one seat, not {size}", size=self.size)
        if self.per_household < 1:
            yield Sentence(
                "at least one of a household must be allowed on a panel, not {most}",
                most=self.per_household,
            )
        for quota in self:
            yield from _problems_of_one(quota)
        first = {frozenset(quota.answers): quota.name for quota in reversed(self.quotas)}
        for answers, times in Counter(frozenset(quota.answers) for quota in self).items():
            if times > 1:
                yield Sentence(
                    "{quota} has {times} quotas; keep one", quota=first[answers], times=times
                )
        yield from self._problems_of_spelling()

    def _problems_of_spelling(self) -> Iterator[Sentence]:
        """Values in joint quotas that the quotas of the feature alone do not know."""
        own = {feature: {q.value for q in self.of(feature)} for feature in self.features}
        for quota in self:
            for feature, value in quota.answers:
                if own[feature] and value not in own[feature]:
                    yield Sentence(
                        "{quota}: {value!r} has no quota of its own; the quotas of {feature!r} "
                        "name {known}",
                        quota=quota.name,
                        value=value,
                        feature=feature,
                        known=sorted(own[feature]),
                    )


@dataclass(frozen=True, slots=True)
class Quotas(Demands):
    """Demands of which each feature's can add up to the seats.

    Raises:
        InvalidInputError: as of ``Demands``, or the quotas of one feature cannot add up to *size*.
    """

    def _problems(self) -> Iterator[Sentence]:
        yield from Demands._problems(self)  # super() does not know a class that was given slots
        for feature in self.features:
            if self.of(feature):
                yield from self._problems_of_sums(feature)

    def _problems_of_sums(self, feature: str) -> Iterator[Sentence]:
        low = sum(quota.lower for quota in self.of(feature))
        high = sum(quota.upper for quota in self.of(feature))
        if low > self.size:
            yield Sentence(
                "the minimums of {feature!r} add up to {sum}, more than the {size} seats",
                feature=feature,
                sum=low,
                size=self.size,
            )
        if high < self.size:
            yield Sentence(
                "the maximums of {feature!r} add up to {sum}, fewer than the {size} seats",
                feature=feature,
                sum=high,
                size=self.size,
            )


def _too_few(size: int, may_sit: int, *, out: int) -> Sentence:
    """What to say where a panel needs more people than there are.

    Args:
        out: how many there would be besides, who must be out.
    """
    if out:
        return Sentence(
            "a panel of {size} cannot be drawn from {n} people, for {out} must be out",
            size=size,
            n=may_sit,
            out=out,
        )
    return Sentence("a panel of {size} cannot be drawn from {n} people", size=size, n=may_sit)


def _problems_of_one(quota: Quota) -> Iterator[Sentence]:
    """What is wrong with one *quota* by itself."""
    if not 0 <= quota.lower <= quota.upper:
        yield Sentence(
            "{quota}: the minimum {lower} and the maximum {upper} do not make a range",
            quota=quota.name,
            lower=quota.lower,
            upper=quota.upper,
        )
    if quota.flex_lower is not None and not 0 <= quota.flex_lower <= quota.lower:
        yield Sentence(
            "{quota}: the flexible minimum {flex} is not between 0 and {lower}",
            quota=quota.name,
            flex=quota.flex_lower,
            lower=quota.lower,
        )
    if quota.flex_upper is not None and quota.flex_upper < quota.upper:
        yield Sentence(
            "{quota}: the flexible maximum {flex} is below {upper}",
            quota=quota.name,
            flex=quota.flex_upper,
            upper=quota.upper,
        )
    for feature, times in Counter(quota.features).items():
        if times > 1:
            yield Sentence(
                "{quota}: this asks {n} times about {feature!r}; ask once",
                quota=quota.name,
                n=times,
                feature=feature,
            )
