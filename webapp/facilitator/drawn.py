"""What the page of a drawn panel shows: who was drawn, how the quotas are met, who has answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from deliberation.procedures.confirming import of_each, replies
from deliberation.procedures.pools import known_people
from deliberation.procedures.populating import population_of
from deliberation.procedures.replacing import around
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import Store
from webapp.facilitator.check import by_features
from webapp.likeness import likeness_shown
from webapp.public.draws import written


@dataclass(frozen=True, slots=True)
class Met:
    """How a *quota* is met: so many *seats*, and its shares of the *panel* and of the *pool*."""

    quota: Quota
    seats: int
    panel: Fraction
    pool: Fraction


def panel_shown(store: Store, assembly_id: str) -> dict[str, Any]:
    """Everything that stands on the page; quotas only where the answers of all members are kept."""
    people, quotas = known_people(store, assembly_id), store.quotas(assembly_id)
    drawn, said = store.drawn(assembly_id), replies(store, assembly_id)
    known = [people[id] for id in drawn.panel if id in people]
    whole = len(known) == len(drawn.panel)
    counted = _met(quotas, known, [*people.values()]) if whole else ()
    return {
        "draw": drawn,
        "draws": around(store, assembly_id),
        "ticket": written(drawn, store.lottery(assembly_id)),
        "features": quotas.features,
        "people": people,
        "members": drawn.panel,
        "alternates": store.alternates(assembly_id),
        "said": said,
        "come": of_each(said, drawn.panel),
        "met": by_features((met.quota, met) for met in counted),
        "likeness": likeness_shown(
            Pool(tuple(people.values())) if whole else None,
            population_of(store, assembly_id),
            quotas,
            panel=drawn.panel,
        ),
    }


def _met(quotas: Quotas, panel: list[Person], pool: list[Person]) -> Iterator[Met]:
    """Each quota beside the *panel*, and beside those of the *pool* whose answers are kept."""
    both = zip(quotas, quotas.counted(panel), quotas.counted(pool), strict=True)
    for quota, seats, people in both:
        yield Met(quota, seats, Fraction(seats, len(panel)), Fraction(people, len(pool)))
