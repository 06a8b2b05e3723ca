"""What is kept under one's card, to read and to take along."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from deliberation.procedures.own_data import card_data
from deliberation.procedures.wording import readings_of
from deliberation.record.canonical import to_file
from webapp import policy
from webapp.current import reading
from webapp.languages import spoken
from webapp.participant import asking
from webapp.participant.blueprint import bp
from webapp.public.pages import download


@bp.get("/ballots/mine")
@policy.member
def own_data() -> ResponseReturnValue:
    """What is kept under this card."""
    member = asking.holder()
    with reading() as store:
        kept = card_data(store, member.assembly_id, token=member.token)
        asked = readings_of(store, member.assembly_id, store.votes(member.assembly_id), spoken())
    return render_template("participant/own_data.html", kept=kept, asked=asked)


@bp.get("/ballots/mine.json")
@policy.member
def own_data_json() -> ResponseReturnValue:
    """The same for programs."""
    member = asking.holder()
    with reading() as store:
        kept = card_data(store, member.assembly_id, token=member.token)
    return download(to_file(kept), "card.json", "application/json")
