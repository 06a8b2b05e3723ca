"""The reserve list: who is called when a member cannot come.

The rule is written out in ``docs/reference/formats.md`` (Draw), so that a stranger can repeat it.
"""

from __future__ import annotations

from collections import defaultdict

from deliberation.errors import InvalidInputError
from deliberation.sortition.draw import Draw
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quotas

PURPOSE = "alternates"


def alternates(pool: Pool, quotas: Quotas, drawn: Draw, *, count: int) -> tuple[str, ...]:
    """Up to *count* people in order of calling, chosen so that every member can be replaced.

    Nobody who must be out is among them. Fewer come back when nobody who is left
    could stand in for any member.

    Raises:
        InvalidInputError: the panel drawn names somebody who is not in the pool.
    """
    person = {p.id: p for p in pool}
    unknown = [id for id in drawn.panel if id not in person]
    if unknown:
        raise InvalidInputError([f"{id!r} is on the panel but not in the pool" for id in unknown])
    # 1. Everybody outside the panel who may sit, in an order from the public seed.
    may_sit = {p.id for p in pool if p.standing is not Standing.OUT}
    waiting = drawn.lots(PURPOSE).shuffle(sorted(may_sit - set(drawn.panel)))
    # 2. Who can stand in for whom.
    panel = [person[id] for id in sorted(drawn.panel)]
    replaces = _replaces(panel, [person[id] for id in waiting], quotas)
    # 3. Whoever can stand in for most members that are not covered yet.
    chosen: list[str] = []
    covered: set[str] = set()
    while waiting and len(chosen) < count:
        best = max(waiting, key=lambda other: len(replaces[other] - covered))  # earliest of equals
        if replaces[best] - covered:
            covered |= replaces[best]
            waiting.remove(best)
            chosen.append(best)
        elif covered:
            covered = set()
        else:
            break
    return tuple(chosen)


def _replaces(
    panel: list[Person], others: list[Person], quotas: Quotas
) -> dict[str, frozenset[str]]:
    """For each of *others*, the ids of the members whom they can stand in for.

    Only values count for the quotas, so people with the same values are looked at once.
    """
    alike: defaultdict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for member in panel:
        alike[_values(member, quotas)].append(member.id)
    example = {_values(p, quotas): p for p in [*panel, *others]}
    by_quota: dict[tuple[str | None, ...], set[str]] = {}
    replaces = {}
    for other in others:
        values = _values(other, quotas)
        if values not in by_quota:
            by_quota[values] = {
                id
                for theirs, ids in alike.items()
                if not quotas.broken_by(_exchanged(panel, ids[0], example[values]))
                for id in ids
            }
        replaces[other.id] = frozenset(
            id for id in by_quota[values] if not quotas.crowded(_exchanged(panel, id, other))
        )
    return replaces


def _exchanged(panel: list[Person], leaving: str, coming: Person) -> list[Person]:
    """The *panel* without the one who is *leaving*, with the one who is *coming*."""
    return [*(member for member in panel if member.id != leaving), coming]


def _values(person: Person, quotas: Quotas) -> tuple[str | None, ...]:
    return tuple(person.features.get(feature) for feature in quotas.features)
