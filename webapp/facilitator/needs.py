"""What members need at the sessions; and the list of it for the kitchen and the house."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import ProcedureError
from deliberation.needs import Help, wanted
from deliberation.procedures.needing import LONGEST_NOTE, forget_need, note_need
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed


@bp.get("/facilitator/<assembly_id>/needs")
@policy.facilitator
def needs(assembly_id: str) -> ResponseReturnValue:
    """Who needs what."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/needs")
@policy.facilitator
def add_need(assembly_id: str) -> ResponseReturnValue:
    """Note one need."""
    members = _members(assembly_id)
    with shown_again(partial(_page, assembly_id)) as typed:
        member, kind = typed.choice("member", members), typed.choice("kind", [*Help])
        note = typed.line("note", longest=LONGEST_NOTE, needed=False)
    with begin() as store:
        by = current_user.facilitator.id
        note_need(store, assembly_id, member=member, kind=kind, note=note, by=by)
    return redirect(url_for("facilitator.needs", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/needs/forget")
@policy.facilitator
def remove_need(assembly_id: str) -> ResponseReturnValue:
    """Forget one need."""
    typed = Typed(request.form)
    member, kind = typed.line("member"), typed.line("kind")
    with begin() as store:
        by = current_user.facilitator.id
        forget_need(store, assembly_id, member=member, kind=kind, by=by)
    return redirect(url_for("facilitator.needs", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/needs/print")
@policy.facilitator
def needs_list(assembly_id: str) -> ResponseReturnValue:
    """How many need what, without saying who, to print and hand on."""
    with reading() as store:
        listed = wanted(store.needs(assembly_id))
    return render_template("facilitator/needs_list.html", assembly=g.assembly, wanted=listed)


def _members(assembly_id: str) -> list[str]:
    """Who was drawn, and the reserve.

    Raises:
        ProcedureError: nobody is, yet.
    """
    if g.assembly.stage is not Stage.DRAWN:
        raise ProcedureError("members are asked what they need after the draw, not before")
    with reading() as store:
        return [*store.drawn(assembly_id).panel, *store.alternates(assembly_id)]


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    members = _members(assembly_id)
    with reading() as store:
        kept = store.needs(assembly_id)
    return render_template(
        "facilitator/needs.html",
        assembly=g.assembly,
        needs=kept,
        members=members,
        kinds=[*Help],
        problems=problems or {},
    )
