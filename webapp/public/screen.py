"""The big screen of a session: it follows whoever leads it, and is for reading only."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from deliberation.errors import NotFoundError
from deliberation.procedures.wording import reading_of
from webapp import policy
from webapp.current import now, reading
from webapp.fresh import fresh
from webapp.languages import spoken
from webapp.public.pages import bp
from webapp.public.sessions import going_on
from webapp.shared import this_second


@bp.get("/assemblies/<assembly_id>/sessions/<session_id>")
@policy.public
def screen(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The whole page; without a script it loads itself anew."""
    return _fresh(render_template("public/screen.html", **_shown(assembly_id, session_id)))


@bp.get("/assemblies/<assembly_id>/sessions/<session_id>/now")
@policy.public
def screen_now(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """What is on it now, as a part of the page."""

    def make() -> str:
        return render_template("public/_screen.html", **_shown(assembly_id, session_id))

    return _fresh(this_second(make, "screen", assembly_id, session_id, spoken()))


def _shown(assembly_id: str, session_id: str) -> dict[str, Any]:
    """What the screen shows.

    Raises:
        NotFoundError: the assembly has no such session, or it is not shown to everybody.
    """
    with reading() as store:
        session = store.session(session_id)
        if session.assembly_id != assembly_id or not session.public:
            raise NotFoundError("session", session_id)
        on = going_on(store, session, now=now())
        asked = None if on.vote is None else reading_of(store, on.vote, spoken())
        return {"assembly": store.assembly(assembly_id), "on": on, "asked": asked}


def _fresh(page: str) -> ResponseReturnValue:
    """*page*, or 304 and nothing where the visitor has it already; asked for at each visit."""
    response = fresh(page)
    response.headers["Cache-Control"] = "no-cache"
    return response
