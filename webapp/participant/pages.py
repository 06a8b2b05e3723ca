"""From a card to a cast ballot. No account, no password; everything works without a script."""

from __future__ import annotations

import secrets
from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, NotAMemberError, NotFoundError, ProcedureError
from deliberation.procedures import decide, sealed
from deliberation.procedures.terms import grades_of
from deliberation.store import Store
from deliberation.voting.ballots import CastBallot
from webapp import auth, policy
from webapp.current import now, reading, together
from webapp.participant import attempts, filled, receipts
from webapp.words import grade

bp = Blueprint("participant", __name__)

ONCE = 32  # bytes of chance by which a form that is sent again is known


@bp.get("/join")
@bp.get("/join/<assembly_id>")
@policy.public
def join(assembly_id: str | None = None) -> ResponseReturnValue:
    """The form for a card's code; a script fills it in from the QR link."""
    return _join_page(assembly_id)


@bp.post("/join")
@bp.post("/join/<assembly_id>")
@policy.public
def enter(assembly_id: str | None = None) -> ResponseReturnValue:
    """Exchange a card's code for a place in the session."""
    if not attempts.may_try(session, now()):
        problem = _("There were many wrong codes. Wait a few minutes, or ask at the desk.")
        return _join_page(assembly_id, problem), 429
    chosen = assembly_id or request.form.get("assembly", "")
    try:
        with reading() as store:
            token = decide.join(store, chosen, request.form.get("code", ""))
    except (NotAMemberError, InvalidInputError):
        attempts.note_wrong(session, now())
        problem = _(
            "This code is not right. It has twelve letters and digits: compare each with your card."
        )
        return _join_page(assembly_id, problem), 403
    auth.join(chosen, token)
    # Without a fragment of its own the new address would keep that of the link: the code.
    return redirect(url_for("participant.ballots", _anchor="top"))


@bp.post("/leave")
@policy.public
def leave() -> ResponseReturnValue:
    """Forget the card on this phone."""
    auth.leave()
    flash(_("This phone has forgotten the card. Your ballots stay in the urn."))
    return redirect(url_for("participant.join"))


@bp.get("/ballots")
@policy.member
def ballots() -> ResponseReturnValue:
    """What this member can vote on now, and what is over."""
    return render_template("participant/ballots.html", **_votes())


@bp.get("/ballots/open")
@policy.member
def ballots_open() -> ResponseReturnValue:
    """The same as a part of the page, for the script that keeps it fresh."""
    return _conditional(render_template("participant/_ballots.html", **_votes()))


@bp.get("/ballots/<vote_id>")
@policy.member
def ballot(vote_id: str) -> ResponseReturnValue:
    """The ballot, filled in with what this card cast before, where that can be known."""
    vote = _vote(vote_id)
    if vote.state is not VoteState.OPEN:
        return _not_open(vote)
    with reading() as store:
        own = decide.own_ballot(store, vote.id, token=_token())
        cast_before = decide.has_cast(store, vote.id, token=_token())
    return _ballot_page(vote, filled.show(vote, own), cast_before=cast_before)


@bp.post("/ballots/<vote_id>")
@policy.member
def cast(vote_id: str) -> ResponseReturnValue:
    """Put the ballot into the urn, or hand it back with what is wrong beside each line."""
    vote = _vote(vote_id)
    if vote.state is not VoteState.OPEN:
        return _not_open(vote)
    form = filled.read(vote, request.form)
    if request.form.get("do") == "check":
        return _ballot_page(vote, form)
    if form.ballot is None:
        return _ballot_page(vote, form), 422
    try:
        with together() as store:
            _put(store, vote, form.ballot)
    except NotAMemberError:
        raise
    except ProcedureError:
        return _not_open(_vote(vote_id))
    return redirect(url_for("participant.urn", vote_id=vote.id))


