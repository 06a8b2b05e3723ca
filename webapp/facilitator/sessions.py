"""Sessions and their agendas: planned, moved about, shown to everybody or not yet."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.errors import NotFoundError
from deliberation.life import phase_of
from deliberation.procedures import meeting
from deliberation.procedures.meeting import LONGEST
from deliberation.roles import Right
from deliberation.sessions import Item, Phase, Session, on_paper
from deliberation.sessions.agenda import item_of
from deliberation.store import Store
from webapp import clock, policy
from webapp.again import shown_again
from webapp.current import begin, new_id, now, reading
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed

MOVES = {"up": -1, "down": 1}
MEETING = [phase.value for phase in Phase if phase is not Phase.RECRUIT]
ADDRESS = "/facilitator/<assembly_id>/sessions"


@bp.get(ADDRESS)
@policy.may(Right.AGENDA)
def sessions(assembly_id: str) -> ResponseReturnValue:
    """The sessions of an assembly, and the form for another one."""
    with reading() as store:
        before = [phase_of(session) for session in store.sessions(assembly_id)]
    typed = {"place": "", "start": "10:00", "public": "yes"}
    typed["phase"] = before[-1].value if before else Phase.LEARN.value
    return _sessions_page(assembly_id, typed, {})


@bp.post(ADDRESS)
@policy.facilitator
def make_session(assembly_id: str) -> ResponseReturnValue:
    """Make a session; its agenda comes next."""
    with shown_again(partial(_sessions_page, assembly_id, request.form)) as typed:
        said = _said_of_session(typed)
    with begin() as store:
        by = current_user.facilitator.id
        made = meeting.create_session(store, assembly_id, **said, by=by, id=new_id())
    return _to("session", made)


@bp.get(f"{ADDRESS}/<session_id>")
@policy.may(Right.AGENDA)
def session(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The agenda of a session with its times, and the form for another item."""
    return _session_page(assembly_id, session_id, {"minutes": "15"}, {})


