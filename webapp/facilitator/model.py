"""A new assembly after the model of one before."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.copying import duplicate
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, new_id, now, reading
from webapp.facilitator.blueprint import bp


@bp.get("/facilitator/<assembly_id>/copy")
@policy.facilitator
def model(assembly_id: str) -> ResponseReturnValue:
    """The form for an assembly after the model of this one."""
    return _page(assembly_id, {})


@bp.post("/facilitator/<assembly_id>/copy")
@policy.facilitator
def copy(assembly_id: str) -> ResponseReturnValue:
    """Make it."""
    with shown_again(partial(_page, assembly_id)) as typed:
        said = {"title": typed.line("title"), "question": typed.text("question", longest=1000)}
        first = typed.day("day") if "day" in request.form else None
    by = current_user.facilitator.id
    with begin() as store:
        made = duplicate(store, assembly_id, **said, first=first, by=by, now=now(), new_id=new_id)
    return redirect(url_for("facilitator.assembly", assembly_id=made.id))


def _page(assembly_id: str, problems: dict[str, str]) -> str:
    with reading() as store:
        meets = bool(store.sessions(assembly_id))
    before = {"title": g.assembly.title, "question": g.assembly.question}
    return render_template(
        "facilitator/copy.html",
        assembly=g.assembly,
        meets=meets,
        typed=request.form or before,
        problems=problems,
    )
