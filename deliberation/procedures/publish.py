"""The documents for a stranger who checks. Nothing here is secret; nothing secret comes in."""

from __future__ import annotations

from typing import Any

from deliberation.assembly import Stage, VoteState
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures.counting import document_if_decided, document_of
from deliberation.procedures.drawing import announced, numbered
from deliberation.procedures.pools import require_whole_pool
from deliberation.procedures.wording import wordings_document
from deliberation.record.announcement import encode_announcement
from deliberation.record.bundle import bundle
from deliberation.record.certificate import encode_certificate
from deliberation.record.draw import encode_draw
from deliberation.record.ledger import Entry, encode_ledger
from deliberation.record.numbering import encode_numbering
from deliberation.record.replacement import encode_replacement
from deliberation.store import Store
from deliberation.urn import encode_board, encode_urn


def lottery_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``lottery.json`` as it was published: whole, and before the seed exists.

    Raises:
        NotFoundError: there is no such assembly.
        ProcedureError: nothing is committed to yet.
    """
    store.assembly(assembly_id)
    try:
        return dict(store.commitment(assembly_id).document)
    except NotFoundError:
        raise ProcedureError("the lottery is published with its commitment, not before") from None


def certificate_document(store: Store, assembly_id: str) -> dict[str, Any] | None:
    """``certificate.json``: why no lottery is fairer.

    ``None`` where the lottery has no certificate, or the people's answers are withheld: it would
    tell who answered alike.

    Raises:
        NotFoundError: there is no such assembly.
        ProcedureError: nothing is committed to yet.
    """
    document = lottery_document(store, assembly_id)
    if not store.commitment(assembly_id).publish_people:
        return None
    pool, quotas = require_whole_pool(store, assembly_id), store.quotas(assembly_id)
    lottery = store.lottery(assembly_id)
    return encode_certificate(pool, quotas, lottery, commitment=document["commitment"])


def announcement_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``announcement.json``: how the draw will be done.

    Raises:
        NotFoundError: there is no such assembly, or its draw was not announced.
    """
    store.assembly(assembly_id)
    return encode_announcement(store.announcement(assembly_id))


def numbering_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``numbering.json``: which number each ticket bears, by panel and by person.

    Raises:
        NotFoundError: there is no such assembly, or its tickets are not numbered.
        ProcedureError: nothing is committed to yet.
    """
    lottery = lottery_document(store, assembly_id)
    return encode_numbering(lottery, store.numbering(assembly_id))


def draw_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``draw.json``: the seed, the panel, its alternates.

    Raises:
        NotFoundError: there is no such assembly.
        ProcedureError: nothing is drawn yet.
    """
    lottery = lottery_document(store, assembly_id)
    if store.assembly(assembly_id).stage is not Stage.DRAWN:
        raise ProcedureError("the panel has not been drawn yet")
    return encode_draw(
        lottery,
        store.drawn(assembly_id),
        store.alternates(assembly_id),
        announcement=announced(store, assembly_id),
    )


