"""Who gave how much to which project: what quadratic funding starts from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from deliberation.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Contributions:
    """Whole cents, by project and by contributor.

    >>> given = Contributions({"park": {"ann": 900, "bo": 400}, "pool": {"ann": 100}})
    >>> given.total("park"), given.contributors
    (1300, ('ann', 'bo'))

    Raises:
        InvalidInputError: there is no contribution, or one is not a whole number of cents above 0.
    """

    cents: Mapping[str, Mapping[str, int]] = field(hash=False)

    def __post_init__(self) -> None:
        given = {project: MappingProxyType(dict(gifts)) for project, gifts in self.cents.items()}
        object.__setattr__(self, "cents", MappingProxyType(given))
        problems = [
            f"{who!r} gives {n!r} to {project!r}; a contribution is a whole number of cents above 0"
            for project, gifts in given.items()
            for who, n in gifts.items()
            if not isinstance(n, int) or isinstance(n, bool) or n <= 0
        ]
        if not any(given.values()):
            problems.append("there is no contribution")
        if problems:
            raise InvalidInputError(problems)

    @classmethod
    def of(cls, gifts: Iterable[tuple[str, str, int]]) -> Contributions:
        """From contributor, project and cents; what somebody gave to a project twice is added.

        >>> Contributions.of([("ann", "park", 300), ("ann", "park", 600)]).total("park")
        900

        Raises:
            InvalidInputError: there is no contribution, or one is not above 0.
        """
        problems = []
        cents: dict[str, dict[str, int]] = {}
        for who, project, n in gifts:
            if not isinstance(n, int) or n <= 0:
                problems.append(f"{who!r} gives {n!r} to {project!r}; give more than 0 cents")
                continue
            mine = cents.setdefault(project, {})
            mine[who] = mine.get(who, 0) + n
        if problems:
            raise InvalidInputError(problems)
        return cls(cents)

    @property
    def projects(self) -> tuple[str, ...]:
        """In the order in which they are given."""
        return tuple(self.cents)

    @property
    def contributors(self) -> tuple[str, ...]:
        """Everybody who gave, by name."""
        return tuple(sorted({who for gifts in self.cents.values() for who in gifts}))

    def total(self, project: str) -> int:
        """What a project was given, in cents."""
        return sum(self.cents[project].values())

    def without(self, people: Collection[str]) -> Contributions:
        """The same without what some *people* gave; every project stays.

        Raises:
            InvalidInputError: nobody else gave anything.
        """
        return Contributions(
            {
                project: {who: n for who, n in gifts.items() if who not in people}
                for project, gifts in self.cents.items()
            }
        )
