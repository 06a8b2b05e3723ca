"""Casting a ballot in an open vote, and seeing whether one is there."""

from __future__ import annotations

from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import NotAMemberError, ProcedureError
from deliberation.procedures.admitting import require_card
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.procedures.channels import require_phone
from deliberation.procedures.terms import require_valid_ballot
from deliberation.store import Store
from deliberation.voting.ballots import CastBallot


def cast_ballot(store: Store, vote_id: str, ballot: CastBallot, *, token: str) -> None:
    """Put *ballot* in the member's slot, in place of one cast before.

    The close waits for ballots that are being cast, and none comes in after it.

    Raises:
        InvalidInputError: the ballot says what this vote does not ask, or overspends; a ballot
            cast before stays.
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
        ProcedureError: the vote is not open.
    """
    vote = vote_to_cast_in(store, vote_id, token=token)
    if store.urn(vote_id) is not None:
        raise ProcedureError("the ballots of this vote are sealed; nothing was cast")
    require_valid_ballot(ballot, vote)
    store.cast(vote_id, place_of(store, vote, token), ballot)


def place_of(store: Store, vote: Vote, token: str) -> str:
    """Where the ballot of a *token* lies: in its slot, or in a roll call under its card's number.

    Raises:
        NotAMemberError: no card with this token gives a voice in the assembly.
    """
    if vote.mode is not Mode.ROLL_CALL:
        return slot_of(token, vote_id=vote.id)
    number = store.card_number(vote.assembly_id, token_hash(token))
    if number is None:
        raise NotAMemberError("no card with this code gives a voice in this assembly")
    return str(number)


def vote_to_cast_in(store: Store, vote_id: str, *, token: str) -> Vote:
    """The vote, which is open to this card's phone and stays so until the transaction ends.

    Raises:
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
        ProcedureError: the vote is not open, or the member votes on paper.
    """
    vote = store.vote_to_cast_in(vote_id, card=token_hash(token))
    require_card(store, vote.assembly_id, token)
    if vote.state is VoteState.DRAFT:
        raise ProcedureError("this vote is not open yet; nothing was cast")
    if vote.state is VoteState.CLOSED:
        raise ProcedureError("this vote is closed; nothing was cast")
    require_phone(store, vote, token=token)
    return vote


def has_cast(store: Store, vote_id: str, *, token: str) -> bool:
    """Whether the member has cast a ballot in this vote, sealed or not.

    Raises:
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
    """
    vote = store.vote(vote_id, card=token_hash(token))
    require_card(store, vote.assembly_id, token)
    slot = place_of(store, vote, token)
    if store.urn(vote_id) is not None:
        return store.sealed_in(vote_id, slot) is not None
    return store.ballot_in(vote_id, slot) is not None


def own_ballot(store: Store, vote_id: str, *, token: str) -> CastBallot | None:
    """What the member has cast in this vote; ``None`` if nothing yet, or if it is sealed.

    Raises:
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
    """
    vote = store.vote(vote_id, card=token_hash(token))
    require_card(store, vote.assembly_id, token)
    return store.ballot_in(vote_id, place_of(store, vote, token))
