"""Papers are typed in, each by two people; what differs is shown to both."""

from __future__ import annotations

import secrets
from functools import partial

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.papers import Typist
from deliberation.procedures.paper import paper_token
from deliberation.procedures.typing import (
    Differing,
    Written,
    begin_anew,
    differing_lines,
    type_in,
    types_alone,
)
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote
from webapp.forms import Typed
from webapp.participant import filled, phrases
from webapp.participant.written import marks_told

NAME = "typist"  # in the session: who types at this screen
REFUSED = (InvalidInputError, ProcedureError)


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/papers/typing")
@policy.facilitator
def typing(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """The form for one paper."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    return _form(vote, filled.show(vote, None))


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/typing")
@policy.facilitator
def type_paper(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Keep what a paper says; the second time it goes into the urn, or the two are shown."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    form = filled.read(vote, request.form)
    again = partial(_form, vote, form)
    with shown_again(again) as typed:
        written, typist = _read(typed, vote, form)
    with told_beside("code", again, kinds=REFUSED), begin() as store:
        found = _typed_in(store, vote_id, written, typist)
    session[NAME] = typist.name
    return _answer(vote, form, found)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/anew")
@policy.facilitator
def type_anew(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Forget what was typed in from a paper, so that two people begin anew with it."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    again = partial(_form, vote, filled.show(vote, None))
    with told_beside("anew", again, kinds=REFUSED), begin() as store:
        paper = paper_token(request.form.get("anew", ""), vote_id=vote_id)
        begin_anew(store, vote_id, paper=paper, by=current_user.facilitator.id)
    flash(_("What was typed in from this paper is forgotten. Two people type it in anew."))
    return redirect(url_for("facilitator.typing", assembly_id=assembly_id, vote_id=vote_id))


def _read(typed: Typed, vote: Vote, form: filled.Filled) -> tuple[Written, Typist]:
    """What the paper says, and who has typed it; two who share an account give their names."""
    with reading() as store:
        alone = types_alone(store, vote)
    me, phrase = current_user.facilitator, phrases.read(request.form.get("phrase", ""))
    typist = Typist(me.id, typed.line("name", longest=60) if alone else me.name)
    if typed.ticked("spoiled"):
        return Written(None), typist
    if form.ballot is None or phrase.problem:
        typed.problems["ballot"] = phrase.problem or form.problem
    return Written(form.ballot, phrase.said), typist


def _typed_in(store: Store, vote_id: str, written: Written, typist: Typist) -> Differing | bool:
    """Keep what is *written* on the paper whose code was typed."""
    paper, chance = paper_token(request.form.get("code", ""), vote_id=vote_id), secrets.token_bytes
    return type_in(store, vote_id, written, paper=paper, typist=typist, random_bytes=chance)


def _answer(vote: Vote, form: filled.Filled, found: Differing | bool) -> ResponseReturnValue:
    """What differs; or the form for the next paper, and whether this one is in the urn."""
    if isinstance(found, Differing):
        return _form(vote, form, differing=found)
    once = _("Typed in once, and sealed. Now another person types this paper in.")
    flash(_("This paper is in the urn.") if found else once)
    return redirect(url_for("facilitator.typing", assembly_id=vote.assembly_id, vote_id=vote.id))


def _form(
    vote: Vote,
    form: filled.Filled,
    problems: dict[str, str] | None = None,
    differing: Differing | None = None,
) -> str:
    """The form, and beside it what two people have typed that differs."""
    with reading() as store:
        box, alone = store.box(vote.id), types_alone(store, vote)
    if differing is None:
        shown = {}
    else:
        shown = {
            "lines": differing_lines(vote, differing),
            "both": [filled.show(vote, one.ballot) for one in (differing.first, differing.second)],
        }
    return render_template(
        "facilitator/typing.html",
        assembly=g.assembly,
        vote=vote,
        box=box,
        form=form,
        marks=marks_told(vote),
        alone=alone,
        name=request.form.get("name", session.get(NAME, "")),
        most=filled.most_votes(vote) if vote.kind == "credits" else 0,
        differing=differing,
        problems=problems or {},
        **shown,
    )
