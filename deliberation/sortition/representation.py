"""How well a panel mirrors the pool, and the population that the pool is to speak for.

Everything is a difference of shares, so the numbers are exact. The distance of two spreads over the
values of a feature is the total variation distance: the share of people who would have to have
another value for the two to be alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.sortition.pool import Pool

Population = Mapping[str, Mapping[str, int | Fraction]]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of those with *value*: on the *panel*, in the *pool* and in the *population*.

    Args:
        seats: how many panel members have the value.
        size: how many members the panel has.
    """

    feature: str
    value: str
    seats: int
    size: int
    pool: Fraction
    population: Fraction

    @property
    def panel(self) -> Fraction:
        """The share of the panel."""
        return Fraction(self.seats, self.size)

    @property
    def points(self) -> Fraction:
        """How much greater the panel's share is than the population's; times 100, in points."""
        return self.panel - self.population

    @property
    def seats_above(self) -> Fraction:
        """How many seats more than the population's share of them; negative for fewer."""
        return self.seats - self.size * self.population


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the spreads over the values of *feature* are apart, each from 0 to 1.

    Args:
        panel: from the panel to the population.
        pool: from the pool to the population, which shows what the draw has mended.
        drawn: from the panel to the pool.
    """

    feature: str
    panel: Fraction
    pool: Fraction
    drawn: Fraction


def shares(pool: Pool, panel: Iterable[str], population: Population) -> tuple[Share, ...]:
    """How much of the panel, the pool and the population has each value that *population* names.

    >>> from deliberation.sortition import Person
    >>> pool = Pool(tuple(Person(id, {"gender": g}) for id, g in zip("abcd", "wwwm")))
    >>> woman, man = shares(pool, ["a", "d"], {"gender": {"w": 510, "m": 490}})
    >>> woman.seats, woman.pool, woman.seats_above
    (1, Fraction(3, 4), Fraction(-1, 50))

    Args:
        panel: the ids of its members.
        population: for each feature how many people have each value, or any numbers in proportion
            to that, such as percentages; in the order in which the shares come back.

    Raises:
        InvalidInputError: a member is not in the pool or is named twice, or the panel is empty; or
            the population lacks a value that somebody in the pool has, or counts nobody or fewer
            than nobody.
    """
    members = [*panel]
    if problems := [*_problems(pool, members, population)]:
        raise InvalidInputError(problems)
    of_pool = Counter(item for person in pool for item in person.features.items())
    seated = {*members}
    of_panel = Counter(item for p in pool if p.id in seated for item in p.features.items())
    return tuple(
        Share(
            feature,
            value,
            of_panel[feature, value],
            len(members),
            Fraction(of_pool[feature, value], len(pool)),
            Fraction(n) / sum(map(Fraction, values.values())),
        )
        for feature, values in population.items()
        for value, n in values.items()
    )


def distances(pool: Pool, panel: Iterable[str], population: Population) -> tuple[Distance, ...]:
    """For each feature of the *population*, how far panel and pool are from it and from each other.

    Args:
        panel: the ids of its members.
        population: as for ``shares``.

    Raises:
        InvalidInputError: as for ``shares``.
    """
    every = shares(pool, panel, population)
    return tuple(
        Distance(
            feature,
            _variation((s.panel, s.population) for s in every if s.feature == feature),
            _variation((s.pool, s.population) for s in every if s.feature == feature),
            _variation((s.panel, s.pool) for s in every if s.feature == feature),
        )
        for feature in population
    )


def _variation(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """Half the sum of the absolute differences."""
    return sum((abs(p - q) for p, q in pairs), Fraction(0)) / 2


def _problems(pool: Pool, members: list[str], population: Population) -> Iterator[str]:
    known = set(pool.ids)
    if not members:
        yield "the panel is empty; name its members"
    yield from (f"{id!r} is on the panel but not in the pool" for id in members if id not in known)
    yield from (f"the panel names {id!r} twice" for id, n in Counter(members).items() if n > 1)
    for feature, values in population.items():
        if feature not in pool.features:
            yield f"the population counts {feature!r}, which nobody in the pool was asked"
            continue
        missing = {person.features[feature] for person in pool} - values.keys()
        yield from (
            f"the population does not say how many have {feature} = {value}"
            for value in sorted(missing)
        )
        yield from (f"{feature} = {v} is counted as {n}" for v, n in values.items() if n < 0)
        if not any(n > 0 for n in values.values()):
            yield f"the population counts nobody for {feature!r}"
