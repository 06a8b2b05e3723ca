"""Homes that can be left out of account, because nobody need be told apart by them.

Where hardly two people share a home and values, there are nearly as many types as people, though
few of them would ever meet on a panel. So the panels are made as if nobody shared a home, and then
it is seen whether homes can be kept to without touching anybody's chance. They can when each home
has room on each panel for equal shares of its people: of the c seats of a type of m people,
everybody has c / m, and in no home may these add up to more than a panel may hold of it. A table of
such shares, a row for each type and a column for each home, is a mean of whole tables with the same
sums of rows, and no column above the limit (a flow through a network with whole capacities); so
there are panels, with weights, that keep to homes and give everybody of a type the same chance.

As every panel that keeps to homes is one of those made without them, what is best among the latter
is best among the former, once it can be had; the proof is the same.

Source: as for kinds of homes (``panels.types``): Hoffman, Kruskal, "Integral boundary points of
convex polyhedra" (1956), for tables.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Quotas

Seats: TypeAlias = "list[tuple[tuple[str, ...], int]]"  # ids on a panel, and its tickets


def without_homes(pool: Pool) -> Pool:
    """The same people, as if nobody shared a home."""
    return Pool(tuple(replace(person, household=None) for person in pool))


@dataclass(frozen=True, slots=True)
class Homes:
    """Who shares a home that could have too many of its people on a panel.

    Args:
        home_of: the home of each of them.
        together: the types that live together, with repetition; each such home once.
        limit: how many of a home a panel may hold.
    """

    home_of: Mapping[str, str]
    together: frozenset[tuple[int, ...]]
    limit: int

    @classmethod
    def of(cls, pool: Pool, quotas: Quotas, panels: Panels) -> Homes:
        """Those of *pool*; *panels* know nothing of homes."""
        at_home: defaultdict[str, list[str]] = defaultdict(list)
        for person in pool:
            if person.household is not None and person.standing is not Standing.OUT:
                at_home[person.household].append(person.id)
        full = {home: ids for home, ids in at_home.items() if len(ids) > quotas.per_household}
        type_of = {id: t for t, type in enumerate(panels.types) for id in type.members}
        return cls(
            {id: home for home, ids in full.items() for id in ids},
            frozenset(tuple(sorted(type_of[id] for id in ids)) for ids in full.values()),
            quotas.per_household,
        )

    def leave_room(self, panels: Panels, mixed: Collection[Panel]) -> bool:
        """Whether each home has room for equal shares on each of the panels *mixed*."""
        most = [
            Fraction(max(numbers), m)
            for numbers, m in zip(zip(*mixed, strict=True), panels.sizes, strict=True)
        ]
        return all(sum(most[t] for t in types) <= self.limit for types in self.together)

    def seated(self, panels: Panels, rounded: Sequence[tuple[Panel, int]]) -> Seats | None:
        """People's ids for each panel, with its tickets; within a type, seats go round in a circle.

        Whoever's home has no room on a ticket is next on another. ``None`` where nobody of a type
        has room, or where somebody is left two tickets behind others of their type.
        """
        circles = [_Circle(type.members) for type in panels.types]
        tickets: list[tuple[str, ...]] = []
        for panel in (panel for panel, n in rounded for _ in range(n)):
            ids, held = set[str](), Counter[str]()
            for t, c in enumerate(panel):
                for _ in range(c):
                    able = (id for id in circles[t].coming() if self._has_room(id, ids, held))
                    id = next(able, None)
                    if id is None:
                        return None
                    circles[t].take(id)
                    ids.add(id)
                    if id in self.home_of:
                        held[self.home_of[id]] += 1
            tickets.append(tuple(sorted(ids)))
        if not all(circle.even for circle in circles):
            return None
        return sorted(Counter(tickets).items())

    def _has_room(self, id: str, ids: set[str], held: Mapping[str, int]) -> bool:
        """Whether the home of *id* has room, and they have no seat yet."""
        home = self.home_of.get(id)
        return id not in ids and (home is None or held[home] < self.limit)


class _Circle:
    """People of a type who take turns."""

    def __init__(self, members: Sequence[str]) -> None:
        self._waiting = deque(members)
        self._held = Counter(dict.fromkeys(members, 0))

    def coming(self) -> Iterator[str]:
        """Everybody, the next first."""
        yield from self._waiting

    def take(self, id: str) -> None:
        """Give *id* a seat, and let everybody else come first."""
        self._waiting.remove(id)
        self._waiting.append(id)
        self._held[id] += 1

    @property
    def even(self) -> bool:
        """Whether nobody has two seats more than another."""
        return max(self._held.values()) - min(self._held.values()) <= 1
