"""Every address of a town, by area: what letters are drawn from."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from deliberation.errors import InvalidInputError, Problem


@dataclass(frozen=True, slots=True)
class Register:
    """Every address that a letter can go to, by area; sorted, so that no order of rows matters.

    Args:
        areas: for each area, the address of every household. Where a household has several, the
            first in alphabetical order stands for it.
        shared: all addresses of the households that have several, by the one that stands for them.
        adults: how many adults live in each area, where letters are to be in proportion to them.

    Raises:
        InvalidInputError: no address, an area without one or with a blank name, an address that
            stands twice or holds a line break.
    """

    areas: Mapping[str, Sequence[str]] = field(hash=False)
    shared: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)
    adults: Mapping[str, int] | None = field(default=None, hash=False)

    def __post_init__(self) -> None:
        areas = {name: tuple(sorted(self.areas[name])) for name in sorted(self.areas)}
        shared = {first: tuple(sorted(self.shared[first])) for first in sorted(self.shared)}
        object.__setattr__(self, "areas", MappingProxyType(areas))
        object.__setattr__(self, "shared", MappingProxyType(shared))
        if self.adults is not None:
            object.__setattr__(self, "adults", MappingProxyType(dict(self.adults)))
        if problems := [*self._problems()]:
            raise InvalidInputError(problems)

    def __len__(self) -> int:
        return sum(self.households.values()) + sum(len(ids) - 1 for ids in self.shared.values())

    @property
    def households(self) -> dict[str, int]:
        """How many households each area has, in alphabetical order of area."""
        return {name: len(ids) for name, ids in self.areas.items()}

    def _problems(self) -> Iterator[Problem]:
        if not self.areas:
            yield Problem("the register is empty; it needs at least one address")
        for name, ids in self.areas.items():
            if not name.strip() or unicodedata.normalize("NFC", name) != name:
                yield Problem(f"the area {name!r} needs a name in Unicode normal form C")
            if not ids:
                yield Problem(f"the area {name!r} has no address; leave it out")
            if {"\n", "\x1f"} & set("".join(ids)):
                yield Problem(f"an address in {name!r} holds a line break; retype it on one line")
            if self.adults is not None and self.adults.get(name, 0) < 1:
                yield Problem(f"nobody is said to live in the area {name!r}; count its adults")
        yield from self._repeated()

    def _repeated(self) -> Iterator[Problem]:
        """Addresses that stand twice, and households that are not listed by their first."""
        first = set(chain.from_iterable(self.areas.values()))
        others = [id for one, ids in self.shared.items() for id in ids if id != one]
        if len(first) + len(set(others) - first) < len(self):
            times = Counter(chain(*self.areas.values(), others))
            for id, n in sorted(times.items()):
                if n > 1:
                    yield Problem(f"the address {id!r} stands {n} times; keep one")
        for one, ids in self.shared.items():
            if one not in first or one != ids[0]:
                yield Problem(f"the household of {one!r} must be listed by its first address")
