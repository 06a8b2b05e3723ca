"""What the public page of a vote shows: that it is open, what its urn holds, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from deliberation.assembly import Vote, VoteState
from deliberation.errors import ProcedureError, UnresolvedTieError
from deliberation.procedures import publish
from deliberation.procedures.paper import ways
from deliberation.procedures.reasoning import reasons_shown
from deliberation.procedures.revising import revision_of
from deliberation.procedures.shown import shown
from deliberation.procedures.wording import reading_of
from deliberation.store import Store
from deliberation.wordings import Reading
from webapp.current import base_url
from webapp.framed import frame
from webapp.languages import spoken
from webapp.public.ledgers import exceptions
from webapp.public.listed import listed
from webapp.public.results import counted


def outcome(store: Store, vote: Vote) -> tuple[str, dict[str, Any]]:
    """Which page shows how far *vote* has come, and what is on it."""
    page = _known(store, vote)
    seen = page["seen"]
    if vote.state is VoteState.OPEN:
        return "open", page
    page |= {"listed": listed(store, vote), "ways": ways(store, vote)}
    try:
        document = publish.vote_document(store, vote.id)
    except UnresolvedTieError as tie:
        lost = seen is not None and seen.given_up is not None
        return "closed" if lost else "tied", {**page, "tie": tie}
    except ProcedureError:
        return "closed" if seen else "nothing", page
    return "result", page | _decided(store, page["asked"], document)


def _known(store: Store, vote: Vote) -> dict[str, Any]:
    """What is public of a *vote* from its opening on."""
    return {
        "assembly": store.assembly(vote.assembly_id),
        "vote": vote,
        "asked": reading_of(store, vote, spoken()),
        "seen": shown(store, vote),
        "late": exceptions(store, vote),
        "round": _round(store, vote),
    }


def _decided(store: Store, asked: Reading, document: Mapping[str, Any]) -> dict[str, Any]:
    """What the published *document* of a vote says, and how others show it on their pages."""
    address = base_url() + url_for("public.widget", vote_id=asked.vote.id, lang=spoken())
    return {
        "result": counted(document, asked),
        "reasons": reasons_shown(store, asked.vote),
        "frame": frame(address, asked.vote.title),
    }


def _round(store: Store, vote: Vote) -> dict[str, Vote | None]:
    """The vote that this one revises, and the one that revises it."""
    if vote.rule != "support":
        return {}
    before, after = vote.options.get("revises"), revision_of(store.votes(vote.assembly_id), vote.id)
    return {"before": store.vote(before) if before else None, "after": after}
