"""Asking to speak, from the page that a member reaches by a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from deliberation.errors import ProcedureError
from deliberation.procedures import speaking as steps
from deliberation.procedures.decide import votes_now
from deliberation.procedures.speaking import LONGEST_NAME, Floor
from deliberation.sessions import Session
from deliberation.sessions.speaking import Person
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.fresh import fresh
from webapp.participant import asking
from webapp.participant.blueprint import bp
from webapp.wishes import wish_typed


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member stands.

    Args:
        state: "speaks", "waits", "votes" (nobody may ask), "asks" (one may), or "nothing" where no
            session goes on.
        ahead: how many come before them, where they wait.
        own: how they are called, where they are known to the queue.
    """

    state: str
    ahead: int = 0
    own: Person | None = None


@bp.get("/speaking")
@policy.member
def speaking() -> ResponseReturnValue:
    """The form, or the place in the queue."""
    return _page({})


@bp.get("/speaking/now")
@policy.member
def speaking_now() -> ResponseReturnValue:
    """The place in the queue, as a part of the page."""
    return fresh(render_template("participant/_speaking.html", **_shown()))


@bp.post("/speaking")
@policy.member
def ask_to_speak() -> ResponseReturnValue:
    """Put this member into the queue."""
    with shown_again(_page) as typed:
        wish = wish_typed(typed, named=False)
    holder = asking.holder()
    with begin() as store:
        session = _session(store, holder.assembly_id)
        steps.ask_to_speak(store, session.id, **wish, token=holder.token, now=now())
    return redirect(url_for("participant.speaking"))


@bp.post("/speaking/withdraw")
@policy.member
def withdraw() -> ResponseReturnValue:
    """Take this member out of the queue."""
    holder = asking.holder()
    with begin() as store:
        session = _session(store, holder.assembly_id)
        steps.withdraw_wish(store, session.id, token=holder.token)
    return redirect(url_for("participant.speaking"))


def _session(store: Store, assembly_id: str) -> Session:
    """The session that goes on.

    Raises:
        ProcedureError: there is none.
    """
    session = steps.session_that_goes_on(store, assembly_id)
    if session is None:
        raise ProcedureError("nobody can ask to speak before the session begins, or after it")
    return session


def _page(problems: dict[str, str]) -> str:
    return render_template(
        "participant/speaking.html", **_shown(), problems=problems, longest=LONGEST_NAME
    )


def _shown() -> dict[str, Any]:
    """What the page shows."""
    holder = asking.holder()
    with reading() as store:
        assembly = store.assembly(holder.assembly_id)
        session = steps.session_that_goes_on(store, holder.assembly_id)
        place = Place("nothing")
        if session is not None:
            floor = steps.floor_of(store, session.id, now=now())
            voice = steps.voice_of(holder.token, session_id=session.id)
            place = _place(floor, voice, votes=votes_now(store, holder.assembly_id))
    return {"assembly": assembly, "session": session, "place": place}


def _place(floor: Floor, voice: str, *, votes: bool) -> Place:
    """Where the member with this *voice* stands."""
    if floor.speaker is not None and floor.speaker.person.voice == voice:
        return Place("speaks", own=floor.speaker.person)
    for ahead, one in enumerate(floor.waiting):
        if one.wish.person.voice == voice:
            return Place("waits", ahead, one.wish.person)
    own = next((one.person for one in floor.spoken if one.person.voice == voice), None)
    return Place("votes" if votes else "asks", own=own)