@bp.post(f"{ADDRESS}/<session_id>")
@policy.facilitator
def new_item(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Put another item at the end of the agenda."""
    with shown_again(partial(_session_page, assembly_id, session_id, request.form)) as typed:
        said = _said_of_item(typed)
    with begin() as store:
        own_session(store, assembly_id, session_id)
        by = current_user.facilitator.id
        found = meeting.add_item(store, session_id, **said, by=by, id=new_id())
    return _to("session", found, "new")


@bp.get(f"{ADDRESS}/<session_id>/edit")
@policy.facilitator
def edit_session(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The form with what is said of a session."""
    with reading() as store:
        found = own_session(store, assembly_id, session_id)
    return _edit_page(found, _typed_of(found), {})


@bp.post(f"{ADDRESS}/<session_id>/edit")
@policy.facilitator
def change_session(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Say something else of a session."""
    with reading() as store:
        found = own_session(store, assembly_id, session_id)
    with shown_again(partial(_edit_page, found, request.form)) as typed:
        said = _said_of_session(typed)
    with begin() as store:
        meeting.change_session(store, session_id, **said, by=current_user.facilitator.id)
    return _to("session", found)


@bp.post(f"{ADDRESS}/<session_id>/remove")
@policy.facilitator
def remove_session(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """Forget a session that has not begun."""
    with begin() as store:
        own_session(store, assembly_id, session_id)
        meeting.remove_session(store, session_id, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.sessions", assembly_id=assembly_id))


@bp.get(f"{ADDRESS}/<session_id>/items/<item_id>")
@policy.facilitator
def edit_item(assembly_id: str, session_id: str, item_id: str) -> ResponseReturnValue:
    """The form with what is said of an item."""
    with reading() as store:
        found = own_session(store, assembly_id, session_id)
    item = item_of(found, item_id)
    return _item_page(found, item, _typed_of_item(item), {})


@bp.post(f"{ADDRESS}/<session_id>/items/<item_id>")
@policy.facilitator
def change_item(assembly_id: str, session_id: str, item_id: str) -> ResponseReturnValue:
    """Say something else of an item that is not over."""
    with reading() as store:
        found = own_session(store, assembly_id, session_id)
    with shown_again(partial(_item_page, found, item_of(found, item_id), request.form)) as typed:
        said = _said_of_item(typed)
    with begin() as store:
        by = current_user.facilitator.id
        meeting.change_item(store, session_id, item_id, **said, by=by)
    return _to("session", found)


@bp.post(f"{ADDRESS}/<session_id>/items/<item_id>/move")
@policy.facilitator
def move_item(assembly_id: str, session_id: str, item_id: str) -> ResponseReturnValue:
    """Move an item up or down by one place, or take it away."""
    do = request.form.get("do", "")
    by = current_user.facilitator.id
    with begin() as store:
        found = own_session(store, assembly_id, session_id)
        if do == "away":
            meeting.remove_item(store, session_id, item_id, by=by)
        else:
            meeting.move_item(store, session_id, item_id, places=MOVES.get(do, 0), by=by)
    return _to("session", found, "agenda")


def own_session(store: Store, assembly_id: str, session_id: str) -> Session:
    """The session, if it is one of this assembly.

    Raises:
        NotFoundError: it is not.
    """
    found = store.session(session_id)
    if found.assembly_id != assembly_id:
        raise NotFoundError("session", session_id)
    return found


def _said_of_session(typed: Typed) -> dict[str, Any]:
    """What the form says of a session."""
    on, at = typed.day("day"), typed.clock("start") or time()
    return {
        "title": typed.line("title"),
        "start": datetime.combine(on, at, clock.zone()),
        "place": typed.line("place", needed=False),
        "public": request.form.get("public") == "yes",
        "phase": Phase(typed.choice("phase", MEETING)),
    }


def _said_of_item(typed: Typed) -> dict[str, Any]:
    """What the form says of an item."""
    minutes = typed.number("minutes", least=1, most=LONGEST)
    may_shrink = bool(request.form.get("least", "").strip())
    return {
        "title": typed.line("title"),
        "minutes": minutes,
        "least": typed.number("least", least=1, most=minutes) if may_shrink else None,
        "at": typed.clock("at", needed=False),
        "vote_id": request.form.get("vote") or None,
    }


def _typed_of(session: Session) -> dict[str, str]:
    """The fields of the form as they would have been typed."""
    return {
        "title": session.title,
        "day": session.start.date().isoformat(),
        "start": clock.clock(session.start),
        "place": session.place,
        "public": "yes" if session.public else "",
        "phase": phase_of(session).value,
    }


def _typed_of_item(item: Item) -> dict[str, str]:
    return {
        "title": item.title,
        "minutes": str(item.minutes),
        "least": "" if item.least == item.minutes else str(item.least),
        "at": "" if item.at is None else item.at.isoformat("minutes"),
        "vote": item.vote_id or "",
    }


def _sessions_page(assembly_id: str, typed: Any, problems: dict[str, str]) -> str:
    with reading() as store:
        found = store.sessions(assembly_id)
    return render_template(
        "facilitator/sessions.html",
        assembly=g.assembly,
        sessions=found,
        typed=typed,
        problems=problems,
    )


def _session_page(assembly_id: str, session_id: str, typed: Any, problems: dict[str, str]) -> str:
    with reading() as store:
        found = own_session(store, assembly_id, session_id)
        votes = store.votes(assembly_id)
    return render_template(
        "facilitator/session.html",
        assembly=g.assembly,
        session=found,
        table=on_paper(found, now=now()),
        votes={vote.id: vote for vote in votes},
        typed=typed,
        problems=problems,
    )


def _edit_page(session: Session, typed: Any, problems: dict[str, str]) -> str:
    page = {"session": session, "typed": typed, "problems": problems}
    return render_template("facilitator/edit_session.html", assembly=g.assembly, **page)


def _item_page(session: Session, item: Item, typed: Any, problems: dict[str, str]) -> str:
    with reading() as store:
        votes = {vote.id: vote for vote in store.votes(session.assembly_id)}
    page = {"session": session, "item": item, "typed": typed, "problems": problems}
    return render_template("facilitator/edit_item.html", assembly=g.assembly, votes=votes, **page)


def _to(page: str, session: Session, anchor: str | None = None) -> ResponseReturnValue:
    """Go on to a page of the session."""
    address = url_for(
        f"facilitator.{page}",
        assembly_id=session.assembly_id,
        session_id=session.id,
        _anchor=anchor,
    )
    return redirect(address)
