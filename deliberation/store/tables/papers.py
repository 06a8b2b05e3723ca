"""Ballots on paper until the close, and how many members were helped."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class PaperBoxRow(Row):
    """That some ballots of a vote are on paper; and from its close on, how many there were.

    Rows of the papers refer to it, and not to the vote, whose row those who cast lock.
    """

    __tablename__ = "paper_box"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    opened: Mapped[bool]
    kept: Mapped[dict[str, Any] | None]


class PaperRow(Row):
    """A paper that was printed, by a hash of what its code gives; its number is nowhere."""

    __tablename__ = "paper"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vote_id: Mapped[str] = mapped_column(ForeignKey("paper_box.vote_id"), primary_key=True)
    paper: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]


class PaperVoterRow(Row):
    """That the member of a slot votes on paper, and on no phone. It names no paper."""

    __tablename__ = "paper_voter"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vote_id: Mapped[str] = mapped_column(ForeignKey("paper_box.vote_id"), primary_key=True)
    slot: Mapped[str] = mapped_column(primary_key=True)


class PaperEntryRow(Row):
    """What was typed in from a paper, until it is in the urn: sealed with the paper's own code.

    ``second`` is there where the second typist wrote something else.
    """

    __tablename__ = "paper_entry"
    __table_args__ = ({"sqlite_with_rowid": False},)
    vote_id: Mapped[str] = mapped_column(ForeignKey("paper_box.vote_id"), primary_key=True)
    paper: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[bytes]
    second: Mapped[bytes | None]
    typists: Mapped[list[Any]]


class HelpRow(Row):
    """How many members somebody has helped to vote, noted after the close."""

    __tablename__ = "help"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    helper: Mapped[str] = mapped_column(primary_key=True)
    helped: Mapped[int]
