"""Urns: their public face, the sealed ballots in them, the board, and what came out."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.sql.dml import ReturningInsert

from deliberation.assembly import Opening
from deliberation.store.deciding import URN, DecidingVerbs
from deliberation.store.tables import BoardRow, OpeningRow, SealedRow, UrnRow
from deliberation.store.verbs import INSERTS, Insert
from deliberation.urn import (
    Board,
    SigningKey,
    Urn,
    decode_board,
    decode_urn,
    encode_board,
    encode_urn,
)

_SEALED = select(SealedRow.sealed, SealedRow.request).where(
    SealedRow.vote_id == bindparam("vote_id"), SealedRow.slot == bindparam("slot")
)


def _unless_repeated(insert: Insert) -> ReturningInsert[Any]:
    """Puts a ballot in its slot, unless the same request has put one there."""
    given = {name: insert.excluded[name] for name in ("sealed", "request")}
    return insert.on_conflict_do_update(
        index_elements=["vote_id", "slot"],
        set_=given,
        where=SealedRow.request != insert.excluded.request,
    ).returning(SealedRow.sealed)


_PUT_SEALED = {dialect: _unless_repeated(insert(SealedRow)) for dialect, insert in INSERTS.items()}
"""Answers with the ballot that was put there, or with nothing where it was there already."""


@lru_cache(maxsize=64)
def _urn_of(document: str) -> Urn:
    """The urn in a *document*; every cast asks for the same."""
    return decode_urn(json.loads(document))


class SealingVerbs(DecidingVerbs):
    """Keeping sealed ballots. The key that opens them never comes here."""

    def put_urn(self, urn: Urn, signing: SigningKey) -> None:
        """Keep the urn of a vote, in place of one that was prepared before."""
        kept = {"document": encode_urn(urn), "signing": signing.private}
        self._session.execute(
            self._insert(UrnRow)
            .values(vote_id=urn.vote_id, **kept)
            .on_conflict_do_update(index_elements=["vote_id"], set_=kept)
        )

    def urn(self, vote_id: str) -> Urn | None:
        """The urn of a vote, or ``None`` where its ballots are not sealed."""
        found = self.urn_and_signing_key(vote_id)
        return None if found is None else found[0]

    def signing_key(self, vote_id: str) -> SigningKey | None:
        """The key that signs the receipts of an urn, or ``None`` once it is purged."""
        found = self.urn_and_signing_key(vote_id)
        return None if found is None else found[1]

    def urn_and_signing_key(self, vote_id: str) -> tuple[Urn, SigningKey | None] | None:
        """Both at once, for a receipt; ``None`` where the ballots are not sealed."""
        row = self._first(URN, vote_id=vote_id)
        if row is None:
            return None
        return _urn_of(row.document), None if row.signing is None else SigningKey(row.signing)

    def cast_sealed(self, vote_id: str, slot: str, sealed: bytes, *, request: bytes) -> bytes:
        """Put a *sealed* ballot in its slot, and read what lies there now.

        It takes the place of an earlier one, unless that came with the same *request*. See
        ``vote_to_cast_in``.
        """
        values = {"vote_id": vote_id, "slot": slot, "sealed": sealed, "request": request}
        put = self._put(_PUT_SEALED, **values).first()
        kept = self.sealed_in(vote_id, slot) if put is None else put.sealed
        assert kept is not None, "it was written just now, or before"
        return bytes(kept)

    def request_in(self, vote_id: str, slot: str) -> bytes | None:
        """The request that brought what lies in a slot, or ``None`` where the slot is empty."""
        row = self._first(_SEALED, vote_id=vote_id, slot=slot)
        return None if row is None else bytes(row.request)

    def sealed_in(self, vote_id: str, slot: str) -> bytes | None:
        """The sealed ballot in a slot, or ``None`` where the slot is empty."""
        kept: bytes | None = self._value(_SEALED, vote_id=vote_id, slot=slot)
        return kept

    def sealed(self, vote_id: str) -> dict[str, bytes]:
        """Every sealed ballot of a vote by its slot, in the order of the slots."""
        rows = self._session.execute(
            select(SealedRow.slot, SealedRow.sealed)
            .where(SealedRow.vote_id == vote_id)
            .order_by(SealedRow.slot)
        )
        return {row.slot: row.sealed for row in rows}

    def add_board(self, board: Board) -> None:
        """Keep what is shown of a closed urn."""
        document = encode_board(board)
        self._add(BoardRow(vote_id=board.vote_id, leaves=board.size, document=document))

    def board(self, vote_id: str) -> Board | None:
        """What was shown of a closed urn, or ``None`` before the close."""
        kept = select(BoardRow.document).where(BoardRow.vote_id == vote_id)
        document = self._session.scalar(kept)
        return None if document is None else decode_board(document)

    def put_opening(self, vote_id: str, opening: Opening) -> None:
        """Keep what came out of an urn, in place of what was known before a tie was settled."""
        kept = {
            "counted": opening.counted,
            "spoiled": dict(opening.spoiled),
            "tied": list(opening.tied),
            "decision": opening.decision,
            "document": None if opening.document is None else dict(opening.document),
        }
        self._session.execute(
            self._insert(OpeningRow)
            .values(vote_id=vote_id, **kept)
            .on_conflict_do_update(index_elements=["vote_id"], set_=kept)
        )

    def opening(self, vote_id: str) -> Opening | None:
        """What came out of an urn, or ``None`` before it was opened."""
        query = select(OpeningRow).where(OpeningRow.vote_id == vote_id)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        if row is None:
            return None
        return Opening(row.counted, row.spoiled, tuple(row.tied), row.decision, row.document)

    def purge_urn(self, vote_id: str) -> None:
        """Delete the sealed ballots of an urn, and the key that signed their receipts.

        ``Begin.scrub`` overwrites them once this is kept.
        """
        self._session.execute(delete(SealedRow).where(SealedRow.vote_id == vote_id))
        self._session.execute(update(UrnRow).where(UrnRow.vote_id == vote_id).values(signing=None))
