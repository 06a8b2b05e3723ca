"""The urns of sealed votes, and what comes out of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class UrnRow(Row):
    """The urn of a sealed vote, as it is published; and the key that signs its receipts.

    The key is kept because every process that takes ballots signs with it, and signs again when a
    receipt is asked for again. It opens nothing. Once the urn is purged, it is gone.
    """

    __tablename__ = "urn"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    document: Mapped[dict[str, Any]]
    signing: Mapped[bytes | None]


class SealedRow(Row):
    """A sealed ballot in its slot, as long as every other of its vote.

    ``request`` is a hash under a key that the voter's form alone knew, by which a request that is
    sent again is known as the same. It refers to the vote, whose row casting locks in any case, and
    not to the urn: on PostgreSQL that row would bear the transaction of the ballot as well.
    """

    __tablename__ = "sealed_ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    request: Mapped[bytes]


class BoardRow(Row):
    """What was shown of an urn at its close; it stays when the urn is purged."""

    __tablename__ = "board"
    vote_id: Mapped[str] = mapped_column(ForeignKey("urn.vote_id"), primary_key=True)
    leaves: Mapped[int]
    document: Mapped[dict[str, Any]]


class OpeningRow(Row):
    """What came out of an urn, as it may be published. No ballot is kept here."""

    __tablename__ = "opening"
    vote_id: Mapped[str] = mapped_column(ForeignKey("board.vote_id"), primary_key=True)
    counted: Mapped[int]
    spoiled: Mapped[dict[str, Any]]
    tied: Mapped[list[str]]
    decision: Mapped[str]
    document: Mapped[dict[str, Any] | None]
