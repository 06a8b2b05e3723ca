"""The short way for a board: an assembly without a draw, its one vote, its cards and its key.

What is made here goes on like any vote: opened with the sheets, closed, opened and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from deliberation.assembly import Mode, Vote
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.admitting import new_codes
from deliberation.procedures.cards import Card
from deliberation.procedures.decide import create_vote
from deliberation.procedures.recruit import create_assembly
from deliberation.procedures.sealed import prepare_urn
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.urn import Share, Split
from deliberation.voting import RULE_KINDS

RULES = ("stv", "approval")
FEWEST, MOST = 2, 100  # voters


@dataclass(frozen=True, slots=True)
class Election:
    """A *vote* in draft, with the cards and the shares to print and forget."""

    vote: Vote
    cards: tuple[Card, ...]
    shares: tuple[Share, ...] = field(repr=False)


def elect_board(
    store: Store,
    *,
    title: str,
    question: str,
    candidates: Iterable[str],
    seats: int,
    voters: int,
    rule: str,
    split: Split,
    random_bytes: Callable[[int], bytes],
    by: str,
    now: datetime,
    ids: tuple[str, str],
) -> Election:
    """The sealed election of a board by so many *voters*, ready to be printed and opened.

    Takes some 50 ms a voter, before the database is asked for anything.

    Args:
        rule: ``"stv"`` or ``"approval"``.
        split: among whom the key of the urn is split.
        ids: of the new assembly, and of the vote.

    Raises:
        InvalidInputError: there are not 2 to 100 voters, or the vote could not be held.
        ProcedureError: there is or was an assembly of this id; the form was sent twice.
    """
    if not FEWEST <= voters <= MOST:
        raise InvalidInputError(
            [Sentence("a board is elected by {fewest} to {most} people", fewest=FEWEST, most=MOST)]
        )
    if rule not in RULES:
        raise InvalidInputError([f"a board is elected by one of {', '.join(RULES)}"])
    here, vote_id = ids
    codes, hashes = new_codes(voters, assembly_id=here, random_bytes=random_bytes)
    if _has_been(store, here):
        raise ProcedureError("this election was made before; look among your assemblies")
    create_assembly(store, title=title, question=question, by=by, now=now, id=here)
    vote = create_vote(
        store,
        here,
        title=title,
        question=question,
        kind=RULE_KINDS[rule],
        candidates=candidates,
        rule=rule,
        seats=seats,
        mode=Mode.SEALED,
        by=by,
        id=vote_id,
    )
    issued = store.add_cards(here, hashes)
    noting.cards(store, here)
    shares = prepare_urn(store, vote_id, split=split, random_bytes=random_bytes, by=by)
    cards = tuple(Card(card.number, code) for card, code in zip(issued, codes, strict=True))
    return Election(vote, cards, shares)


def _has_been(store: Store, assembly_id: str) -> bool:
    """Whether an assembly has this id, anybody's, or had it before it was deleted.

    A deleted one is deleted again where a backup is restored, so none may have its id after it.
    """
    return assembly_id in {*store.deleted(), *(one.id for one in store.assemblies())}
