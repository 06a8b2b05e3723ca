"""The key of a sealed vote: printed once on sheets, shown by its holders, and the opening."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

import segno
from babel import Locale
from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Mode, Vote
from deliberation.errors import InvalidInputError
from deliberation.figures.share_sheet import share_parts
from deliberation.figures.share_words import SHARE
from deliberation.procedures.decide import open_vote
from deliberation.procedures.sealed import open_sealed_vote, prepare_urn
from deliberation.store import Store
from deliberation.urn import MARKS, Share, Split, Urn
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote, vote_page
from webapp.languages import spoken
from webapp.sentences import whole


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/key")
@policy.facilitator
def make_key(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """A new key, on the sheets of this one page and never again."""
    with shown_again(partial(vote_page, assembly_id, vote_id)) as typed:
        split = Split(typed.choice("split", [*Split]))
    with begin() as store:
        vote = own_vote(store, assembly_id, vote_id)
        page = _new_sheets(store, vote, split)
    return render_template("facilitator/share_sheets.html", assembly=g.assembly, vote=vote, **page)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/open")
@policy.facilitator
def start_vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Let members cast ballots: sealed ones, if each holder has shown a sheet, or a roll call's."""
    try:
        with begin() as store:
            _open(store, own_vote(store, assembly_id, vote_id))
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


def _new_sheets(store: Store, vote: Vote, split: Split) -> dict[str, Any]:
    """The sheets of a new key, and whether there was one before."""
    again, by = store.urn(vote.id) is not None, current_user.facilitator.id
    shares = prepare_urn(store, vote.id, split=split, random_bytes=secrets.token_bytes, by=by)
    urn = store.urn(vote.id)
    assert urn is not None, "it was prepared just now"
    return {
        "sheets": [sheet_of(share, urn, vote.title) for share in shares],
        "spoken": spoken(SHARE),
        "reading": Locale(spoken(SHARE)).text_direction,
        "again": again,
        "rehearsal": urn.rehearsal,
    }


def _open(store: Store, vote: Vote) -> None:
    """Open a roll call, or a sealed vote with the marks of the sheets that were shown."""
    by = current_user.facilitator.id
    if vote.mode is Mode.ROLL_CALL:
        open_vote(store, vote.id, by=by, now=now())
    else:
        open_sealed_vote(store, vote.id, _marks(), by=by, now=now())


def _marks() -> dict[str, list[str]]:
    """What each holder has typed from a sheet."""
    return {
        holder: [request.form.get(f"{holder}-{place}", "") for place in MARKS]
        for split in Split
        for holder in split.holders
    }
