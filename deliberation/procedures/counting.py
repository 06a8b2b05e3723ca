"""What follows from the ballots of a closed vote: its profile, and the document of its count."""

from __future__ import annotations

from typing import Any

from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import ProcedureError, UnresolvedTieError
from deliberation.procedures.terms import rule_of
from deliberation.record.disclosure import DISCLOSURE
from deliberation.record.vote import encode_vote
from deliberation.store import Store
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, by_lot, refuse

AMONG_FEW = "settle a tie among few"
"""What a tie decides of which nothing more may be said."""


def tie_break_of(vote: Vote) -> TieBreak:
    """How the ties of *vote* are settled: not at all, until a seed was thrown."""
    return refuse if vote.tie_seed is None else by_lot(vote.tie_seed)


def profile_of(store: Store, vote: Vote) -> Profile[Any]:
    """The ballots of a closed vote.

    Raises:
        ProcedureError: it is not closed, its ballots are sealed, or nobody chose anything.
    """
    if store.urn(vote.id) is not None:
        raise ProcedureError("the ballots of this vote are sealed; open its urn with the shares")
    DISCLOSURE.require_closed(vote.state is VoteState.CLOSED)
    profile = Profile.of(store.ballots(vote.id), candidates=vote.candidates)
    if profile.size == profile.blank:
        raise ProcedureError("nobody has chosen anything, so there is nothing to count")
    return profile


def document_of(store: Store, vote: Vote) -> dict[str, Any]:
    """``votes/ID.json``: the result, and as much of the ballots as may be shown.

    Raises:
        ProcedureError: the vote is not closed, or nobody chose anything.
        UnresolvedTieError: a tie decides, and no seed has settled it yet.
    """
    if store.urn(vote.id) is not None:
        return _found(store, vote)
    return document_from(vote, profile_of(store, vote))


def document_from(vote: Vote, profile: Profile[Any]) -> dict[str, Any]:
    """The same from the ballots of a vote.

    Raises:
        UnresolvedTieError: a tie decides, and no seed has settled it yet; it names nobody where
            the disclosure policy says so.
    """
    break_tie = tie_break_of(vote)
    named = DISCLOSURE.names_tied(profile.size, listed=vote.mode is Mode.ROLL_CALL)
    try:
        result = rule_of(vote, break_tie)(profile)
    except UnresolvedTieError:
        if named:
            raise
        raise UnresolvedTieError((), AMONG_FEW) from None
    return encode_vote(
        vote.id,
        title=vote.title,
        question=vote.question,
        kind=vote.kind,
        profile=profile,
        rule=vote.rule,
        seats=vote.seats,
        options=vote.options,
        break_tie=break_tie,
        result=result,
        named=named,
    )


def _found(store: Store, vote: Vote) -> dict[str, Any]:
    """The document of a sealed vote, which was made when its urn was opened."""
    DISCLOSURE.require_closed(vote.state is VoteState.CLOSED)
    opening = store.opening(vote.id)
    if opening is None:
        raise ProcedureError("the urn of this vote is not opened yet; nothing is counted before")
    if opening.document is not None:
        return dict(opening.document)
    if opening.undecided:
        raise UnresolvedTieError(opening.tied, opening.decision)
    raise ProcedureError("nobody has chosen anything, so there is nothing to count")


def document_if_decided(store: Store, vote: Vote) -> dict[str, Any] | None:
    """The same of a vote that is decided; ``None`` while it is not, or where nobody chose."""
    try:
        return document_of(store, vote)
    except (ProcedureError, UnresolvedTieError):
        return None
