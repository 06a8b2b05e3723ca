"""The record of processing activities of an assembly, on a page that can be printed.

Source: Regulation (EU) 2016/679, Article 30(1); what each of its letters asks for is on the page.
"""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.retaining import clocks, set_controller
from deliberation.retention import Controller
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.personal import answers_are_public


@bp.get("/facilitator/<assembly_id>/data/record")
@policy.facilitator
def processing(assembly_id: str) -> ResponseReturnValue:
    """The record, from the same table as the clocks."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/data/record")
@policy.facilitator
def say_who_answers(assembly_id: str) -> ResponseReturnValue:
    """Say who answers for the data."""
    with shown_again(partial(_page, assembly_id)) as typed:
        name, contact = typed.line("name"), typed.line("contact")
        controller = Controller(name, contact, typed.line("officer", needed=False))
    with begin() as store:
        set_controller(store, assembly_id, controller, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.processing", assembly_id=assembly_id))


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    at = now()
    with reading() as store:
        found, controller = clocks(store, assembly_id, now=at), store.controller(assembly_id)
        public = answers_are_public(store, assembly_id)
    return render_template(
        "facilitator/processing.html",
        assembly=g.assembly,
        clocks=found,
        controller=controller,
        public=public,
        at=at,
        problems=problems or {},
    )
