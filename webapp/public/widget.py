"""A result in a frame on somebody else's page: small, without script and without a cookie."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from deliberation.errors import ProcedureError, UnresolvedTieError
from deliberation.procedures import publish
from deliberation.procedures.wording import reading_of
from deliberation.record.supported import supported
from webapp import policy
from webapp.current import reading
from webapp.framed import framed
from webapp.languages import spoken
from webapp.public.pages import bp, opened_vote

MOST = 8
"""Of those chosen so many are named; the page of the vote names all."""


@bp.get("/votes/<vote_id>/widget")
@policy.public
@framed
def widget(vote_id: str) -> ResponseReturnValue:
    """What a vote came to, or that it is not decided, in the language that the address says."""
    with reading() as store:
        vote = opened_vote(store, vote_id)
        page: dict[str, Any] = {"vote": vote, "asked": reading_of(store, vote, spoken())}
        try:
            document = publish.vote_document(store, vote_id)
        except (ProcedureError, UnresolvedTieError):
            return render_template("public/widget.html", **page, document=None)
    support = {one.name: one for one in supported(document)}
    chosen = document["result"]["elected"]
    if support:
        chosen = sorted(chosen, key=lambda name: -support[name].supporters)
    page |= {"document": document, "chosen": chosen, "support": support, "most": MOST}
    return render_template("public/widget.html", **page)
