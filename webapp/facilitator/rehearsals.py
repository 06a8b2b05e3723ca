"""A vote is tried beforehand, in an assembly of made-up members who vote at a button."""

from __future__ import annotations

import secrets
from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Vote
from deliberation.procedures.cards import Card
from deliberation.procedures.rehearsing import FEWEST, MOST, let_vote, rehearse
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, new_id, now
from webapp.facilitator.blueprint import bp
from webapp.facilitator.cards import sheets_page
from webapp.facilitator.rehearsed import titled
from webapp.facilitator.votes import own_vote, vote_page


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/rehearse")
@policy.facilitator
def rehearse_vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Make the assembly of the rehearsal, and print a few cards for phones that are tried."""
    with shown_again(partial(vote_page, assembly_id, vote_id)) as typed:
        members = typed.number("made-up", least=FEWEST, most=MOST)
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        vote, cards = _rehearsed(store, vote_id, members)
        assembly = store.assembly(vote.assembly_id)
    return sheets_page(cards, assembly, vote)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/made-up")
@policy.facilitator
def made_up_ballots(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Let the made-up members cast their ballots."""
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        let_vote(store, vote_id, random_bytes=secrets.token_bytes, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))


def _rehearsed(store: Store, vote_id: str, members: int) -> tuple[Vote, tuple[Card, ...]]:
    """The copy of a vote in an assembly of made-up *members*, begun now by whoever asks."""
    return rehearse(
        store,
        vote_id,
        members=members,
        titled=titled,
        random_bytes=secrets.token_bytes,
        by=current_user.facilitator.id,
        now=now(),
        ids=(new_id(), new_id()),
    )
