"""A correction on the ledger: what somebody has to say of an entry, which stays as it is."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.noting import correct
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.public.ledgers import told


@bp.get("/facilitator/<assembly_id>/correct")
@policy.facilitator
def correction(assembly_id: str) -> ResponseReturnValue:
    """The entries in words, and a place to say what is wrong with one of them."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/correct")
@policy.facilitator
def put_correction(assembly_id: str) -> ResponseReturnValue:
    """Put it on the ledger, for everybody and for good."""
    with reading() as store:
        entries = [str(entry.index) for entry in told(store, assembly_id)]
    with shown_again(partial(_page, assembly_id)) as typed:
        index, reason = int(typed.choice("entry", entries)), typed.line("reason", longest=300)
    with begin() as store:
        by = current_user.facilitator.id
        correct(store, assembly_id, index, reason=reason, by=by, now=now())
    return redirect(url_for("facilitator.correction", assembly_id=assembly_id))


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    with reading() as store:
        entries = told(store, assembly_id)
    return render_template(
        "facilitator/correct.html", assembly=g.assembly, entries=entries, problems=problems or {}
    )
