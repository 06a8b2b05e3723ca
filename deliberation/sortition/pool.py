"""The people who may be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from deliberation.errors import InvalidInputError
from deliberation.sentences import Sentence


class Standing(Enum):
    """What is settled about somebody before the draw."""

    OPEN = "open"
    """Nothing: their chance is what the lottery makes fair."""

    IN = "in"
    """They are on every panel, for they have confirmed already, or the organiser says so."""

    OUT = "out"
    """They are on no panel, though they stay in the pool and in what is published."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the pool: an opaque *id* and one value for each feature.

    Args:
        id: says nothing about the person; it appears in what is published.
        features: one value for each feature, such as ``{"gender": "woman"}``.
        household: equal for people who share a home, of whom a panel holds only as many as
            ``Quotas.per_household`` says; ``None`` for nobody's.
        standing: whether they are on every panel, on none, or may be drawn.
    """

    id: str
    features: Mapping[str, str] = field(hash=False)
    household: str | None = None
    standing: Standing = Standing.OPEN

    def __post_init__(self) -> None:
        object.__setattr__(self, "features", MappingProxyType(dict(self.features)))


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody who may be chosen, in the order given.

    Raises:
        InvalidInputError: nobody is in it, two people share an id, or somebody lacks a feature
            that others have.
    """

    people: tuple[Person, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "people", tuple(self.people))
        features = self.features  # once, or a large pool takes a minute
        texts = [] if self.people else [Sentence("the pool is empty; add at least one person")]
        texts += [
            Sentence(
                "id {id!r} appears {times} times; give every person an id of their own",
                id=id,
                times=times,
            )
            for id, times in Counter(person.id for person in self.people).items()
            if times > 1
        ]
        texts += [Sentence("somebody has a blank id") for p in self.people if not p.id.strip()]
        texts += [
            unanswered(person, feature)
            for person in self.people
            for feature in features
            if not person.features.get(feature)
        ]
        if texts:
            raise InvalidInputError(texts)

    def __len__(self) -> int:
        return len(self.people)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the features, in alphabetical order."""
        return tuple(sorted({feature for person in self.people for feature in person.features}))

    @property
    def ids(self) -> tuple[str, ...]:
        """Everybody's id, in alphabetical order."""
        return tuple(sorted(person.id for person in self.people))

    def count(self, feature: str, value: str) -> int:
        """How many people have *value* for *feature*."""
        return sum(person.features.get(feature) == value for person in self.people)


def unanswered(person: Person, feature: str) -> Sentence:
    """What to say where a *person* has no value for a *feature*."""
    return Sentence("person {id!r} has no value for {feature!r}", id=person.id, feature=feature)
