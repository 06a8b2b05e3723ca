"""A vote is tried beforehand, in an assembly of made-up members who vote at a button."""

from __future__ import annotations

import secrets

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.rehearsing import FEWEST, MOST, let_vote, rehearse
from webapp import policy
from webapp.current import begin, new_id, now
from webapp.facilitator.blueprint import bp
from webapp.facilitator.cards import sheets_of
from webapp.facilitator.rehearsed import titled
from webapp.facilitator.votes import own_vote, vote_page
from webapp.forms import Typed


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/rehearse")
@policy.facilitator
def rehearse_vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Make the assembly of the rehearsal, and print a few cards for phones that are tried."""
    typed = Typed(request.form)
    members = typed.number("made-up", least=FEWEST, most=MOST)
    if typed.problems:
        return vote_page(assembly_id, vote_id, typed.problems), 400
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        vote, cards = rehearse(
            store,
            vote_id,
            members=members,
            titled=titled,
            random_bytes=secrets.token_bytes,
            by=current_user.facilitator.id,
            now=now(),
            ids=(new_id(), new_id()),
        )
        assembly = store.assembly(vote.assembly_id)
    sheets, address = sheets_of(cards, assembly.id)
    return render_template(
        "facilitator/card_sheets.html", assembly=assembly, sheets=sheets, address=address, vote=vote
    )


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/made-up")
@policy.facilitator
def made_up_ballots(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Let the made-up members cast their ballots."""
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        let_vote(store, vote_id, random_bytes=secrets.token_bytes, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))
