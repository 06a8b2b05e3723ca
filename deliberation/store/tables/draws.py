"""The pool, the quotas, the population beside them, the lottery, and the draw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class PersonRow(Row):
    """Somebody in the pool of one assembly, at their place in it."""

    __tablename__ = "person"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    features: Mapped[dict[str, Any]]
    household: Mapped[str | None]
    standing: Mapped[str]
    salt: Mapped[str | None]  # their own, once somebody was erased and that of the pool is gone
    reply: Mapped[str | None]  # whether they come, once they were drawn and have said so


class QuotaRow(Row):
    """The bounds for those who have some answers: one, or several where the quota is joint."""

    __tablename__ = "quota"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    feature: Mapped[str]
    value: Mapped[str]
    also: Mapped[dict[str, Any]]
    lower: Mapped[int]
    upper: Mapped[int]
    flex_lower: Mapped[int | None]
    flex_upper: Mapped[int | None]


class PopulationRow(Row):
    """The share of the population that has one value: to be looked at, and nothing reads it that
    decides.
    """

    __tablename__ = "population"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    feature: Mapped[str]
    value: Mapped[str]
    share: Mapped[str]  # an exact fraction, such as 51/100


class LotteryRow(Row):
    """A lottery, and once it is committed to, the document that was published."""

    __tablename__ = "lottery"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    lottery: Mapped[dict[str, Any]]
    commitment: Mapped[str | None]
    document: Mapped[dict[str, Any] | None]
    publish_people: Mapped[bool | None]
    salt: Mapped[str | None]
    committed: Mapped[datetime | None]


class AnnouncementRow(Row):
    """How the draw of a lottery will be done, published before any public value exists."""

    __tablename__ = "announcement"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("lottery.assembly_id"), primary_key=True)
    commitment: Mapped[str]
    draw: Mapped[str]
    numbering: Mapped[str | None]
    method: Mapped[str]
    announced: Mapped[datetime]


class NumberingRow(Row):
    """The seed that numbered the tickets of a lottery; the numbers follow from it."""

    __tablename__ = "numbering"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("lottery.assembly_id"), primary_key=True)
    commitment: Mapped[str]
    seed: Mapped[str]
    signature: Mapped[str | None]
    numbered: Mapped[datetime]


class DrawRow(Row):
    """One for each assembly, by its primary key: nobody draws until the panel pleases."""

    __tablename__ = "draw"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("lottery.assembly_id"), primary_key=True)
    method: Mapped[str]
    seed: Mapped[str]
    signature: Mapped[str | None]
    ticket: Mapped[int]
    panel: Mapped[list[str]]
    alternates: Mapped[list[str]]
    drawn: Mapped[datetime]


class ReplacementRow(Row):
    """That an assembly is a draw of replacements after another; each is followed by one at most."""

    __tablename__ = "replacement"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    after_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), unique=True)
    withdrawn: Mapped[list[str]]
    joined: Mapped[list[str]]
    unavailable: Mapped[list[str]]
