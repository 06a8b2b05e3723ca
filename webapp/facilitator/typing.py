"""Papers are typed in, each by two people; what differs is shown to both."""

from __future__ import annotations

import secrets

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
from webapp import policy
from webapp.current import begin, reading
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote
from webapp.forms import Typed
from webapp.participant import filled, phrases
from webapp.participant.written import marks_told

NAME = "typist"  # in the session: who types at this screen


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
        alone = types_alone(store, vote)
    typed, form = Typed(request.form), filled.read(vote, request.form)
    phrase = phrases.read(request.form.get("phrase", ""))
    name = typed.line("name", longest=60) if alone else current_user.facilitator.name
    spoiled = typed.ticked("spoiled")
    if not spoiled and (form.ballot is None or phrase.problem):
        typed.problems["ballot"] = phrase.problem or form.problem
    if typed.problems:
        return _form(vote, form, typed.problems), 400
    written = Written(None) if spoiled else Written(form.ballot, phrase.said)
    try:
        paper = paper_token(request.form.get("code", ""), vote_id=vote_id)
        with begin() as store:
            found = type_in(
                store, vote_id, written, paper=paper,
                typist=Typist(current_user.facilitator.id, name),
                random_bytes=secrets.token_bytes,
            )  # fmt: skip
    except (InvalidInputError, ProcedureError) as error:
        problems = {"code": " ".join(sentences(error))}
        return _form(vote, form, problems), 409 if isinstance(error, ProcedureError) else 400
    session[NAME] = name
    if isinstance(found, Differing):
        return _form(vote, form, differing=found)
    flash(_("This paper is in the urn.") if found else _told_once())
    return redirect(url_for("facilitator.typing", assembly_id=assembly_id, vote_id=vote_id))


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/anew")
@policy.facilitator
def type_anew(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Forget what was typed in from a paper, so that two people begin anew with it."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    try:
        paper = paper_token(request.form.get("anew", ""), vote_id=vote_id)
        with begin() as store:
            begin_anew(store, vote_id, paper=paper, by=current_user.facilitator.id)
    except (InvalidInputError, ProcedureError) as error:
        problems = {"anew": " ".join(sentences(error))}
        page = _form(vote, filled.show(vote, None), problems)
        return page, 409 if isinstance(error, ProcedureError) else 400
    flash(_("What was typed in from this paper is forgotten. Two people type it in anew."))
    return redirect(url_for("facilitator.typing", assembly_id=assembly_id, vote_id=vote_id))


def _told_once() -> str:
    return _("Typed in once, and sealed. Now another person types this paper in.")


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
