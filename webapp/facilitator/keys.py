"""The key of a sealed vote: printed once on sheets, shown by its holders, and the opening."""

from __future__ import annotations

import secrets

import segno
from babel import Locale
from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Mode
from deliberation.errors import InvalidInputError
from deliberation.figures.share_sheet import share_parts
from deliberation.figures.share_words import SHARE
from deliberation.procedures.decide import open_vote
from deliberation.procedures.sealed import open_sealed_vote, prepare_urn
from deliberation.urn import MARKS, Share, Split, Urn
from webapp import policy
from webapp.current import begin, now
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote, vote_page
from webapp.forms import Typed
from webapp.languages import spoken
from webapp.sentences import whole


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/key")
@policy.facilitator
def make_key(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """A new key, on the sheets of this one page and never again."""
    typed = Typed(request.form)
    split = Split(typed.choice("split", [*Split]))
    if typed.problems:
        return vote_page(assembly_id, vote_id, typed.problems), 400
    by = current_user.facilitator.id
    with begin() as store:
        vote = own_vote(store, assembly_id, vote_id)
        again = store.urn(vote_id) is not None
        shares = prepare_urn(
            store, vote_id, split=split, random_bytes=secrets.token_bytes, by=by
        )  # fmt: skip
        urn = store.urn(vote_id)
    assert urn is not None, "it was prepared just now"
    sheets = [sheet_of(share, urn, vote.title) for share in shares]
    return render_template(
        "facilitator/share_sheets.html",
        assembly=g.assembly,
        vote=vote,
        sheets=sheets,
        spoken=spoken(SHARE),
        reading=Locale(spoken(SHARE)).text_direction,
        again=again,
        rehearsal=urn.rehearsal,
    )


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/open")
@policy.facilitator
def start_vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Let members cast ballots: sealed ones, if each holder has shown a sheet, or a roll call's."""
    marks = {
        holder: [request.form.get(f"{holder}-{place}", "") for place in MARKS]
        for split in Split
        for holder in split.holders
    }
    try:
        with begin() as store:
            vote = own_vote(store, assembly_id, vote_id)
            by = current_user.facilitator.id
            if vote.mode is Mode.ROLL_CALL:
                open_vote(store, vote_id, by=by, now=now())
            else:
                open_sealed_vote(store, vote_id, marks, by=by, now=now())
    except InvalidInputError as error:
        problems = {str(problem.column): whole(problem.text) for problem in error.problems}
        return vote_page(assembly_id, vote_id, problems), 400
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))


def sheet_of(share: Share, urn: Urn, title: str) -> Markup:
    """What stands on the sheet of one holder, in the visitor's language."""
    modules = segno.make(share.qr, error="m", micro=False).matrix
    parts = share_parts(
        share, urn, title=title, modules=modules, language=spoken(SHARE), level=2
    )  # fmt: skip
    return Markup("".join(parts))  # noqa: S704 - the figures escape what they write
