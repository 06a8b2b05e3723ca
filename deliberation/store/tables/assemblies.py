"""Who signs in, the assemblies, and who does what in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class FacilitatorRow(Row):
    """Somebody who signs in.

    ``folded`` is the name as ``names.folded`` gives it, which nobody else can have; of the second
    of two accounts from before that went by one name there is none.
    """

    __tablename__ = "facilitator"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    folded: Mapped[str | None] = mapped_column(index=True, unique=True)
    password_hash: Mapped[str]
    begins: Mapped[bool]
    provisional: Mapped[bool]


class AssemblyRow(Row):
    """An assembly; how far it has come follows from the tables below."""

    __tablename__ = "assembly"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    question: Mapped[str]
    facilitator_id: Mapped[str] = mapped_column(ForeignKey("facilitator.id"), index=True)
    created: Mapped[datetime]
    panel_size: Mapped[int | None]  # of the quotas; nothing until there is a pool
    per_household: Mapped[int | None]  # likewise
    archived: Mapped[datetime | None]


class TeamRow(Row):
    """What somebody is in an assembly: one role for each."""

    __tablename__ = "team"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("facilitator.id"), primary_key=True, index=True
    )
    role: Mapped[str]


class AskedRow(Row):
    """What somebody asks a second person to do with them, until it is done."""

    __tablename__ = "asked"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("facilitator.id"))
    at: Mapped[datetime]


class SuggestionRow(Row):
    """A question that somebody of the team suggests, until a vote is made of it."""

    __tablename__ = "suggestion"
    id: Mapped[str] = mapped_column(primary_key=True)
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("facilitator.id"))
    title: Mapped[str]
    question: Mapped[str]
    proposals: Mapped[list[str]]
    revision: Mapped[int]


class JobRow(Row):
    """The latest background work of each kind."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("assembly_id", "kind"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"))
    kind: Mapped[str]
    state: Mapped[str]
    done: Mapped[float]
    words: Mapped[str]
    found: Mapped[dict[str, Any] | None]  # about the quotas, where that was the work
