"""The reserve list: who is called when a member cannot come.

The rule is written out in ``docs/reference/formats.md`` (Draw), so that a stranger can repeat it.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

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
    """For each of *others*, the ids of the members whom they can stand in for."""
    counted = np.array(quotas.counted(panel), dtype=np.int64)
    lower = np.array([quota.lower for quota in quotas], dtype=np.int64)
    upper = np.array([quota.upper for quota in quotas], dtype=np.int64)
    without = np.array([counted - _marks(member, quotas) for member in panel])
    at_home = defaultdict(set)
    for member in panel:
        at_home[member.household].add(member.id)
    by_marks: dict[bytes, frozenset[str]] = {}  # only values count for the quotas
    replaces = {}
    for other in others:
        marks = _marks(other, quotas)
        if marks.tobytes() not in by_marks:
            exchanged = without + marks
            meets = ((lower <= exchanged) & (exchanged <= upper)).all(axis=1)
            by_marks[marks.tobytes()] = frozenset(panel[i].id for i in np.flatnonzero(meets))
        replaces[other.id] = by_marks[marks.tobytes()]
        home = at_home[other.household] if other.household is not None else set()
        if len(home) >= quotas.per_household:  # somebody of that home has to leave for them
            replaces[other.id] &= home
    return replaces


def _marks(person: Person, quotas: Quotas) -> npt.NDArray[np.int64]:
    """For each quota 1 where it counts *person*, otherwise 0."""
    return np.array([quota.counts(person) for quota in quotas], dtype=np.int64)
