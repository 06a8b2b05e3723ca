"""The meetings, their agendas, and who speaks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class SessionRow(Row):
    """A meeting of an assembly. The zone is that of the place, as the clocks there are read."""

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(primary_key=True)
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), index=True)
    title: Mapped[str]
    start: Mapped[datetime]
    zone: Mapped[str]
    place: Mapped[str]
    public: Mapped[bool]
    phase: Mapped[str | None]  # nothing where none was said, as in sessions from before phases


class ItemRow(Row):
    """Something on the agenda of a session, at its place; ``at`` is a time of day like 12:30."""

    __tablename__ = "agenda_item"
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    least: Mapped[int]
    at: Mapped[str | None]
    vote_id: Mapped[str | None] = mapped_column(ForeignKey("vote.id"))
    began: Mapped[datetime | None]
    ended: Mapped[datetime | None]


class MessageRow(Row):
    """The one line that everybody in an assembly reads at this moment."""

    __tablename__ = "message"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    text: Mapped[str]


class WishRow(Row):
    """That somebody wants to speak. The voice follows from a token, and leads to no other row.

    ``card`` is there only where no name was typed, because that is what is shown then.
    """

    __tablename__ = "wish"
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    voice: Mapped[str] = mapped_column(primary_key=True)
    called: Mapped[str]
    card: Mapped[int | None]
    at_table: Mapped[str | None]
    point: Mapped[bool]
    asked: Mapped[datetime]


class SpeechRow(Row):
    """That somebody speaks or has spoken, by their voice; numbered within the session."""

    __tablename__ = "speech"
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    voice: Mapped[str]
    called: Mapped[str]
    card: Mapped[int | None]
    at_table: Mapped[str | None]
    point: Mapped[bool]
    began: Mapped[datetime]
    ended: Mapped[datetime | None]


class ArrivalRow(Row):
    """That somebody is at a session. The mark follows from a token, and leads to no other row."""

    __tablename__ = "arrival"
    __table_args__ = ({"sqlite_with_rowid": False},)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
