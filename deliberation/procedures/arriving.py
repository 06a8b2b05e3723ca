"""Who is at a session: members say it by their card, and only the number is ever known.

As long as a vote is open nobody arrives or leaves, so that the number stands while it is held; who
has a card may vote in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from deliberation.errors import ProcedureError
from deliberation.procedures.meeting import session_for_member
from deliberation.sessions import Session
from deliberation.sessions.agenda import arrived_at
from deliberation.store import Store


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many are *here*, and how many *cards* give a voice."""

    here: int
    cards: int


def attendance(store: Store, session: Session) -> Attendance:
    """How many are at a *session*, of how many."""
    return Attendance(store.arrivals(session.id), len(store.roll(session.assembly_id)))


def session_to_arrive_at(store: Store, assembly_id: str, *, now: datetime) -> Session | None:
    """The session that members who arrive now come to, if there is one."""
    return arrived_at(store.sessions(assembly_id), now=now)


def check_in(store: Store, session_id: str, *, token: str, now: datetime) -> None:
    """Count the holder of a card as being there; a second time changes nothing.

    Raises:
        NotAMemberError: the token is none of the assembly's.
        NotFoundError: there is no such session.
        ProcedureError: it is not the session that one arrives at now, or a vote is open.
    """
    session = session_for_member(store, session_id, token=token)
    if arrived_at([session], now=now) is None:
        raise ProcedureError("nobody can check in so long before a session, or after it")
    store.add_arrival(session_id, mark_of(token, session_id=session_id))


def check_out(store: Store, session_id: str, *, token: str) -> None:
    """Count the holder of a card as being there no more.

    Raises:
        NotAMemberError: the token is none of the assembly's.
        NotFoundError: there is no such session.
        ProcedureError: a vote is open.
    """
    session_for_member(store, session_id, token=token)
    store.remove_arrival(session_id, mark_of(token, session_id=session_id))


def is_here(store: Store, session_id: str, *, token: str) -> bool:
    """Whether the holder of a card has checked in."""
    return store.has_arrived(session_id, mark_of(token, session_id=session_id))


def mark_of(token: str, *, session_id: str) -> str:
    """What stands for the holder of a token among those who are at one session.

    It is another than their voice, so that whoever has typed a name is not known to be there.
    """
    return sha256(f"here{token}{session_id}".encode()).hexdigest()
