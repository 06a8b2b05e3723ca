"""Rows: one class a table, no behaviour. They never leave this package.

What is not here matters as much as what is. A ballot is a row of three columns: the vote, the
voter's slot, the bytes. No table holds both a card (or a person) and a slot, and casting writes
to no other table, so that nothing in the database joins a voter to a ballot. Where a vote is
sealed, the bytes are a ciphertext, and the key that opens it is nowhere here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from deliberation.errors import InvalidInputError


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same moment in UTC, refused without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; pass the moment in UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class UnkeepableTextError(InvalidInputError, DontWrapMixin):
    """A text that one of the databases could not keep, or even be asked for."""


class Text(TypeDecorator[str]):
    """A text, refused alike by both databases where PostgreSQL could not keep it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same text."""
        if value is not None and "\x00" in value:
            raise UnkeepableTextError(["the text holds the character NUL; retype it"])
        return value


class Row(DeclarativeBase):
    """What all tables share: names for constraints, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        str: Text,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON,
        list[Any]: JSON,
        bytes: LargeBinary,
    }


class FacilitatorRow(Row):
    """Somebody who signs in."""

    __tablename__ = "facilitator"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
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


class NamedRow(Row):
    """That a member has agreed to be named in public; the name leads to no other row."""

    __tablename__ = "named_member"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    agreed: Mapped[datetime]


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


class ReplacementRow(Row):
    """That an assembly is a draw of replacements after another; each is followed by one at most."""

    __tablename__ = "replacement"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    after_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), unique=True)
    withdrawn: Mapped[list[str]]
    joined: Mapped[list[str]]
    unavailable: Mapped[list[str]]


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


class ListRow(Row):
    """Every counted ballot of a vote beside a phrase or a card, where its mode publishes that."""

    __tablename__ = "ballot_list"
    vote_id: Mapped[str] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    document: Mapped[dict[str, Any]]


class LedgerRow(Row):
    """An entry of an assembly's ledger; triggers of the database let no row change, nor go without
    the whole assembly.

    Two entries cannot have one place, by the primary key.
    """

    __tablename__ = "ledger"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]
