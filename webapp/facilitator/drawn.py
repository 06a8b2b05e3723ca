"""What the page of a drawn panel shows: who was drawn, how the quotas are met, who has answered."""

from __future__ import annotations

from typing import Any

from deliberation.procedures.confirming import of_each, replies
from deliberation.procedures.pools import known_people
from deliberation.procedures.replacing import around
from deliberation.store import Store
from webapp.facilitator.check import by_features
from webapp.public.draws import written


def panel_shown(store: Store, assembly_id: str) -> dict[str, Any]:
    """Everything that stands on the page; quotas only where the answers of all members are kept."""
    people, quotas = known_people(store, assembly_id), store.quotas(assembly_id)
    drawn, said = store.drawn(assembly_id), replies(store, assembly_id)
    known = [people[id] for id in drawn.panel if id in people]
    whole = len(known) == len(drawn.panel)
    counted = zip(quotas, quotas.counted(known), strict=True) if whole else ()
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
        "met": by_features((quota, (quota, n)) for quota, n in counted),
    }
