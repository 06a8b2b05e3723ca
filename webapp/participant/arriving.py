"""A member says that they are there."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from deliberation.errors import ProcedureError
from deliberation.procedures import arriving
from webapp import policy
from webapp.current import begin, now
from webapp.participant import asking
from webapp.participant.blueprint import bp


@bp.post("/here")
@policy.member
def here() -> ResponseReturnValue:
    """Check in at the session that members arrive at now, or take that back."""
    member, at = asking.holder(), now()
    with begin() as store:
        session = arriving.session_to_arrive_at(store, member.assembly_id, now=at)
        if session is None:
            raise ProcedureError("nobody can check in so long before a session, or after it")
        if request.form.get("here") == "no":
            arriving.check_out(store, session.id, token=member.token)
        else:
            arriving.check_in(store, session.id, token=member.token, now=at)
    return redirect(url_for("participant.ballots"))
