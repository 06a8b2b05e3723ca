"""Cards: handed out, joined with, revoked. Who holds one may vote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from deliberation.errors import InvalidInputError, NotAMemberError, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.accounts import change_assembly, require_going_on
from deliberation.procedures.cards import Card, new_code, token_hash, token_of
from deliberation.procedures.decide import votes_now
from deliberation.procedures.two_people import agree
from deliberation.roles import Act
from deliberation.sentences import Sentence
from deliberation.store import Store

MOST_CARDS = 500  # handed out at one time


def new_codes(
    count: int, *, assembly_id: str, random_bytes: Callable[[int], bytes]
) -> tuple[list[str], list[str]]:
    """So many codes for the cards of one assembly, and the hashes of their tokens.

    Takes some 50 ms a card.
    """
    codes = [new_code(random_bytes) for _ in range(count)]
    return codes, [token_hash(token_of(code, assembly_id=assembly_id)) for code in codes]


def issue_cards(
    store: Store,
    assembly_id: str,
    *,
    count: int,
    random_bytes: Callable[[int], bytes],
    by: str,
    after: int | None = None,
) -> tuple[Card, ...]:
    """New cards with the next numbers. Their codes are given here, and are kept nowhere.

    Takes some 50 ms a card, before the database is asked for anything.

    Args:
        after: how many there were when these were asked for, so that asking twice by mistake
            makes no cards that nobody holds.

    Raises:
        InvalidInputError: *count* is not in 1..500.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: a vote is open, and who may vote in it is settled; or there are other
            than *after* cards by now.
    """
    if not 1 <= count <= MOST_CARDS:
        raise InvalidInputError(
            [
                Sentence(
                    "hand out 1 to {most} cards at one time, not {count}",
                    most=MOST_CARDS,
                    count=count,
                )
            ]
        )
    codes, hashes = new_codes(count, assembly_id=assembly_id, random_bytes=random_bytes)
    change_assembly(store, assembly_id, by=by)
    _require_no_open_vote(store, assembly_id)
    if after not in (None, len(store.cards(assembly_id))):
        raise ProcedureError(
            "cards were made after this page was opened; make more only if those were not printed"
        )
    issued = store.add_cards(assembly_id, hashes)
    noting.cards(store, assembly_id)
    return tuple(Card(card.number, code) for card, code in zip(issued, codes, strict=True))


def revoke_card(
    store: Store,
    assembly_id: str,
    number: int,
    *,
    by: str,
    second: str | None = None,
    now: datetime,
) -> None:
    """Take the voice from a card that was lost. What was cast with it stays, unknown.

    Args:
        second: the account of a second person, as ``two_people.agree`` takes it.

    Raises:
        NotFoundError: the facilitator has no such assembly, or the assembly no such card.
        ProcedureError: a vote is open, so close it first; or a second person is needed.
    """
    change_assembly(store, assembly_id, by=by)
    agree(store, assembly_id, Act.REVOKE, subject=str(number), by=by, second=second, now=now)
    _require_no_open_vote(store, assembly_id)
    store.revoke_card(assembly_id, number)
    noting.cards(store, assembly_id)


def join(store: Store, assembly_id: str, code: str) -> str:
    """The token that a card's code gives: keep it in the member's session, and nowhere else.

    Takes some 50 ms before the database is asked for anything.

    Raises:
        InvalidInputError: this is no code; it was mistyped.
        NotAMemberError: no card with this code gives a voice here.
        ProcedureError: the assembly is in the archive.
    """
    token = token_of(code, assembly_id=assembly_id)
    require_card(store, assembly_id, token)
    require_going_on(store.assembly(assembly_id))
    return token


def require_card(store: Store, assembly_id: str, token: str) -> None:
    """Pass on if a card with this *token* gives a voice in the assembly.

    Raises:
        NotAMemberError: none does.
    """
    if not store.has_card(assembly_id, token_hash(token)):
        raise NotAMemberError("no card with this code gives a voice in this assembly")


def _require_no_open_vote(store: Store, assembly_id: str) -> None:
    if votes_now(store, assembly_id):
        raise ProcedureError("a vote is open, and who may vote in it is settled; close it first")
