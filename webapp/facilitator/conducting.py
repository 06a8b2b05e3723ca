"""A session under way: one large button, what is now, what is next, and a line for everybody."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures import conducting
from deliberation.procedures.conducting import LONGEST_MESSAGE
from deliberation.procedures.decide import votes_now
from deliberation.procedures.speaking import LONGEST_NAME
from deliberation.roles import Right
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.sessions import ADDRESS, own_session
from webapp.fresh import fresh
from webapp.public.sessions import going_on


@bp.get(f"{ADDRESS}/<session_id>/conduct")
@policy.may(Right.FOLLOW)
def conduct(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The page that a session is led from."""
    return conduct_page(assembly_id, session_id, {})


@bp.get(f"{ADDRESS}/<session_id>/conduct/now")
@policy.may(Right.FOLLOW)
def conduct_now(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """What is now, what comes, and whether a vote holds up the queue, as parts of the page."""
    with reading() as store:
        found = going_on(store, own_session(store, assembly_id, session_id), now=now())
        shown = {"assembly": g.assembly, "on": found, "votes": votes_now(store, assembly_id)}
    parts = ("facilitator/_now.html", "facilitator/_ahead.html", "facilitator/_held.html")
    return fresh("".join(render_template(part, **shown) for part in parts))


@bp.post(f"{ADDRESS}/<session_id>/next")
@policy.facilitator
def move_on(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """End the item that the form names, and begin the next one."""
    after, by = request.form.get("after", ""), current_user.facilitator.id
    with begin() as store:
        own_session(store, assembly_id, session_id)
        conducting.move_on(store, session_id, after=after, by=by, now=now())
    return _back(assembly_id, session_id)


@bp.post(f"{ADDRESS}/<session_id>/back")
@policy.facilitator
def step_back(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Take the last step back."""
    to, by = request.form.get("to", ""), current_user.facilitator.id
    with begin() as store:
        own_session(store, assembly_id, session_id)
        conducting.step_back(store, session_id, to=to, by=by)
    return _back(assembly_id, session_id)


@bp.post(f"{ADDRESS}/<session_id>/message")
@policy.facilitator
def tell_all(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Show a line to everybody, or take it back where the form holds none."""
    with shown_again(partial(conduct_page, assembly_id, session_id)) as typed:
        text = typed.line("message", longest=LONGEST_MESSAGE, needed=False)
    with begin() as store:
        own_session(store, assembly_id, session_id)
        conducting.tell_all(store, assembly_id, text, by=current_user.facilitator.id)
    return _back(assembly_id, session_id)


def conduct_page(assembly_id: str, session_id: str, problems: dict[str, str]) -> str:
    """The page that a session is led from, with the *problems* of its forms beside their fields."""
    with reading() as store:
        found = going_on(store, own_session(store, assembly_id, session_id), now=now())
        votes = votes_now(store, assembly_id)
    return render_template(
        "facilitator/conduct.html",
        assembly=g.assembly,
        on=found,
        votes=votes,
        longest=LONGEST_MESSAGE,
        longest_name=LONGEST_NAME,
        problems=problems,
    )


def _back(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Go back to the page that the session is led from."""
    return redirect(url_for("facilitator.conduct", assembly_id=assembly_id, session_id=session_id))
