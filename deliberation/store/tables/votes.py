"""The questions, the cards, and the ballots that lie in the clear."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class VoteRow(Row):
    """A question to the members, numbered within its assembly."""

    __tablename__ = "vote"
    __table_args__ = (UniqueConstraint("assembly_id", "number"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"))
    number: Mapped[int]
    title: Mapped[str]
    question: Mapped[str]
    kind: Mapped[str]
    candidates: Mapped[list[str]]
    rule: Mapped[str]
    seats: Mapped[int]
    options: Mapped[dict[str, Any]]
    state: Mapped[str]
    opened: Mapped[datetime | None]
    closed: Mapped[datetime | None]
    tie_seed: Mapped[str | None]
    mode: Mapped[str | None]  # nothing where none was chosen, as in votes from before modes
    language: Mapped[str | None]


class WordingRow(Row):
    """The texts of a vote in one language beside its own, or in plain words."""

    __tablename__ = "wording"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, Any]]


class ReasonRow(Row):
    """Why a vote's recommendation was made, and who sees it otherwise; nothing of who wrote it."""

    __tablename__ = "reason"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str]
    minority: Mapped[list[str]]


class CardRow(Row):
    """A voting card as the database knows it: a number, and the hash of a token it never saw."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("assembly_id", "token_hash"),)
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str]
    revoked: Mapped[bool]


class BallotRow(Row):
    """A ballot in its slot. The primary key is what makes it one for each voter.

    In an open roll call the slot is the number of the card, because that is what is published.

    Without row ids, SQLite keeps the ballots in the order of their slots, not of their casting.
    """

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)
    ballot: Mapped[bytes]


class ListRow(Row):
    """Every counted ballot of a vote beside a phrase or a card, where its mode publishes that."""

    __tablename__ = "ballot_list"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    document: Mapped[dict[str, Any]]
