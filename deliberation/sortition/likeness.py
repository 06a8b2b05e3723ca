"""Each group's share of the population, of the pool and of the panel, where they are known.

``representation`` measures how far these are apart, and asks for every share of the population. To
be looked at, what is known suffices: of a group whose share nobody has told nothing is made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.pool import Pool
from deliberation.sortition.representation import Population


@dataclass(frozen=True, slots=True)
class GroupShares:
    """The share of those with *value*, of one each.

    Args:
        population: ``None`` where it is unknown.
        pool: of those who may be chosen.
        panel: ``None`` before the draw; so are the *seats*, how many of the panel these are.
    """

    feature: str
    value: str
    population: Fraction | None
    pool: Fraction
    panel: Fraction | None = None
    seats: int | None = None

    @property
    def missing(self) -> Fraction:
        """How much smaller the pool's share is than the population's; nought where that is
        unknown, or no greater.
        """
        return max((self.population or Fraction(0)) - self.pool, Fraction(0))


def group_shares(
    pool: Pool,
    population: Population,
    *,
    panel: Collection[str] | None = None,
    answers: Iterable[tuple[str, str]] = (),
) -> tuple[GroupShares, ...]:
    """The shares of every group that the pool or the *population* has, feature by feature.

    >>> from deliberation.sortition import Person
    >>> pool = Pool(tuple(Person(id, {"gender": g}) for id, g in zip("abcd", "wwwm")))
    >>> woman, man = group_shares(pool, {"gender": {"w": 1}}, answers=[("gender", "w")])
    >>> woman.population, woman.pool, man.population
    (Fraction(1, 1), Fraction(3, 4), None)

    Args:
        population: for each feature the share of each value, which is a part of what ``wholes``
            says; of features and values that it does not name, the share is unknown.
        panel: the ids of its members, once it is drawn.
        answers: each a feature and a value, in the order that the organiser gave them; the others
            follow.
    """
    of_pool = _counted(pool, pool.ids)
    of_panel = None if panel is None else _counted(pool, panel)
    part_of = wholes(pool, population)
    told = {
        (feature, value): Fraction(n) / part_of[feature]
        for feature, values in population.items()
        for value, n in values.items()
    }
    return tuple(
        GroupShares(
            *answer,
            told.get(answer),
            Fraction(of_pool[answer], len(pool)),
            None if of_panel is None or not panel else Fraction(of_panel[answer], len(panel)),
            None if of_panel is None else of_panel[answer],
        )
        for answer in _in_order(pool, [*answers, *told, *of_pool])
    )


def wholes(pool: Pool, population: Population) -> dict[str, Fraction]:
    """Of which number the shares of each feature are parts.

    Of their sum, as ``sortition.shares`` takes them, where every value that somebody in the *pool*
    has is told, or where the sum is above one; else of one, for what is told need not be all.
    """
    found = {}
    for feature, values in population.items():
        all_told = {person.features.get(feature) for person in pool} <= values.keys()
        whole = sum(map(Fraction, values.values()), Fraction(0))
        found[feature] = whole if all_told or whole > 1 else Fraction(1)
    return found


def _counted(pool: Pool, ids: Collection[str]) -> Counter[tuple[str, str]]:
    """How many of those with these *ids* have each value of each feature."""
    among = {*ids}
    return Counter(item for p in pool if p.id in among for item in p.features.items())


def _in_order(pool: Pool, answers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each of the *answers* once, those to one feature together, of features that the pool has."""
    once = [*dict.fromkeys(answers)]
    for feature in dict.fromkeys(feature for feature, _ in once):
        if feature in pool.features:
            yield from (answer for answer in once if answer[0] == feature)
