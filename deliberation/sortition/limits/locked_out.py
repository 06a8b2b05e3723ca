"""People who are on no panel at all, what keeps each of them off, and the smallest change.

What keeps somebody off is a conflict: bounds that cannot hold together once they are on the panel.
What frees them is a widening, the smallest with which some panel holds them. Both are the same for
people of one type, and often for many types, which are told together.

What was learnt about one type serves the others: which bounds panels break that hold people of
both, and what may be a conflict again. Where very many types are locked out, the smallest conflict
is sought for some; for the others, one that is irreducible, and rather one that was found before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from deliberation.errors import Conflict
from deliberation.sortition.limits.bounds import Bounds
from deliberation.sortition.limits.conflicts import fewest_conflicting, told
from deliberation.sortition.limits.freeing import Freeing
from deliberation.sortition.limits.repairs import Widening
from deliberation.sortition.panels import Panels
from deliberation.sortition.quotas import Quotas

THOROUGH = 20  # types for which the smallest conflict is sought


@dataclass(frozen=True, slots=True)
class LockedOut:
    """*People* who are on no panel.

    Args:
        people: their ids, sorted.
        conflict: what cannot hold together with any of them on the panel; without bounds where not
            the quotas keep them off, but homes and those who must be in.
        freed_by: the smallest widening with which a panel can hold any one of them; empty where no
            widening does.
    """

    people: tuple[str, ...]
    conflict: Conflict
    freed_by: Widening


def locked_out(
    panels: Panels,
    quotas: Quotas,
    *,
    barred: AbstractSet[int],
    tell: Callable[[float], None] = lambda share: None,
) -> tuple[LockedOut, ...]:
    """Why the people of each type *barred* are on no panel, those with one reason together.

    Args:
        barred: types that are on no panel of *panels*, those of *quotas*.
        tell: is told the share of the work done.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    bounds, freeing = Bounds(panels, quotas), Freeing(panels, quotas)
    alike: defaultdict[tuple[Conflict, Widening], list[str]] = defaultdict(list)
    guesses: dict[frozenset[int], None] = {}
    for i, t in enumerate(sorted(barred)):
        found = fewest_conflicting(bounds, seated=t, guesses=guesses, thorough=i < THOROUGH)
        guesses[found.chosen] = None
        conflict = told(bounds, found, seated=t)
        freed_by = freeing.widening(t, bounds.met(t))
        alike[conflict, freed_by] += panels.types[t].members
        tell((i + 1) / len(barred))
    return tuple(
        LockedOut(tuple(sorted(people)), conflict, freed_by)
        for (conflict, freed_by), people in alike.items()
    )
