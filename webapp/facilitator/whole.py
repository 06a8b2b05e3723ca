"""What whoever leads an assembly sees of it: how far it is, its votes, what colleagues ask."""

from __future__ import annotations

from typing import Any

from flask import g

from deliberation.life import life
from deliberation.procedures.living import known_of
from deliberation.procedures.replacing import around
from webapp.current import now, reading
from webapp.facilitator.second import requests
from webapp.facilitator.steps import stages
from webapp.public.ledgers import last_digest
from webapp.public.published import is_public


def whole(assembly_id: str) -> dict[str, Any]:
    """What is done of the assembly, what is missing, and what comes next."""
    with reading() as store:
        known, sealed = known_of(store, g.assembly)
        draws, last = around(store, assembly_id), last_digest(store, assembly_id)
        asked = requests(store, assembly_id, at=now())
    way = stages(life(known, now=now()), g.assembly)
    return {
        "assembly": g.assembly,
        "stages": way,
        "step": next((step for stage in way for step in stage.steps if step.next), None),
        "draws": draws,
        "sessions": known.sessions,
        "votes": known.votes,
        "sealed": sealed,
        "undecided": known.undecided,
        "last": last,
        "requests": asked,
        "public": is_public(g.assembly, known.votes, known.sessions),
    }
