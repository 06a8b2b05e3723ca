"""Deleting an assembly of which nothing is public, or a rehearsal."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.procedures.deleting import can_be_deleted, delete_assembly
from deliberation.roles import Act
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator import uploads
from webapp.facilitator.blueprint import bp
from webapp.facilitator.personal import overwritten
from webapp.facilitator.second import pair, second_typed


@bp.get("/facilitator/<assembly_id>/delete")
@policy.facilitator
def delete(assembly_id: str) -> ResponseReturnValue:
    """What will be gone, before it is."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/delete")
@policy.facilitator
def delete_whole(assembly_id: str) -> ResponseReturnValue:
    """Delete it, where that was ticked, and overwrite what it left."""
    with shown_again(partial(_page, assembly_id)) as typed:
        second = second_typed(typed, assembly_id, Act.DELETE)
        if not typed.ticked("sure"):
            typed.problems["sure"] = _("Tick this first.")
    with begin() as store:
        by = current_user.facilitator.id
        delete_assembly(store, assembly_id, by=by, second=second, now=now())
    uploads.current().drop(assembly_id)
    overwritten()
    return redirect(url_for("facilitator.assemblies"))


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    with reading() as store:
        can, two = can_be_deleted(store, assembly_id), pair(store, assembly_id, Act.DELETE)
    return render_template(
        "facilitator/delete.html",
        assembly=g.assembly,
        can=can,
        pair=two,
        problems=problems or {},
    )
