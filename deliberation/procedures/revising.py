"""One revision round: what a vote by support did not carry is asked once more, with other texts.

The second vote names the first among its terms, so that both are read together. It is made in draft
like any other, and may be thrown away; but of those that revise one vote only one is ever opened,
and what it leaves open is not revised again.
"""

from __future__ import annotations

from collections.abc import Collection

from deliberation.assembly import Vote, VoteState
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.counting import document_if_decided
from deliberation.record.supported import Supported, supported
from deliberation.sentences import Sentence
from deliberation.store import Store


def can_be_revised(store: Store, vote: Vote) -> bool:
    """Whether what *vote* did not carry may be put to one more vote."""
    return (
        vote.rule == "support"
        and "revises" not in vote.options
        and document_if_decided(store, vote) is not None
        and revision_of(store.votes(vote.assembly_id), vote.id) is None
    )


def revision_of(votes: Collection[Vote], vote_id: str) -> Vote | None:
    """The vote, of these *votes*, that revises the one with this id and has been opened."""
    found = (
        vote
        for vote in votes
        if vote.options.get("revises") == vote_id and vote.state is not VoteState.DRAFT
    )
    return next(found, None)


def left_open(store: Store, vote: Vote) -> tuple[Supported, ...]:
    """What a decided *vote* by support did not carry; none of it where figures are withheld."""
    document = document_if_decided(store, vote)
    return tuple(one for one in supported(document or {"rule": ""}) if not one.carried)


def require_revisable(store: Store, vote: Vote) -> None:
    """Pass on if the vote that a new *vote* revises, if any, may be revised.

    Raises:
        InvalidInputError: it is of another assembly, is not decided, was not by support, or is a
            revision itself.
    """
    if "revises" not in vote.options:
        return
    try:
        before = store.vote(vote.options["revises"])
    except NotFoundError:
        before = vote  # which is no vote yet that could be revised
    if before.assembly_id != vote.assembly_id or not can_be_revised(store, before):
        raise InvalidInputError(
            [
                Sentence(
                    "only a vote by support that is decided can be revised, once and in its own "
                    "assembly"
                )
            ]
        )


def require_first_revision(store: Store, vote: Vote) -> None:
    """Pass on if no other vote that revises the same one has been opened.

    Raises:
        ProcedureError: one has.
    """
    if "revises" not in vote.options:
        return
    if revision_of(store.votes(vote.assembly_id), vote.options["revises"]) is not None:
        raise ProcedureError("the vote before has been revised by another one; it is done once")