@bp.get("/ballots/<vote_id>/cast")
@policy.member
def urn(vote_id: str) -> ResponseReturnValue:
    """Says that the ballot is in the urn, that it may still be changed, and what else is open.

    Of a sealed ballot it shows the receipt, and nothing that depends on the choice.
    """
    vote = _vote(vote_id)
    with reading() as store:
        is_sealed = store.urn(vote.id) is not None
        own = decide.own_ballot(store, vote.id, token=_token())
        receipt = sealed.receipt_of(store, vote.id, token=_token()) if is_sealed else None
    if own is None and receipt is None:
        return redirect(url_for("participant.ballot", vote_id=vote.id))
    votes = _votes()
    more = any(each.id not in votes["cast"] for each in votes["open"])
    if receipt is not None:
        return render_template(
            "participant/receipt.html", vote=vote, receipt=receipts.shown(receipt), more=more
        )
    blank = own is not None and not own.candidates
    return render_template("participant/urn.html", vote=vote, blank=blank, more=more)


def _put(store: Store, vote: Vote, ballot: CastBallot) -> None:
    """Put the ballot into the urn, sealed here in memory where the vote's ballots are sealed."""
    if store.urn(vote.id) is None:
        decide.cast_ballot(store, vote.id, ballot, token=_token())
    else:
        sealed.seal_and_cast(store, vote.id, ballot, token=_token(), once=_once())


def _once() -> bytes:
    """The chance that came with the form; without it, what is sent is a request of its own."""
    sent = request.form.get("once", "").encode()
    return sent if len(sent) >= ONCE else secrets.token_bytes(ONCE)


def _token() -> str:
    """The token that stands for the card."""
    member = auth.member()
    if member is None:
        raise NotAMemberError("this page is for members; scan the code on your card first")
    return member.token


def _vote(vote_id: str) -> Vote:
    """The vote, if it belongs to the assembly whose card this is and has been opened."""
    member = auth.member()
    with reading() as store:
        vote = store.vote(vote_id)
    if member is None or vote.assembly_id != member.assembly_id or vote.state is VoteState.DRAFT:
        raise NotFoundError("vote", vote_id)
    return vote


def _votes() -> dict[str, Any]:
    """What the list of votes shows."""
    member = auth.member()
    assert member is not None, "the policy lets members in only"
    with reading() as store:
        assembly = store.assembly(member.assembly_id)
        all_votes = store.votes(member.assembly_id)
        cast = {
            vote.id
            for vote in all_votes
            if vote.state is VoteState.OPEN and decide.has_cast(store, vote.id, token=member.token)
        }
    return {
        "assembly": assembly,
        "open": [vote for vote in all_votes if vote.state is VoteState.OPEN],
        "closed": [vote for vote in all_votes if vote.state is VoteState.CLOSED],
        "cast": cast,
    }


def _join_page(assembly_id: str | None, problem: str = "") -> str:
    """The form for a code, with the *problem* beside the field.

    Only assemblies that have given out cards are named.
    """
    with reading() as store:
        voting = [assembly for assembly in store.assemblies() if store.cards(assembly.id)]
    assembly = next((each for each in voting if each.id == assembly_id), None)
    if assembly_id and assembly is None:
        raise NotFoundError("assembly", assembly_id)
    return render_template(
        "participant/join.html",
        assembly=assembly,
        choices=[] if assembly else voting,
        chosen=request.form.get("assembly", ""),
        written=request.form.get("code", ""),
        problem=problem,
    )


def _ballot_page(vote: Vote, form: filled.Filled, *, cast_before: bool = False) -> str:
    """The ballot paper of *vote*, as *form* has it."""
    with reading() as store:
        box = store.urn(vote.id)
    return render_template(
        f"participant/{vote.kind}.html",
        vote=vote,
        form=form,
        urn=box,
        once=secrets.token_hex(ONCE),
        cast_before=cast_before,
        credits=filled.credits_of(vote) if vote.kind == "credits" else 0,
        most=filled.most_votes(vote) if vote.kind == "credits" else 0,
        marks=_marks(vote),
    )


def _marks(vote: Vote) -> list[tuple[str, str]]:
    """What can be written beside a candidate, as it is sent and in words."""
    marks = filled.marks_of(vote)
    words = [grade(word) for word in grades_of(vote)] if vote.kind == "grades" else marks
    return list(zip(marks, words, strict=True))


def _not_open(vote: Vote) -> tuple[str, int]:
    """Says that the vote is over."""
    return render_template("participant/closed.html", vote=vote), 409


def _conditional(page: str) -> ResponseReturnValue:
    """*page* with an ETag, or 304 where the visitor has it already."""
    response = make_response(page)
    response.add_etag()
    return response.make_conditional(request)
