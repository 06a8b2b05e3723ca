"""By which way a member votes: one way for each, the phone or a paper.

A shared tablet is a phone in this. Which way a member takes is known by the slot of their card, and
so by nobody who has not the card: the roll does not say who votes on paper.
"""

from __future__ import annotations

from enum import StrEnum

from deliberation.assembly import Vote, VoteState
from deliberation.errors import ProcedureError
from deliberation.procedures.cards import slot_of
from deliberation.sentences import Sentence
from deliberation.store import Store


class Away(StrEnum):
    """Why the phone of a member takes no ballot in a vote that is open."""

    ON_PAPER = "on paper"
    COUNTING = "counting"


def away(store: Store, vote: Vote, *, token: str) -> Away | None:
    """Why this card casts no ballot on a phone in an open vote; ``None`` where it may."""
    if vote.state is not VoteState.OPEN or not store.has_papers(vote.id):
        return None
    if store.is_on_paper(vote.id, slot_of(token, vote_id=vote.id)):
        return Away.ON_PAPER
    return Away.COUNTING if store.is_box_open(vote.id) else None


def require_phone(store: Store, vote: Vote, *, token: str) -> None:
    """Pass on if this card may cast a ballot on a phone; for after the vote was locked.

    Raises:
        ProcedureError: its member took a paper, or papers are being typed in.
    """
    match away(store, vote, token=token):
        case Away.ON_PAPER:
            raise ProcedureError("you took a paper ballot in this vote; nothing was cast here")
        case Away.COUNTING:
            raise ProcedureError("the paper ballots are being typed in; nothing was cast here")


def end_papers(store: Store, vote: Vote) -> None:
    """Forget the papers of a vote that closes, but for how many there were.

    Raises:
        ProcedureError: papers were handed out, and are not typed in, or not all twice and alike.
    """
    if not store.has_papers(vote.id):
        return
    box = store.box(vote.id)
    if box.handed_out and not box.opened:
        raise ProcedureError(
            "papers were handed out in this vote; open their box and type them in before the close"
        )
    if box.waiting:
        raise ProcedureError(
            Sentence(
                "{waiting} papers are typed in and not in the urn; finish them, or begin them anew",
                waiting=box.waiting,
            )
        )
    store.forget_papers(vote.id)
