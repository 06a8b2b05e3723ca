"""Names that members agreed to, what they need, and how long all that is kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class NamedRow(Row):
    """That a member has agreed to be named in public; the name leads to no other row."""

    __tablename__ = "named_member"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    agreed: Mapped[datetime]


class ClockRow(Row):
    """For how many days an assembly keeps one kind of data, where somebody has changed that."""

    __tablename__ = "clock"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[int]


class NeedRow(Row):
    """What a member needs at the sessions. No key leads from here to the answers in the pool."""

    __tablename__ = "need"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str]


class ErasedRow(Row):
    """That somebody was erased: a digest of the salt and their id, which no restored backup
    brings back.
    """

    __tablename__ = "erased"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]


class ControllerRow(Row):
    """Who answers for the personal data of an assembly, and whom to ask."""

    __tablename__ = "controller"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    name: Mapped[str]
    contact: Mapped[str]
    officer: Mapped[str]


class DeletedRow(Row):
    """That an assembly was deleted, before anything of it was public. Nothing else is left of it.

    With this row the triggers let its ledger go.
    """

    __tablename__ = "deleted"
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