def replacement_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``replacement.json``: which draw a draw of replacements follows, and who of its panel stays.

    Raises:
        NotFoundError: there is no such assembly, or it is no draw of replacements.
        ProcedureError: nothing is committed to yet.
    """
    replacing = store.replacing(assembly_id)
    if replacing is None:
        raise NotFoundError("replacement", assembly_id)
    return encode_replacement(
        lottery_document(store, assembly_id),
        after=draw_document(store, replacing.after),
        before=lottery_document(store, replacing.after),
        withdrawn=replacing.withdrawn,
        joined=replacing.joined,
    )


def vote_document(store: Store, vote_id: str) -> dict[str, Any]:
    """``votes/ID.json``: the result, and as much of the ballots as may be shown.

    Raises:
        NotFoundError: there is no such vote.
        ProcedureError: it is not closed, or nobody chose anything.
        UnresolvedTieError: a tie decides, and no seed has settled it yet.
    """
    return document_of(store, store.vote(vote_id))


def urn_document(store: Store, vote_id: str) -> dict[str, Any]:
    """``votes/ID.urn.json``: on which terms, and with which keys, the ballots are sealed.

    Raises:
        NotFoundError: there is no such vote.
        ProcedureError: it is not open yet, so that its key may still change, or it is not sealed.
    """
    vote = store.vote(vote_id)
    box = store.urn(vote_id)
    if vote.state is VoteState.DRAFT:
        raise ProcedureError("an urn is published when its vote is opened, not before")
    if box is None:
        raise ProcedureError("the ballots of this vote are not sealed")
    return encode_urn(box)


def board_document(store: Store, vote_id: str) -> dict[str, Any]:
    """``votes/ID.board.json``: what was in the urn when it was closed, before it was opened.

    Raises:
        NotFoundError: there is no such vote.
        ProcedureError: it is not closed yet, or it is not sealed.
    """
    vote = store.vote(vote_id)
    board = store.board(vote_id)
    if vote.state is not VoteState.CLOSED:
        raise ProcedureError("a board is shown when its vote is closed, not before")
    if board is None:
        raise ProcedureError("the ballots of this vote are not sealed")
    return encode_board(board)


def list_document(store: Store, vote_id: str) -> dict[str, Any]:
    """``votes/ID.list.json``: every counted ballot beside a card's number or a phrase.

    Raises:
        NotFoundError: there is no such vote.
        ProcedureError: its mode publishes no ballots, or they are not counted yet.
    """
    store.vote(vote_id)
    document = store.ballot_list(vote_id)
    if document is None:
        raise ProcedureError("no ballots of this vote are listed")
    return document


def ledger_document(store: Store, assembly_id: str) -> dict[str, Any]:
    """``ledger.json``: everything that decided, in its order.

    Raises:
        BrokenLedgerError: somebody has changed it in the database.
        NotFoundError: there is no such assembly, or it is older than the ledger.
    """
    entries = _whole_ledger(store, assembly_id)
    if not entries:
        raise NotFoundError("ledger", assembly_id)
    return encode_ledger(entries)


def assembly_bundle(store: Store, assembly_id: str) -> bytes:
    """``bundle.zip``: the draw once it is made, and every vote that has been closed and decided.

    Of sealed votes the urn is in it once they are open, and the board once they are closed; of all
    votes that are open, what they ask in other languages.

    Raises:
        BrokenLedgerError: the ledger is broken, or a document is not the one it sealed.
        InvalidInputError: there is nothing to publish yet.
        NotFoundError: there is no such assembly.
    """
    assembly = store.assembly(assembly_id)
    drawn = assembly.stage is Stage.DRAWN
    begun = [vote for vote in store.votes(assembly_id) if vote.state is not VoteState.DRAFT]
    votes = [vote for vote in begun if vote.state is VoteState.CLOSED]
    was_announced = drawn and announced(store, assembly_id) is not None
    follows = drawn and store.replacing(assembly_id) is not None
    was_numbered = drawn and numbered(store, assembly_id) is not None
    return bundle(
        assembly.title,
        ledger=_whole_ledger(store, assembly_id),
        lottery=lottery_document(store, assembly_id) if drawn else None,
        certificate=certificate_document(store, assembly_id) if drawn else None,
        announcement=announcement_document(store, assembly_id) if was_announced else None,
        numbering=numbering_document(store, assembly_id) if was_numbered else None,
        draw=draw_document(store, assembly_id) if drawn else None,
        replacement=replacement_document(store, assembly_id) if follows else None,
        votes=[document for vote in votes if (document := document_if_decided(store, vote))],
        urns=[encode_urn(box) for vote in begun if (box := store.urn(vote.id))],
        boards=[encode_board(board) for vote in votes if (board := store.board(vote.id))],
        lists=[document for vote in votes if (document := store.ballot_list(vote.id))],
        wordings=[document for vote in begun if (document := wordings_document(store, vote))],
    )


def _whole_ledger(store: Store, assembly_id: str) -> tuple[Entry, ...]:
    """The ledger; nothing where the assembly is older than it, so that the beginning is missing."""
    entries = store.ledger(assembly_id)
    return entries if entries and entries[0].kind == "assembly" else ()
