"""A result in a frame on somebody else's page: small, without script and without a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.wording import reading_of
from deliberation.record.supported import supported
from webapp import policy
from webapp.current import reading
from webapp.framed import framed
from webapp.languages import spoken
from webapp.public.pages import bp
from webapp.public.published import opened_vote

MOST = 8
"""Of those chosen so many are named; the page of the vote names all."""


@bp.get("/votes/<vote_id>/widget")
@policy.public
@framed
def widget(vote_id: str) -> ResponseReturnValue:
    """What a vote came to, or that it is not decided, in the language that the address says."""
    with reading() as store:
        vote = opened_vote(store, vote_id)
        page = {"vote": vote, "asked": reading_of(store, vote, spoken())}
        document = document_if_decided(store, vote)
    return render_template("public/widget.html", **page, **_outcome(document), most=MOST)


def _outcome(document: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a published *document* says, those with most support first; nothing without one."""
    if document is None:
        return {"document": None}
    support = {one.name: one for one in supported(document)}
    chosen = document["result"]["elected"]
    if support:
        chosen = sorted(chosen, key=lambda name: -support[name].supporters)
    return {"document": document, "chosen": chosen, "support": support}
