"""Who is asking for a page of a vote, and what that card may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.assembly import Assembly, Vote, VoteState
from deliberation.errors import NotAMemberError, NotFoundError
from deliberation.procedures import casting
from deliberation.procedures.arriving import is_here, session_to_arrive_at
from deliberation.procedures.cards import token_hash
from deliberation.procedures.channels import Away, away
from deliberation.procedures.wording import reading_of, readings_of
from deliberation.sessions import Session
from deliberation.store import Store
from deliberation.wordings import Reading
from webapp import auth
from webapp.current import now, reading
from webapp.languages import spoken
from webapp.shared import this_second


@dataclass(frozen=True, slots=True)
class Hall:
    """What everybody with a card of an assembly sees of its votes.

    Args:
        open: those that take ballots.
        closed: those that are over.
        message: the line that everybody in the assembly reads now.
        session: the one that members who arrive now come to.
        asked: what they read of each of these votes, by its id.
    """

    assembly: Assembly
    open: tuple[Vote, ...]
    closed: tuple[Vote, ...]
    message: str
    session: Session | None
    asked: Mapping[str, Reading]


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes of a member's assembly, and what they have to do with this member.

    Args:
        cast: the ids of the open ones that this card has cast a ballot in.
        here: whether this card has checked in at the session.
        away: the open ones in which this card casts no ballot on a phone, by id, and why.
    """

    hall: Hall
    cast: frozenset[str]
    here: bool
    away: Mapping[str, Away]


def token() -> str:
    """The token that stands for the card."""
    return holder().token


def vote_named(store: Store, vote_id: str) -> Vote:
    """The vote, if it belongs to the assembly whose card this is and has been opened."""
    member = auth.member()
    vote = store.vote(vote_id, card="" if member is None else token_hash(member.token))
    if member is None or vote.assembly_id != member.assembly_id or vote.state is VoteState.DRAFT:
        raise NotFoundError("vote", vote_id)
    return vote


def asked_of(store: Store, vote: Vote) -> Reading:
    """What this member reads of a *vote*."""
    return reading_of(store, vote, spoken())


def takes_ballot(store: Store, vote: Vote) -> bool:
    """Whether this card may cast a ballot in a vote, on a phone and at this moment."""
    return vote.state is VoteState.OPEN and away(store, vote, token=token()) is None


def votes() -> Votes:
    """What the list of votes shows."""
    member = holder()
    with reading() as store:
        hall = this_second(
            lambda: _hall(store, member.assembly_id), "hall", member.assembly_id, spoken()
        )
        return Votes(
            hall,
            frozenset(
                vote.id
                for vote in hall.open
                if casting.has_cast(store, vote.id, token=member.token)
            ),
            hall.session is not None and is_here(store, hall.session.id, token=member.token),
            {v.id: why for v in hall.open if (why := away(store, v, token=member.token))},
        )


def has_more(store: Store) -> bool:
    """Whether some vote is open that this card has not cast a ballot in."""
    member = holder()
    return any(
        not casting.has_cast(store, vote.id, token=member.token) and takes_ballot(store, vote)
        for vote in store.votes(member.assembly_id)
        if vote.state is VoteState.OPEN
    )


def with_receipts(found: Votes) -> tuple[Vote, ...]:
    """Those of the votes that this card has a receipt for, the open ones first."""
    with reading() as store:
        return tuple(
            vote
            for vote in (*found.hall.open, *found.hall.closed)
            if store.urn(vote.id) is not None and casting.has_cast(store, vote.id, token=token())
        )


def holder() -> auth.Member:
    """Whoever holds the card; the policy lets nobody else in."""
    member = auth.member()
    if member is None:
        raise NotAMemberError("this page is for members; scan the code on your card first")
    return member


def _hall(store: Store, assembly_id: str) -> Hall:
    found = store.votes(assembly_id)
    return Hall(
        store.assembly(assembly_id),
        tuple(vote for vote in found if vote.state is VoteState.OPEN),
        tuple(vote for vote in found if vote.state is VoteState.CLOSED),
        store.message(assembly_id),
        session_to_arrive_at(store, assembly_id, now=now()),
        readings_of(store, assembly_id, found, spoken()),
    )
