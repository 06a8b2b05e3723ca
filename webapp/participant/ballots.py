"""The ballot: filled in, cast, and its receipt. Everything works without a script."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from deliberation.assembly import Vote, VoteState
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures import casting, sealed
from deliberation.procedures.channels import away
from deliberation.store import Store
from deliberation.urn import Urn
from deliberation.voting.ballots import CastBallot
from webapp import auth, errors, policy
from webapp.current import reading, together
from webapp.participant import asking, drafts, filled, phrases, receipts, written, wrong
from webapp.participant.blueprint import bp
from webapp.participant.in_urn import in_urn, is_given_up


@bp.get("/ballots/<vote_id>")
@policy.member
def ballot(vote_id: str) -> ResponseReturnValue:
    """The ballot, filled in with what this card cast before, where that can be known."""
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        if not asking.takes_ballot(store, vote):
            return _not_open(store, vote)
        box, asked = store.urn(vote.id), asking.asked_of(store, vote)
        own = casting.own_ballot(store, vote.id, token=asking.token()) if box is None else None
        cast_before = own is not None or casting.has_cast(store, vote.id, token=asking.token())
    if box is not None:
        return written.blank_page(asked, box, cast_before=cast_before)
    return written.page(asked, box, filled.show(vote, own), cast_before=cast_before)


@bp.post("/ballots/<vote_id>")
@policy.member
def cast(vote_id: str) -> ResponseReturnValue:
    """Put the ballot into the urn, or hand it back with what is wrong beside each line.

    A ballot that the phone has sealed comes alone, without what it says.
    """
    if "sealed" in request.form:
        return _taken(vote_id, lambda: _cast_from_phone(vote_id))
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        if not asking.takes_ballot(store, vote):
            return _not_open(store, vote)
        box = store.urn(vote.id)
    return _taken(vote_id, lambda: _cast_form(vote, box))


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> ResponseReturnValue:
    """Hand a ballot back whose page was open for too long, or since this phone joined anew."""
    vote = _vote_of_ballot_sent()
    if vote is None:
        return errors.forged(error)
    with reading() as store:
        if not asking.takes_ballot(store, vote):
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
    with reading() as store:
        vote = asking.vote_named(store, vote_id)
        own = in_urn(store, vote)
    if own is None:
        return redirect(url_for("participant.ballot", vote_id=vote.id))
    if own.receipt is not None:
        return receipts.page(own, own.receipt)
    draft = drafts.name_of(vote)
    return render_template("participant/urn.html", vote=vote, own=own, draft_name=draft)


def _vote_of_ballot_sent() -> Vote | None:
    """The vote whose ballot the form holds; ``None`` where it holds none that can be read."""
    vote_id = (request.view_args or {}).get("vote_id", "")
    is_ballot = request.endpoint == "participant.cast" and vote_id.isprintable()
    if not is_ballot or not auth.member() or "sealed" in request.form:
        return None
    try:
        with reading() as store:
            return asking.vote_named(store, vote_id)
    except NotFoundError:
        return None


def _taken(vote_id: str, cast: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """What *cast* answers, or that the vote was closed meanwhile."""
    try:
        return cast()
    except ProcedureError:
        with reading() as store:
            vote = asking.vote_named(store, vote_id)
            if asking.takes_ballot(store, vote):
                raise
            return _not_open(store, vote)


def _cast_from_phone(vote_id: str) -> ResponseReturnValue:
    """Keep what the phone has sealed."""
    try:
        data = bytes.fromhex(request.form["sealed"])
    except ValueError:
        data = b""  # which is no sealed ballot either
    with together() as store:
        sealed.cast_sealed(store, vote_id, data, token=asking.token())
    return redirect(url_for("participant.urn", vote_id=vote_id))


def _cast_form(vote: Vote, box: Urn | None) -> ResponseReturnValue:
    """Keep what the form says, if it fits; where ballots are sealed, it is done here in memory."""
    form, phrase = filled.read(vote, request.form), phrases.read(request.form.get("phrase", ""))
    if phrase.problem:
        form = replace(form, ballot=None, problem=form.problem or wrong.mend())
    is_meant, is_to_be_read = "blank" in request.form, "lang" in request.form
    if request.form.get("do") == "check":
        return _handed_back(vote, box, form, phrase)
    if box is not None and is_meant == is_to_be_read:  # in another language it is asked once more
        form = filled.questioned(form)
    if form.ballot is None or is_to_be_read:
        return _handed_back(vote, box, form, phrase)
    with together() as store:
        _put(store, vote, form.ballot, phrase.said, is_sealed=box is not None)
    return redirect(url_for("participant.urn", vote_id=vote.id))


def _handed_back(
    vote: Vote, box: Urn | None, form: filled.Filled, phrase: phrases.Phrase
) -> str:  # fmt: skip
    """The ballot with what was written on it, in the words that the voter reads."""
    with reading() as store:
        asked = asking.asked_of(store, vote)
    return written.handed_back(asked, box, form, phrase)


def _put(
    store: Store, vote: Vote, ballot: CastBallot, phrase: str | None, *, is_sealed: bool
) -> None:
    """Put the *ballot* in the member's slot."""
    if is_sealed:
        sealed.seal_and_cast(
            store, vote.id, ballot, token=asking.token(), once=_once(), phrase=phrase
        )
    else:
        casting.cast_ballot(store, vote.id, ballot, token=asking.token())


def _once() -> bytes:
    """The chance that came with the form; without it, what is sent is a request of its own."""
    sent = request.form.get("once", "").encode()
    return sent if len(sent) >= written.ONCE else secrets.token_bytes(written.ONCE)


def _not_open(store: Store, vote: Vote) -> tuple[str, int]:
    """Says that the vote is over, and whether a ballot of this card is in its urn.

    Or that no phone casts in it, because the member took a paper or the papers are being typed in.
    """
    page: dict[str, Any] = {"vote": vote, "asked": asking.asked_of(store, vote)}
    page["draft_name"] = drafts.name_of(vote)
    if vote.state is VoteState.OPEN:
        why = away(store, vote, token=asking.token())
        return render_template("participant/away.html", **page, away=why), 409
    given_up = is_given_up(store, vote)
    is_sealed = store.urn(vote.id) is not None
    cast = is_sealed and casting.has_cast(store, vote.id, token=asking.token())
    page |= {"has_receipt": cast, "given_up": given_up}
    return render_template("participant/closed.html", **page), 409
