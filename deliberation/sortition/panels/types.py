"""People whom the quotas cannot tell apart are one type.

Whoever is alike to the quotas is alike to the lottery, so panels are counted by type; that makes
the programmes small, and gives equal people equal chances by construction.

People are alike when their values and their standing are, and their homes too. A home matters only
when more people live there who may sit than a panel may hold of it; then homes where people of the
same values and standings live are one *kind*, and people of the same values and standings in homes
of one kind are one type. Where H homes are of a kind, with s people of a type in each, and a panel
may hold m people of a home, a panel can seat c people of each type, no home above m, exactly when
no c is above H s (there are no more people) and all c together are at most H m. It must be so, and
it is enough: give each home c / H seats of each type; these shares of a seat keep to s and to m in
every home, and the shares of such a table can be made whole, up or down, with all sums whole or
kept (a flow through a network with whole capacities). So a kind needs one row, however many homes
it has; ``turns`` finds who sits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Demands

Look: TypeAlias = tuple[tuple[str, ...], str]  # values and standing
Home: TypeAlias = tuple[Look, ...]  # how those look who live there, sorted; () for any other


@dataclass(frozen=True, slots=True)
class Type:
    """People whom the quotas cannot tell apart.

    Args:
        values: one for each feature that has quotas, in the order of ``Quotas.features``.
        members: their ids, sorted.
        standing: whether they are on every panel, on none, or may be drawn.
        kind: the number of the kind of their homes, where homes are too full for a panel.
        homes: their ids home by home, for each home of the kind; in the same order of homes for
            every type of the kind.
    """

    values: tuple[str, ...]
    members: tuple[str, ...]
    standing: Standing = Standing.OPEN
    kind: int | None = None
    homes: tuple[tuple[str, ...], ...] = ()


def types_of(pool: Pool, quotas: Demands) -> tuple[Type, ...]:
    """The types of a pool, sorted by values, standing and the home's composition."""
    features = quotas.features  # once, or a large pool takes seconds
    standings = {standing: standing.value for standing in Standing}
    looks = {
        person.id: (tuple(map(person.features.__getitem__, features)), standings[person.standing])
        for person in pool
    }
    alike: defaultdict[tuple[Look, Home], list[str]] = defaultdict(list)
    composition: dict[str, Home] = {}
    homes: defaultdict[Home, list[list[str]]] = defaultdict(list)
    for ids in _full_homes(pool, quotas):
        home = tuple(sorted(looks[id] for id in ids))
        homes[home].append(ids)
        composition.update(dict.fromkeys(ids, home))
    for id in pool.ids:
        alike[looks[id], composition.get(id, ())].append(id)
    kinds = {home: number for number, home in enumerate(sorted(homes))}
    return tuple(
        Type(
            look[0],
            tuple(members),
            Standing(look[1]),
            kinds.get(home),
            tuple(tuple(id for id in ids if looks[id] == look) for ids in homes.get(home, ())),
        )
        for (look, home), members in sorted(alike.items())
    )


def _full_homes(pool: Pool, quotas: Demands) -> list[list[str]]:
    """The ids at each home where more people may sit than a panel may hold of it, sorted."""
    at_home: defaultdict[str, list[str]] = defaultdict(list)
    for person in pool:
        if person.household is not None and person.standing is not Standing.OUT:
            at_home[person.household].append(person.id)
    return sorted(sorted(ids) for ids in at_home.values() if len(ids) > quotas.per_household)
