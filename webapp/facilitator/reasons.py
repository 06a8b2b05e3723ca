"""Why recommendations were made, and who sees them otherwise: written one by one, by nobody."""

from __future__ import annotations

import re
from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Vote
from deliberation.errors import NotFoundError
from deliberation.procedures.reasoning import LONGEST_REASON, MOST_STATEMENTS, give_reasons
from deliberation.record.reasons import Reasons
from deliberation.roles import Right
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote
from webapp.forms import Typed

ADDRESS = "/facilitator/<assembly_id>/votes/<vote_id>/reasons"
BLANK_LINE = re.compile(r"\n\s*\n")


@bp.get(ADDRESS)
@policy.may(Right.WRITE)
def reasons(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """The recommendations of a vote, and of which of them something is said."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        said = store.reasons(vote_id)
    return render_template("facilitator/reasons.html", assembly=g.assembly, vote=vote, said=said)


@bp.get(f"{ADDRESS}/<int:place>")
@policy.may(Right.WRITE)
def reason(assembly_id: str, vote_id: str, place: int) -> ResponseReturnValue:
    """What is said of one of them, to be written."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        said = store.reasons(vote_id).get(place, Reasons())
    return _form(vote, place, {"reason": said.reason, "minority": "\n\n".join(said.minority)})


@bp.post(f"{ADDRESS}/<int:place>")
@policy.may(Right.WRITE)
def put_reason(assembly_id: str, vote_id: str, place: int) -> ResponseReturnValue:
    """Keep it; statements stand apart by an empty line."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    with shown_again(partial(_form, vote, place, request.form)) as typed:
        why, others = _typed(typed)
    with begin() as store:
        by = current_user.facilitator.id
        give_reasons(store, vote_id, place, reason=why, minority=others, by=by)
    return redirect(url_for("facilitator.reasons", assembly_id=assembly_id, vote_id=vote_id))


def _typed(typed: Typed) -> tuple[str, list[str]]:
    """The reason, and the statements of a minority."""
    longest = LONGEST_REASON * MOST_STATEMENTS
    why = typed.text("reason", longest=LONGEST_REASON, needed=False)
    return why, BLANK_LINE.split(typed.text("minority", longest=longest, needed=False))


def _form(
    vote: Vote, place: int, typed: dict[str, str], problems: dict[str, str] | None = None
) -> str:
    if place >= len(vote.candidates):
        raise NotFoundError("recommendation", str(place))
    return render_template(
        "facilitator/reason.html",
        assembly=g.assembly,
        vote=vote,
        name=vote.candidates[place],
        typed=typed,
        problems=problems or {},
    )
