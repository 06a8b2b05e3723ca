"""What is public at all: an assembly that has published something, a vote that has been opened."""

from __future__ import annotations

from collections.abc import Iterable

from deliberation.assembly import Assembly, Stage, Vote, VoteState
from deliberation.errors import NotFoundError
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.sessions import Session
from deliberation.store import Store

PUBLISHED = (Stage.COMMITTED, Stage.DRAWN)


def is_public(assembly: Assembly, votes: Iterable[Vote], sessions: Iterable[Session]) -> bool:
    """Whether an assembly has anything to show; *votes* and *sessions* are looked at if need be."""
    return (
        assembly.stage in PUBLISHED
        or any(vote.state is not VoteState.DRAFT for vote in votes)
        or any(session.public for session in sessions)
    )


def published(store: Store, assembly_id: str) -> Assembly:
    """The assembly.

    Raises:
        NotFoundError: there is none, or it has published nothing.
    """
    assembly = store.assembly(assembly_id)
    if not _is_public(store, assembly):
        raise NotFoundError("assembly", assembly_id)
    return assembly


def listed_assemblies(store: Store) -> list[Assembly]:
    """The assemblies that have published something and mean it, those that are over last."""
    found = [
        one
        for one in store.assemblies()
        if _is_public(store, one) and not is_rehearsal(store, one.id)
    ]
    return sorted(found, key=lambda one: one.archived is not None)


def opened_vote(store: Store, vote_id: str) -> Vote:
    """The vote.

    Raises:
        NotFoundError: there is none, or it is a draft, of which nobody is told.
    """
    vote = store.vote(vote_id)
    if vote.state is VoteState.DRAFT:
        raise NotFoundError("vote", vote_id)
    return vote


def opened_votes(store: Store, assembly_id: str) -> list[Vote]:
    """The votes of an assembly that have been opened."""
    return [vote for vote in store.votes(assembly_id) if vote.state is not VoteState.DRAFT]


def _is_public(store: Store, assembly: Assembly) -> bool:
    """Whether there is anything to show, asking the database for no more than that takes."""
    asked = [assembly.id]
    votes = (vote for id in asked for vote in store.votes(id))
    sessions = (session for id in asked for session in store.sessions(id))
    return is_public(assembly, votes, sessions)
