"""The sessions of an assembly for calendars, which ask for them again and again."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from deliberation.errors import NotFoundError
from deliberation.sessions.calendar import calendar
from webapp import policy
from webapp.current import now, reading
from webapp.public.pages import bp


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
    headers = {"Content-Disposition": 'attachment; filename="sessions.ics"'}
    return Response(text, content_type="text/calendar; charset=utf-8", headers=headers)
