"""What the public page of an assembly shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deliberation.assembly import Assembly, Vote
from deliberation.figures.recommended import Recommendation, recommendations
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.replacing import around
from deliberation.procedures.shown import shown
from deliberation.procedures.wording import readings_of
from deliberation.store import Store
from webapp.current import now
from webapp.languages import spoken
from webapp.public.draws import drawing
from webapp.public.ledgers import last_digest
from webapp.public.published import PUBLISHED, opened_votes
from webapp.public.sessions import sessions


def about(store: Store, assembly: Assembly) -> dict[str, Any]:
    """The draw, what is recommended, who is named, the sessions and the votes."""
    votes = opened_votes(store, assembly.id)
    return {
        "assembly": assembly,
        "draw": drawing(store, assembly) if assembly.stage in PUBLISHED else None,
        "draws": around(store, assembly.id),
        "sessions": sessions(store, assembly.id, now=now()),
        "votes": votes,
        "asked": readings_of(store, assembly.id, votes, spoken()),
        "undecided": [vote.id for vote in votes if _is_undecided(store, vote)],
        "recommendations": _recommended(store, votes),
        "named": [*store.named(assembly.id)],
        "last": last_digest(store, assembly.id),
    }


def _recommended(store: Store, votes: Iterable[Vote]) -> tuple[Recommendation, ...]:
    """What those of the *votes* recommend that are decided, group after group, by support."""
    asked = (vote for vote in votes if vote.rule == "support")
    documents = (document_if_decided(store, vote) for vote in asked)
    return recommendations([one for one in documents if one is not None], {})


def _is_undecided(store: Store, vote: Vote) -> bool:
    """Whether a closed vote waits for its urn to be opened, or for dice."""
    seen = shown(store, vote)
    return seen is not None and seen.board is not None and not seen.over
