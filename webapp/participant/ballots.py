"""The ballot: filled in, cast, and its receipt. Everything works without a script."""

from __future__ import annotations

import secrets
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from deliberation.assembly import Vote, VoteState
from deliberation.errors import NotAMemberError, NotFoundError, ProcedureError
from deliberation.procedures import decide, sealed
from deliberation.procedures.terms import grades_of
from deliberation.store import Store
from deliberation.urn import Urn, urn_words
from deliberation.voting.ballots import CastBallot
from webapp import auth, errors, languages, policy
from webapp.current import base_url, reading, together
from webapp.participant import asking, drafts, filled, phrases, receipts, wrong
from webapp.participant.blueprint import bp
from webapp.participant.papers import paper_of
from webapp.words import grade

ONCE = 32  # bytes of chance by which a form that is sent again is known
ROOM = 512  # bytes that what was written on a line, and what is wrong with it, take at most
LONG = 8  # candidates, from which on a list of answers is counted and can be seen one by one
NO_PHRASE = phrases.Phrase()


@bp.get("/ballots/<vote_id>")
@policy.member
def ballot(vote_id: str) -> ResponseReturnValue:
    """The ballot, filled in with what this card cast before, where that can be known."""
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        if vote.state is not VoteState.OPEN:
            return _not_open(store, vote)
        box = store.urn(vote.id)
        own = decide.own_ballot(store, vote.id, token=asking.token()) if box is None else None
        cast_before = own is not None or decide.has_cast(store, vote.id, token=asking.token())
    return _ballot_page(vote, box, filled.show(vote, own), cast_before=cast_before)


@bp.post("/ballots/<vote_id>")
@policy.member
def cast(vote_id: str) -> ResponseReturnValue:
    """Put the ballot into the urn, or hand it back with what is wrong beside each line.

    A ballot that the phone has sealed comes alone, without what it says.
    """
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        if vote.state is not VoteState.OPEN:
            return _not_open(store, vote)
        box = store.urn(vote.id)
    try:
        if box is not None and "sealed" in request.form:
            return _cast_from_phone(vote)
        return _cast_form(vote, box)
    except NotAMemberError:
        raise
    except ProcedureError:
        with reading() as store:
            return _not_open(store, asking.vote_named(store, vote_id))


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> ResponseReturnValue:
    """Hand a ballot back whose page was open for too long, or since this phone joined anew."""
    vote_id = (request.view_args or {}).get("vote_id", "")
    is_ballot = request.endpoint == "participant.cast" and vote_id.isprintable()
    if not is_ballot or not auth.member() or "sealed" in request.form:
        return errors.forged(error)
    with reading() as store:
        try:
            vote = asking.vote_named(store, vote_id)
        except NotFoundError:
            return errors.forged(error)
        if vote.state is not VoteState.OPEN:
            return _not_open(store, vote)
        box = store.urn(vote.id)
    form, phrase = filled.read(vote, request.form), phrases.read(request.form.get("phrase", ""))
    return _handed_back(vote, box, replace(form, ballot=None, problem=wrong.stale()), phrase)


@bp.get("/ballots/<vote_id>/cast")
@policy.member
def urn(vote_id: str) -> ResponseReturnValue:
    """Says that the ballot is in the urn, that it may still be changed, and what else is open.

    Of a sealed ballot it shows the receipt, and nothing that depends on the choice.
    """
    own = receipt = None
    on_phone = False
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        if store.urn(vote.id) is None:
            own = decide.own_ballot(store, vote.id, token=asking.token())
        else:
            receipt = sealed.receipt_of(store, vote.id, token=asking.token())
            on_phone = sealed.is_from_phone(store, vote.id, token=asking.token())
        more = asking.has_more(store)
        given_up = _is_given_up(store, vote)
    if own is None and receipt is None:
        return redirect(url_for("participant.ballot", vote_id=vote.id))
    if receipt is not None:
        address = base_url() + url_for("public.receipt", vote_id=vote.id)
        return render_template(
            "participant/receipt.html",
            vote=vote,
            receipt=receipts.shown(receipt, address=address),
            on_phone=on_phone,
            draft_name=drafts.name_of(vote),
            more=more,
            given_up=given_up,
        )
    blank = own is not None and not own.candidates
    page = {"vote": vote, "blank": blank, "more": more, "draft_name": drafts.name_of(vote)}
    return render_template("participant/urn.html", **page)


