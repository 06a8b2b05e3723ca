"""What is told of a session once it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.paper import ways
from deliberation.procedures.publish import assembly_bundle
from deliberation.record.bundle import unbundle
from deliberation.record.meeting import encode_meeting
from deliberation.sessions import Session
from deliberation.sessions.agenda import LATE
from deliberation.store import Store


def session_document(store: Store, session_id: str, *, now: datetime) -> dict[str, Any]:
    """``session.json``: the agenda of a session as planned and as it went, and who was there.

    Raises:
        NotFoundError: there is no such session that everybody may see.
        ProcedureError: it is not over.
    """
    session = store.session(session_id)
    if not session.public:
        raise NotFoundError("session", session_id)
    if not is_over(session, now=now):
        raise ProcedureError("a session is told of when it is over, not before")
    speeches, here = store.speeches(session_id), store.arrivals(session_id)
    votes = [store.vote(item.vote_id) for item in session.agenda if item.vote_id]
    told = {vote.id: found for vote in votes if (found := ways(store, vote)) is not None}
    return encode_meeting(session, speeches, here=here, ways=told)


def votes_of_session(store: Store, session_id: str) -> dict[str, dict[str, Any]]:
    """What is published of an assembly, where a vote of this session is decided; else nothing."""
    session = store.session(session_id)
    votes = [store.vote(item.vote_id) for item in session.agenda if item.vote_id]
    if all(document_if_decided(store, vote) is None for vote in votes):
        return {}
    return unbundle(assembly_bundle(store, session.assembly_id))


def is_over(session: Session, *, now: datetime) -> bool:
    """Whether everything has ended, or it has begun and nobody has said that for a day."""
    forgotten = session.reached is not None and now >= session.start + LATE
    return session.over or forgotten
