"""The names of members that stand on the public page: whoever has agreed, and nobody else."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.naming import LONGEST_NAME, forget_name, name_member
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp

ADDRESS = "/facilitator/<assembly_id>/names"


@bp.get(ADDRESS)
@policy.facilitator
def names(assembly_id: str) -> ResponseReturnValue:
    """Who is named, and a place to add somebody who has agreed."""
    return _page(assembly_id)


@bp.post(ADDRESS)
@policy.facilitator
def put_name(assembly_id: str) -> ResponseReturnValue:
    """Name somebody."""
    with shown_again(partial(_page, assembly_id)) as typed:
        name = typed.line("name", longest=LONGEST_NAME)
        agreed = typed.ticked("agreed")
    with begin() as store:
        by = current_user.facilitator.id
        name_member(store, assembly_id, name, agreed=agreed, by=by, now=now())
    return redirect(url_for("facilitator.names", assembly_id=assembly_id))


@bp.post(f"{ADDRESS}/remove")
@policy.facilitator
def remove_name(assembly_id: str) -> ResponseReturnValue:
    """Name somebody no more."""
    with begin() as store:
        name = request.form.get("name", "")
        forget_name(store, assembly_id, name, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.names", assembly_id=assembly_id))


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    with reading() as store:
        named = store.named(assembly_id)
    return render_template(
        "facilitator/names.html", assembly=g.assembly, named=named, problems=problems or {}
    )
