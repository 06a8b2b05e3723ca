"""People with the same values are one type.

Whoever is alike to the quotas is alike to the lottery, so panels are counted by type; that makes
the programmes small, and gives equal people equal chances by construction. Members of a household
that has two or more people in the pool are types of their own, because the lottery must tell them
apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Type:
    """People whom the quotas cannot tell apart.

    Args:
        values: one for each feature that has quotas, in the order of ``Quotas.features``.
        members: their ids, sorted.
        household: where it has two or more members in the pool; then ``members`` is one person.
    """

    values: tuple[str, ...]
    members: tuple[str, ...]
    household: str | None = None


def types_of(pool: Pool, quotas: Quotas) -> tuple[Type, ...]:
    """The types of a pool, sorted by values and members."""
    people_at = Counter(person.household for person in pool if person.household is not None)
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    types = []
    for person in pool:
        values = tuple(person.features[feature] for feature in quotas.features)
        if person.household is not None and people_at[person.household] > 1:
            types.append(Type(values, (person.id,), person.household))
        else:
            alike[values].append(person.id)
    types += [Type(values, tuple(sorted(members))) for values, members in alike.items()]
    return tuple(sorted(types, key=lambda t: (t.values, t.members)))
