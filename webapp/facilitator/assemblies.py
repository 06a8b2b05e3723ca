"""The assemblies of a facilitator, and the one next step of each."""

from __future__ import annotations

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Stage, Vote, VoteState
from deliberation.errors import ProcedureError, UnresolvedTieError
from deliberation.procedures.decide import count_vote
from deliberation.procedures.recruit import create_assembly
from deliberation.procedures.replacing import around
from deliberation.procedures.shown import shown
from deliberation.store import Store
from webapp import policy
from webapp.current import begin, new_id, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.steps import steps
from webapp.forms import Typed
from webapp.public.ledgers import last_digest


@bp.get("/facilitator")
@policy.account
def assemblies() -> ResponseReturnValue:
    """The list of one's assemblies."""
    with reading() as store:
        own = store.assemblies_of(current_user.facilitator.id)
    return render_template("facilitator/assemblies.html", assemblies=own)


@bp.route("/facilitator/new", methods=["GET", "POST"])
@policy.beginner
def new_assembly() -> ResponseReturnValue:
    """Begin an assembly: its title and its question."""
    if request.method == "GET":
        return render_template("facilitator/new_assembly.html", problems={})
    typed = Typed(request.form)
    title, question = typed.line("title"), typed.text("question", longest=1000)
    if typed.problems:
        return render_template("facilitator/new_assembly.html", problems=typed.problems), 400
    with begin() as store:
        assembly = create_assembly(
            store,
            title=title,
            question=question,
            by=current_user.facilitator.id,
            now=now(),
            id=new_id(),
        )
    return redirect(url_for("facilitator.assembly", assembly_id=assembly.id))


@bp.get("/facilitator/<assembly_id>")
@policy.facilitator
def assembly(assembly_id: str) -> ResponseReturnValue:
    """One assembly: what is done, and what comes next."""
    with reading() as store:
        votes = store.votes(assembly_id)
        cards = len(store.cards(assembly_id))
        undecided = [vote.id for vote in votes if _undecided(store, vote)]
        sealed = {vote.id: seen for vote in votes if (seen := shown(store, vote))}
        last = last_digest(store, assembly_id)
        draws = around(store, assembly_id)
        sessions = store.sessions(assembly_id)
    listed = steps(
        g.assembly,
        votes,
        cards=cards,
        undecided=undecided,
        sealed=sealed,
        replaces=draws.before is not None,
    )
    return render_template(
        "facilitator/assembly.html",
        assembly=g.assembly,
        steps=listed,
        draws=draws,
        sessions=sessions,
        votes=votes,
        sealed=sealed,
        undecided=undecided,
        last=last,
        public=g.assembly.stage in (Stage.COMMITTED, Stage.DRAWN)
        or any(vote.state is not VoteState.DRAFT for vote in votes)
        or any(session.public for session in sessions),
    )


def _undecided(store: Store, vote: Vote) -> bool:
    """Whether a closed vote waits for its urn to be opened, or for its tie to be settled."""
    if vote.state is not VoteState.CLOSED:
        return False
    seen = shown(store, vote)
    if seen is not None:
        return not seen.over
    try:
        count_vote(store, vote.id)
    except UnresolvedTieError:
        return True
    except ProcedureError:
        return False  # nobody chose anything: there is nothing to settle
    return False