def _cast_from_phone(vote: Vote) -> ResponseReturnValue:
    """Keep what the phone has sealed."""
    try:
        data = bytes.fromhex(request.form["sealed"])
    except ValueError:
        data = b""  # which is no sealed ballot either
    with together() as store:
        sealed.cast_sealed(store, vote.id, data, token=asking.token())
    return redirect(url_for("participant.urn", vote_id=vote.id))


def _cast_form(vote: Vote, box: Urn | None) -> ResponseReturnValue:
    """Keep what the form says, if it fits; where ballots are sealed, it is done here in memory."""
    form, phrase = filled.read(vote, request.form), phrases.read(request.form.get("phrase", ""))
    if phrase.problem:
        form = replace(form, ballot=None, problem=form.problem or wrong.mend())
    asked, is_to_be_read = "blank" in request.form, "lang" in request.form
    if request.form.get("do") == "check":
        return _handed_back(vote, box, form, phrase)
    if box is not None and asked == is_to_be_read:  # in another language it is asked once more
        form = filled.questioned(form)
    if form.ballot is None or is_to_be_read:
        return _handed_back(vote, box, form, phrase)
    with together() as store:
        _put(store, vote, form.ballot, phrase.said, is_sealed=box is not None)
    return redirect(url_for("participant.urn", vote_id=vote.id))


def _put(
    store: Store, vote: Vote, ballot: CastBallot, phrase: str | None, *, is_sealed: bool
) -> None:
    """Put the *ballot* in the member's slot."""
    if is_sealed:
        sealed.seal_and_cast(
            store, vote.id, ballot, token=asking.token(), once=_once(), phrase=phrase
        )
    else:
        decide.cast_ballot(store, vote.id, ballot, token=asking.token())


def _once() -> bytes:
    """The chance that came with the form; without it, what is sent is a request of its own."""
    sent = request.form.get("once", "").encode()
    return sent if len(sent) >= ONCE else secrets.token_bytes(ONCE)


def _handed_back(vote: Vote, box: Urn | None, form: filled.Filled, phrase: phrases.Phrase) -> str:
    """The ballot with what was written on it, and what is wrong.

    Where ballots are sealed, spaces behind the page bring it to one length, so that whoever sees
    only how long an answer is cannot tell what was written, nor that a ballot was blank.
    """
    page = _ballot_page(vote, box, form, phrase)
    if box is None:
        return page
    empty = _ballot_page(vote, box, filled.show(vote, None))
    room = ROOM * (2 + len(vote.candidates))
    return page + " " * (len(empty.encode()) + room - len(page.encode()))


def _ballot_page(
    vote: Vote,
    box: Urn | None,
    form: filled.Filled,
    phrase: phrases.Phrase = NO_PHRASE,
    *,
    cast_before: bool = False,
) -> str:
    """The ballot paper of *vote*, as *form* has it."""
    paper = None
    if box is not None:
        paper = paper_of(vote, box, token=asking.token(), language=languages.spoken())
    return render_template(
        f"participant/{vote.kind}.html",
        vote=vote,
        form=form,
        phrase=phrase,
        urn=box,
        words=urn_words(box) if box is not None else (),
        paper=paper,
        card=drafts.card(),
        long=len(vote.candidates) >= LONG,
        once=secrets.token_hex(ONCE),
        cast_before=cast_before,
        credits=filled.credits_of(vote) if vote.kind == "credits" else 0,
        most=filled.most_votes(vote) if vote.kind == "credits" else 0,
        marks=_marks(vote),
    )


def _marks(vote: Vote) -> list[tuple[str, str]]:
    """What can be written beside a candidate, as it is sent and in words."""
    marks = filled.marks_of(vote)
    match vote.kind:
        case "grades":
            words = [grade(word) for word in grades_of(vote)]
        case "ranking":
            words = [_("place %(place)s", place=place) for place in marks]
        case _:
            words = marks
    return list(zip(marks, words, strict=True))


def _is_given_up(store: Store, vote: Vote) -> bool:
    """Whether *vote* will never be counted; one that is open was not given up."""
    return vote.state is VoteState.CLOSED and sealed.why_given_up(store, vote) is not None


def _not_open(store: Store, vote: Vote) -> tuple[str, int]:
    """Says that the vote is over, and whether a ballot of this card is in its urn."""
    given_up = _is_given_up(store, vote)
    is_sealed = store.urn(vote.id) is not None
    cast = is_sealed and decide.has_cast(store, vote.id, token=asking.token())
    page = {"vote": vote, "has_receipt": cast, "given_up": given_up}
    page |= {"draft_name": drafts.name_of(vote)}
    return render_template("participant/closed.html", **page), 409
