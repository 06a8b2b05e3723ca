"""The sessions of an assembly for calendars, which ask for them again and again."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from deliberation.errors import NotFoundError
from deliberation.sessions.calendar import calendar
from webapp import policy
from webapp.current import now, reading
from webapp.public.pages import bp, download


@bp.get("/assemblies/<assembly_id>/sessions.ics")
@policy.public
def sessions_calendar(assembly_id: str) -> ResponseReturnValue:
    """The sessions that everybody may see."""
    with reading() as store:
        assembly = store.assembly(assembly_id)
        found = [session for session in store.sessions(assembly_id) if session.public]
    if not found:
        raise NotFoundError("sessions", assembly_id)
    text = calendar(found, title=assembly.title, now=now())
    return download(text.encode(), "sessions.ics", "text/calendar; charset=utf-8")
