"""Anybody checks a receipt: what it proves, and what to do where it proves a fault.

It is a convenience. The server that answers is the one that holds the urn; whoever does not trust
it asks ``deliberation verify``.
"""

from __future__ import annotations

from enum import StrEnum

from flask import render_template, request
from flask.typing import ResponseReturnValue

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.cards import slot_of
from deliberation.procedures.wording import reading_of
from deliberation.store import Store
from deliberation.urn import (
    Receipt,
    Urn,
    Verdict,
    blinded,
    check_receipt,
    is_signed,
    read_receipt,
)
from webapp import auth, policy
from webapp.current import reading
from webapp.languages import spoken
from webapp.public.pages import bp


class Finding(StrEnum):
    """What the page says of a code."""

    FINE = "fine"
    REPLACED = "replaced"
    MISSING = "missing"
    NOT_MINE = "not mine"
    NOT_SIGNED = "not signed"
    NOT_CLOSED = "not closed"
    """Signed, and no more is told: who has a copy of a receipt must not see, while the vote is
    open, whether its voter has cast again."""
    OTHER_VOTE = "other vote"
    NO_RECEIPT = "no receipt"


FINDINGS = {
    Verdict.FINE: Finding.FINE,
    Verdict.REPLACED: Finding.REPLACED,
    Verdict.MISSING: Finding.MISSING,
    Verdict.NOT_MINE: Finding.NOT_MINE,
    Verdict.NOT_SIGNED: Finding.NOT_SIGNED,
}


@bp.get("/votes/<vote_id>/receipt")
@policy.public
def receipt(vote_id: str) -> ResponseReturnValue:
    """The form for a receipt's code; a script fills it in from the link in the QR code."""
    return _page(vote_id)


@bp.post("/votes/<vote_id>/receipt")
@policy.public
def check(vote_id: str) -> ResponseReturnValue:
    """What the receipt turns out to be."""
    return _page(vote_id, code_in(request.form.get("code", "")))


def code_in(text: str) -> str:
    """The code in what somebody pasted, be it the whole link of the QR code.

    >>> code_in(" https://town.example/votes/v/receipt#RECEIPT:ABCD ")
    'RECEIPT:ABCD'
    """
    return text.rpartition("#")[2].strip()


def find(store: Store, vote: Vote, urn: Urn, code: str, member: auth.Member | None) -> Finding:
    """What the receipt with this *code* turns out to be.

    Args:
        member: the card that this phone has joined with, which tells whose the receipt is.
    """
    try:
        given = read_receipt(code)
    except InvalidInputError:
        return Finding.NO_RECEIPT
    if given.vote_id != vote.id:
        return Finding.OTHER_VOTE
    slot = None
    if member is not None and member.assembly_id == vote.assembly_id:
        slot = slot_of(member.token, vote_id=vote.id)
    board = store.board(vote.id)
    if board is None:
        return _before_the_close(given, urn, slot)
    return FINDINGS[check_receipt(given, urn, board, slot=slot)]


def _before_the_close(given: Receipt, urn: Urn, slot: str | None) -> Finding:
    """All that may be said while ballots are cast."""
    if not is_signed(given, urn):
        return Finding.NOT_SIGNED
    if slot is not None and given.entry.name != blinded(urn.vote_id, slot):
        return Finding.NOT_MINE
    return Finding.NOT_CLOSED


def _page(vote_id: str, code: str | None = None) -> str:
    """The form, and what the *code* turned out to be, if one was sent."""
    with reading() as store:
        vote = store.vote(vote_id)
        if vote.state is VoteState.DRAFT:
            raise NotFoundError("vote", vote_id)
        urn = store.urn(vote_id)
        if urn is None:
            raise ProcedureError("the ballots of this vote are not sealed")
        assembly = store.assembly(vote.assembly_id)
        finding = None if code is None else find(store, vote, urn, code, auth.member())
        unopened = store.opening(vote_id) is None
        elsewhere = _vote_of(store, code) if code and finding is Finding.OTHER_VOTE else None
        asked = {one.id: reading_of(store, one, spoken()) for one in (vote, elsewhere) if one}
    return render_template(
        "public/receipt.html",
        assembly=assembly,
        vote=vote,
        code=code or "",
        finding=finding,
        unopened=unopened,
        elsewhere=elsewhere,
        asked=asked,
    )


def _vote_of(store: Store, code: str) -> Vote | None:
    """The vote that the receipt is of, if members have voted in it here."""
    try:
        vote = store.vote(read_receipt(code).vote_id)
    except NotFoundError:
        return None
    sealed = vote.state is not VoteState.DRAFT and store.urn(vote.id) is not None
    return vote if sealed else None
