"""Who speaks in a session and who waits, on the page that it is led from."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures import speaking
from deliberation.procedures.speaking import LONGEST_TABLE
from deliberation.roles import Right
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.conducting import conduct_page
from webapp.facilitator.sessions import ADDRESS, own_session
from webapp.fresh import fresh
from webapp.public.sessions import going_on
from webapp.wishes import wish_typed


@bp.get(f"{ADDRESS}/<session_id>/floor")
@policy.may(Right.FOLLOW)
def floor(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The queue, as a part of the page."""
    with reading() as store:
        found = going_on(store, own_session(store, assembly_id, session_id), now=now())
    return fresh(render_template("facilitator/_floor.html", assembly=g.assembly, on=found))


@bp.post(f"{ADDRESS}/<session_id>/floor")
@policy.may(Right.FLOOR)
def change_floor(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Let somebody speak, or end what is said."""
    with begin() as store:
        own_session(store, assembly_id, session_id)
        _change(store, session_id)
    return _back(assembly_id, session_id)


@bp.post(f"{ADDRESS}/<session_id>/floor/queue")
@policy.may(Right.FLOOR)
def put_in_queue(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Put somebody into the queue who has no phone."""
    with shown_again(partial(conduct_page, assembly_id, session_id)) as typed:
        wish = wish_typed(typed, named=True)
    with begin() as store:
        own_session(store, assembly_id, session_id)
        by = current_user.facilitator.id
        speaking.put_in_queue(store, session_id, **wish, by=by, now=now())
    return _back(assembly_id, session_id)


@bp.post(f"{ADDRESS}/<session_id>/floor/table")
@policy.may(Right.FLOOR)
def seat_at(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Say at which table somebody sits."""
    with shown_again(partial(conduct_page, assembly_id, session_id)) as typed:
        table = typed.line("at", longest=LONGEST_TABLE, needed=False)
    voice, by = request.form.get("voice", ""), current_user.facilitator.id
    with begin() as store:
        own_session(store, assembly_id, session_id)
        speaking.seat_at(store, session_id, voice=voice, table=table, by=by)
    return _back(assembly_id, session_id)


@bp.post(f"{ADDRESS}/<session_id>/floor/forget")
@policy.facilitator
def forget_floor(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Forget who has spoken and who waits."""
    with begin() as store:
        own_session(store, assembly_id, session_id)
        speaking.forget_speaking(store, session_id, by=current_user.facilitator.id)
    return _back(assembly_id, session_id)


def _change(store: Store, session_id: str) -> None:
    """What the button that was pressed says."""
    by, ends = current_user.facilitator.id, request.form.get("ends", type=int)
    if ends is not None:
        speaking.end_speech(store, session_id, number=ends, by=by, now=now())
    else:
        voice = request.form.get("voice", "")
        speaking.give_floor(store, session_id, voice=voice, by=by, now=now())


def _back(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Go back to the queue on the page that the session is led from."""
    return redirect(
        url_for(
            "facilitator.conduct", assembly_id=assembly_id, session_id=session_id, _anchor="floor"
        )
    )
