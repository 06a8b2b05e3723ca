"""A rehearsal: an assembly of its own with made-up members, in which a vote is tried beforehand.

It is an assembly like any other, with a ledger and a bundle of its own, so that everything is tried
as it will be; only its title, and the titles of its votes, say that it is a rehearsal, on every
page, sheet and file. Nothing of it comes near the assembly that it rehearses for. The made-up
members hold cards whose tokens follow from their numbers, and by these a rehearsal is known; no
code leads to one of them, so that nobody joins as a made-up member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import count

from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.admitting import issue_cards
from deliberation.procedures.cards import Card, token_hash
from deliberation.procedures.casting import cast_ballot, has_cast, vote_to_cast_in
from deliberation.procedures.copying import create_as
from deliberation.procedures.decide import own_vote
from deliberation.procedures.made_up import made_up_ballot
from deliberation.procedures.recruit import create_assembly
from deliberation.procedures.sealed import seal_and_cast
from deliberation.procedures.wording import carry_wordings
from deliberation.record.vote_options import FIXED_NUMBER
from deliberation.sentences import Sentence
from deliberation.store import Store

FEWEST, MOST = 5, 150  # made-up members
OWN = 3  # cards besides, for phones that are tried


def rehearse(
    store: Store,
    vote_id: str,
    *,
    members: int,
    titled: Callable[[str], str],
    random_bytes: Callable[[int], bytes],
    by: str,
    now: datetime,
    ids: tuple[str, str],
) -> tuple[Vote, tuple[Card, ...]]:
    """A copy of a vote, in draft in an assembly of made-up *members*; and a few real cards.

    Takes some 50 ms for each of these cards, before the database is asked for anything.

    Args:
        titled: makes a title say that it is of a rehearsal.
        ids: of the new assembly, and of the new vote.

    Raises:
        InvalidInputError: *members* is not in 5..150, or a title is too long to say more.
        NotFoundError: the facilitator has no such vote.
    """
    if not FEWEST <= members <= MOST:
        raise InvalidInputError(
            [
                Sentence(
                    "a rehearsal has {fewest} to {most} made-up members",
                    fewest=FEWEST,
                    most=MOST,
                )
            ]
        )
    vote = own_vote(store, vote_id, by=by)
    before = store.assembly(vote.assembly_id)
    here, copied = ids
    title = titled(before.title)
    create_assembly(store, title=title, question=before.question, by=by, now=now, id=here)
    store.add_cards(here, [token_hash(_token(here, n)) for n in range(members)])
    noting.cards(store, here)
    cards = issue_cards(store, here, count=OWN, random_bytes=random_bytes, by=by)
    options = {name: value for name, value in vote.options.items() if name != "revises"}
    if options.get("of") in FIXED_NUMBER:
        options["members"] = members + OWN
    model = replace(vote, id=copied, assembly_id=here, title=titled(vote.title), options=options)
    copy = create_as(store, model, by=by)
    carry_wordings(store, vote, copy)  # but for its title, which says that it is a rehearsal
    return copy, cards


def is_rehearsal(store: Store, assembly_id: str) -> bool:
    """Whether the members of an assembly are made up."""
    return store.has_card(assembly_id, token_hash(_token(assembly_id, 0)))


def let_vote(store: Store, vote_id: str, *, random_bytes: Callable[[int], bytes], by: str) -> int:
    """Let every made-up member cast a ballot who has not yet; how many did.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: it is not open, or no rehearsal.
    """
    vote = own_vote(store, vote_id, by=by)
    if not is_rehearsal(store, vote.assembly_id):
        raise ProcedureError("the members of this assembly are not made up")
    vote_to_cast_in(store, vote_id, token=_token(vote.assembly_id, 0))
    is_sealed = store.urn(vote_id) is not None
    cast = 0
    for token in _tokens(store, vote.assembly_id):
        if has_cast(store, vote_id, token=token):
            continue
        ballot = made_up_ballot(vote, token)
        if is_sealed:
            seal_and_cast(store, vote_id, ballot, token=token, once=random_bytes(32))
        else:
            cast_ballot(store, vote_id, ballot, token=token)
        cast += 1
    return cast


def _tokens(store: Store, assembly_id: str) -> Iterator[str]:
    """Those of all made-up members."""
    for number in count():
        token = _token(assembly_id, number)
        if not store.has_card(assembly_id, token_hash(token)):
            return
        yield token


def _token(assembly_id: str, number: int) -> str:
    """That of one made-up member, as long as any other."""
    return sha256(f"made up {assembly_id} {number}".encode()).hexdigest()[:32]
