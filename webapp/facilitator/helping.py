"""Who has helped how many members to vote; whom, nobody notes."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.papers import Helper
from deliberation.procedures.helping import MOST_HELPED, note_help
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/help")
@policy.facilitator
def helping(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """What was noted, and the form for more."""
    return _page(assembly_id, vote_id)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/help")
@policy.facilitator
def note_helping(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Note how many members somebody has helped."""
    with shown_again(partial(_page, assembly_id, vote_id)) as typed:
        name = typed.line("name", longest=100)
        helper = Helper(typed.choice("helper", [*Helper]))
        helped = typed.number("helped", least=0, most=MOST_HELPED)
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        by = current_user.facilitator.id
        note_help(store, vote_id, name=name, helper=helper, helped=helped, by=by)
    return redirect(url_for("facilitator.helping", assembly_id=assembly_id, vote_id=vote_id))


def _page(assembly_id: str, vote_id: str, problems: dict[str, str] | None = None) -> str:
    """What was noted of one vote."""
    with reading() as store:
        page = {"vote": own_vote(store, assembly_id, vote_id), "notes": store.help(vote_id)}
    page |= {"assembly": g.assembly, "roles": _roles(), "problems": problems or {}}
    return render_template("facilitator/helping.html", **page)


def _roles() -> dict[str, str]:
    """In which role somebody helps, in words."""
    return {
        Helper.DESK: _("at the desk"),
        Helper.INTERPRETER: _("as an interpreter"),
        Helper.COMPANION: _("as somebody whom the member brought along"),
    }
