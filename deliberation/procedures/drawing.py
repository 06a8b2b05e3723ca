"""From a commitment to a panel: the announcement, the numbers on the tickets, the draw.

Each is done once, in this order; the first two may be left out. What was announced binds.
"""

from __future__ import annotations

from datetime import datetime

from deliberation.assembly import Stage
from deliberation.beacon import Round, check_signature
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.two_people import agree
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.draw import encode_draw
from deliberation.record.numbering import encode_numbering
from deliberation.roles import Act, Right
from deliberation.seeds import Seed, agreed, agreed_digits
from deliberation.sentences import Sentence
from deliberation.sortition import Draw, Numbering, alternates, draw, draw_by_hand
from deliberation.sortition.draw import HAND, LOTS, Method
from deliberation.store import Store


def announce_draw(
    store: Store,
    assembly_id: str,
    *,
    source: str,
    numbering: str | None = None,
    method: Method = LOTS,
    by: str,
    now: datetime,
) -> Announcement:
    """Say beforehand how the draw will be done.

    Args:
        source: where the seed of the draw will come from.
        numbering: where the seed that numbers the tickets will come from, if they are numbered.
        method: how the seed will lead to the ticket.

    Raises:
        InvalidInputError: the announcement would bind to nothing.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the commitment is not published, or the draw was announced or has begun.
    """
    _require_committed(store, assembly_id, by)
    if announced(store, assembly_id) is not None:
        raise ProcedureError("the draw has been announced; that is done once")
    if numbered(store, assembly_id) is not None:
        raise ProcedureError("the tickets are numbered; a draw is announced before that")
    commitment = store.commitment(assembly_id).digest
    announcement = Announcement(commitment, source, numbering, method)
    store.add_announcement(assembly_id, announcement, now)
    noting.announcement(store, assembly_id, encode_announcement(announcement), now)
    return announcement


def number_tickets(
    store: Store,
    assembly_id: str,
    *,
    seed: Seed,
    again: str | None = None,
    by: str,
    now: datetime,
) -> Numbering:
    """Number the tickets by a seed that nobody could know when the commitment was published.

    Args:
        again: what a second person wrote down.

    Raises:
        InvalidInputError: the seed cannot be read, the second person wrote another, its signature
            is not drand's, it was announced otherwise, or there are too many tickets.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the commitment is not published, or the tickets are numbered or drawn.
    """
    seed = _settled(seed, again)
    _require_committed(store, assembly_id, by)
    if numbered(store, assembly_id) is not None:
        raise ProcedureError("the tickets are numbered; that is done once")
    commitment = store.commitment(assembly_id)
    numbering = Numbering(seed, commitment.digest)
    announcement = announced(store, assembly_id)
    if announcement is not None:
        announcement.require_numbering(numbering)
    document = encode_numbering(commitment.document, numbering)  # refuses more than anybody reads
    store.add_numbering(assembly_id, numbering, now)
    noting.numbering(store, assembly_id, document, seed, now)
    return numbering


def draw_panel(
    store: Store,
    assembly_id: str,
    *,
    seed: Seed,
    again: str | None = None,
    method: Method = LOTS,
    reserves: int = 10,
    by: str,
    second: str | None = None,
    now: datetime,
) -> Draw:
    """Draw the panel, once and for all.

    Args:
        seed: what nobody could know when the commitment was published, nor when the tickets were
            numbered: dice, or by hand the number of the ticket that they showed.
        again: what a second person wrote down.
        method: how the seed leads to the ticket.
        reserves: how many alternates to put in order of calling.
        second: the account of a second person, as ``two_people.agree`` takes it.

    Raises:
        InvalidInputError: the seed cannot be read, the second person wrote another, its signature
            is not drand's, no ticket has the number shown, or it was announced otherwise.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the commitment is not published, the panel has been drawn, a draw by hand
            comes before the numbers, or a second person is needed.
    """
    if method == LOTS:
        seed = _settled(seed, again)
    _require_committed(store, assembly_id, by)
    agree(store, assembly_id, Act.DRAW, by=by, second=second, now=now)
    lottery, numbering = store.lottery(assembly_id), numbered(store, assembly_id)
    if method == HAND:
        if numbering is None:
            raise ProcedureError("number the tickets first; then dice can show one of them")
        shown = agreed_digits(str(seed), str(seed) if again is None else again)
        drawn = draw_by_hand(lottery, shown=shown, numbering=numbering)
    else:
        drawn = draw(lottery, seed=seed, numbering=numbering)
    announcement = announced(store, assembly_id)
    if announcement is not None:
        announcement.require_draw(drawn)
    pool, quotas = store.pool(assembly_id), store.quotas(assembly_id)
    waiting = alternates(pool, quotas, drawn, count=reserves)
    store.add_draw(assembly_id, drawn, waiting, now)
    published = store.commitment(assembly_id).document
    document = encode_draw(published, drawn, waiting, announcement=announcement)
    noting.draw(store, assembly_id, document, drawn.seed, now)
    return drawn


def announced(store: Store, assembly_id: str) -> Announcement | None:
    """How the draw was announced, if it was."""
    try:
        return store.announcement(assembly_id)
    except NotFoundError:
        return None


def numbered(store: Store, assembly_id: str) -> Numbering | None:
    """What numbered the tickets, if they are numbered."""
    try:
        return store.numbering(assembly_id)
    except NotFoundError:
        return None


def _settled(seed: Seed, again: str | None) -> Seed:
    """The seed that both wrote down, with its signature checked where that can be done."""
    if isinstance(seed, Round):
        if again is not None:
            raise InvalidInputError(
                [Sentence("a round of drand is pasted once, not written down twice")]
            )
        check_signature(seed)
        return seed
    return seed if again is None else agreed(seed, again)


def _require_committed(store: Store, assembly_id: str, by: str) -> None:
    """Go on between the commitment and the draw only."""
    stage = change_assembly(store, assembly_id, by=by, right=Right.DRAW).stage
    if stage is Stage.DRAWN:
        raise ProcedureError("the panel has been drawn; a lottery is drawn from once")
    if stage is not Stage.COMMITTED:
        raise ProcedureError("publish the commitment before the seed exists, then draw")
