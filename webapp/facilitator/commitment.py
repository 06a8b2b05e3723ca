"""Publishing the lottery's fingerprint, before anybody can know the dice."""

from __future__ import annotations

import secrets

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import ProcedureError
from deliberation.procedures.recruit import publish_commitment
from deliberation.roles import Right
from webapp import policy
from webapp.again import shown_again
from webapp.current import base_url, begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.words import moment

ANSWERS = ("publish", "withhold")


@bp.get("/facilitator/<assembly_id>/commitment")
@policy.may(Right.DRAW)
def commitment(assembly_id: str) -> ResponseReturnValue:
    """The choice to make before publishing, or what was published."""
    if g.assembly.stage in (Stage.COMMITTED, Stage.DRAWN):
        with reading() as store:
            published = store.commitment(assembly_id)
        return render_template(
            "facilitator/commitment.html", assembly=g.assembly, commitment=published
        )
    return _form()


@bp.post("/facilitator/<assembly_id>/commitment")
@policy.may(Right.DRAW)
def commit(assembly_id: str) -> ResponseReturnValue:
    """Publish; from here on pool, quotas and lottery are fixed."""
    with shown_again(_form) as typed:
        people = typed.choice("answers", ANSWERS) == "publish"
    salt, by = secrets.token_hex(16), current_user.facilitator.id
    with begin() as store:
        publish_commitment(store, assembly_id, publish_people=people, salt=salt, by=by, now=now())
    return redirect(url_for("facilitator.commitment", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/commitment/poster")
@policy.may(Right.DRAW)
def poster(assembly_id: str) -> ResponseReturnValue:
    """The commitment for the big screen and for paper."""
    if g.assembly.stage not in (Stage.COMMITTED, Stage.DRAWN):
        raise ProcedureError("the commitment is not published yet")
    with reading() as store:
        published = store.commitment(assembly_id)
    address = base_url() + url_for("public.assembly", assembly_id=assembly_id)
    page = {"commitment": published, "when": moment(published.published), "address": address}
    return render_template("facilitator/poster.html", assembly=g.assembly, **page)


def _form(problems: dict[str, str] | None = None) -> str:
    """The choice; nothing is chosen beforehand."""
    return render_template(
        "facilitator/commit.html",
        assembly=g.assembly,
        ready=g.assembly.stage is Stage.LOTTERY,
        problems=problems or {},
    )
