"""Votes, cards and ballots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Text, bindparam, func, select, update

from deliberation.assembly import IssuedCard, Vote, VoteState
from deliberation.errors import NotFoundError
from deliberation.store import codec
from deliberation.store.tables import (
    BallotRow,
    BoardRow,
    CardRow,
    ListRow,
    PaperBoxRow,
    SealedRow,
    UrnRow,
    VoteRow,
)
from deliberation.store.verbs import INSERTS, Insert, Verbs
from deliberation.urn import decode, encode
from deliberation.voting.ballots import CastBallot

_DOCUMENT = UrnRow.document.cast(Text).label("document")
_VOTE_TO_CHANGE = (
    select(*VoteRow.__table__.columns)
    .where(VoteRow.id == bindparam("id"))
    .with_for_update(key_share=True)
)
_VOTES = (
    select(*VoteRow.__table__.columns)
    .where(VoteRow.assembly_id == bindparam("assembly_id"))
    .order_by(VoteRow.number)
)
_CARD = select(CardRow.number).where(
    CardRow.assembly_id == bindparam("assembly_id"),
    CardRow.token_hash == bindparam("token_hash"),
    CardRow.revoked.is_(False),
)
BOX = select(PaperBoxRow.vote_id).where(PaperBoxRow.vote_id == bindparam("vote_id"))
URN = select(_DOCUMENT, UrnRow.signing).where(UrnRow.vote_id == bindparam("vote_id"))
_VOTE = (
    select(
        *VoteRow.__table__.columns,
        *(_DOCUMENT, UrnRow.signing),
        select(CardRow.number)
        .where(
            CardRow.assembly_id == VoteRow.assembly_id,
            CardRow.token_hash == bindparam("card"),
            CardRow.revoked.is_(False),
        )
        .scalar_subquery()
        .label("card"),
        select(PaperBoxRow.vote_id)
        .where(PaperBoxRow.vote_id == VoteRow.id)
        .scalar_subquery()
        .label("box"),
    )
    .outerjoin(UrnRow, UrnRow.vote_id == VoteRow.id)
    .where(VoteRow.id == bindparam("id"))
)
"""A vote with its urn, whether a card gives a voice, and whether some vote on paper: what every
page of a member asks first."""

_VOTE_TO_CAST_IN = _VOTE.with_for_update(read=True, of=VoteRow)
_BALLOT = select(BallotRow.ballot).where(
    BallotRow.vote_id == bindparam("vote_id"), BallotRow.slot == bindparam("slot")
)


def _over_another(insert: Insert) -> Insert:
    """Puts a ballot in its slot, in place of one that is there."""
    return insert.on_conflict_do_update(
        index_elements=["vote_id", "slot"], set_={"ballot": insert.excluded.ballot}
    )


_PUT_BALLOT = {dialect: _over_another(insert(BallotRow)) for dialect, insert in INSERTS.items()}


def _ballot(data: bytes) -> CastBallot:
    """The ballot that ``encode`` wrote, which is of a kind that votes take."""
    ballot, _ = decode(data)
    return cast(CastBallot, ballot)


class DecidingVerbs(Verbs):
    """Keeping votes, the cards that give a voice in them, and the ballots, apart from the cards."""

    def add_vote(self, vote: Vote) -> None:
        """Keep a new vote as the assembly's last; lock the assembly first."""
        last = select(func.max(VoteRow.number)).where(VoteRow.assembly_id == vote.assembly_id)
        self._add(codec.vote_row(vote, (self._session.scalar(last) or 0) + 1))

    def vote(self, id: str, *, card: str = "") -> Vote:
        """The vote with this id.

        Args:
            card: the hash of a card. Whether that gives a voice, and what the urn is, is found out
                at once, for a transaction that sees one moment.

        Raises:
            NotFoundError: there is none.
        """
        row = self._first(_VOTE, id=id, card=card)
        if row is None:
            raise NotFoundError("vote", id)
        if self._one_moment:
            self._know(_VOTE, row, id=id, card="")
            self._know_of(row, card)
        return codec.vote_of(row)

    def vote_to_change(self, id: str) -> Vote:
        """The vote, which nobody else changes or casts in until the transaction ends.

        Waits for ballots that are being cast at this moment.

        Raises:
            NotFoundError: there is none.
        """
        row = self._first(_VOTE_TO_CHANGE, id=id)
        if row is None:
            raise NotFoundError("vote", id)
        return codec.vote_of(row)

    def vote_to_cast_in(self, id: str, *, card: str = "") -> Vote:
        """The vote, which nobody opens or closes until the transaction ends; others cast as well.

        Args:
            card: the hash of a card. Whether that gives a voice, and what the urn is, is found out
                at once, for those who ask it next.

        Raises:
            NotFoundError: there is none.
        """
        row = self._first(_VOTE_TO_CAST_IN, id=id, card=card)
        if row is None:
            raise NotFoundError("vote", id)
        self._know_of(row, card)
        return codec.vote_of(row)

    def votes(self, assembly_id: str) -> tuple[Vote, ...]:
        """The votes of an assembly, in the order of their making."""
        connection = self._connection()
        rows: Iterable[Any] = connection.execute(_VOTES, {"assembly_id": assembly_id})
        return tuple(codec.vote_of(row) for row in rows)

    def set_options(self, vote_id: str, options: Mapping[str, Any]) -> None:
        """Keep other options of a vote."""
        self._change(vote_id, options=dict(options))

    def set_opened(self, vote_id: str, now: datetime) -> None:
        """Open a vote."""
        self._change(vote_id, state=VoteState.OPEN.value, opened=now)

    def set_closed(self, vote_id: str, now: datetime) -> None:
        """Close a vote."""
        self._change(vote_id, state=VoteState.CLOSED.value, closed=now)

    def set_tie_seed(self, vote_id: str, seed: str) -> None:
        """Keep the public seed that settles the ties of a vote."""
        self._change(vote_id, tie_seed=seed)

    def add_cards(self, assembly_id: str, token_hashes: Iterable[str]) -> tuple[IssuedCard, ...]:
        """Keep new cards with the next numbers; lock the assembly first."""
        last = select(func.max(CardRow.number)).where(CardRow.assembly_id == assembly_id)
        first = (self._session.scalar(last) or 0) + 1
        numbered = [*enumerate(token_hashes, start=first)]
        self._add_all(CardRow, [codec.card_row(assembly_id, *card) for card in numbered])
        return tuple(IssuedCard(number) for number, _ in numbered)

    def cards(self, assembly_id: str) -> tuple[IssuedCard, ...]:
        """The cards of an assembly by number, revoked ones included."""
        rows = self._session.scalars(
            select(CardRow).where(CardRow.assembly_id == assembly_id).order_by(CardRow.number)
        )
        return tuple(codec.card_of(row) for row in rows)

    def has_card(self, assembly_id: str, token_hash: str) -> bool:
        """Whether a card with this hash gives a voice in the assembly.

        The row is read without a lock: a lock would write the transaction's number on it, and the
        ballot that is cast in the same transaction bears the same number.
        """
        return self._value(_CARD, assembly_id=assembly_id, token_hash=token_hash) is not None

    def card_number(self, assembly_id: str, token_hash: str) -> int | None:
        """The number of the card with this hash, or ``None`` where none gives a voice.

        Only an open roll call asks for it, and the queue of who wants to speak.
        """
        return self._session.scalar(
            select(CardRow.number).where(
                CardRow.assembly_id == assembly_id,
                CardRow.token_hash == token_hash,
                CardRow.revoked.is_(False),
            )
        )

    def roll(self, assembly_id: str) -> tuple[str, ...]:
        """The hashes of the cards that give a voice, in an order that says nothing of numbers."""
        valid = (CardRow.assembly_id == assembly_id, CardRow.revoked.is_(False))
        hashes = self._session.scalars(select(CardRow.token_hash).where(*valid))
        return tuple(sorted(hashes))

    def revoke_card(self, assembly_id: str, number: int) -> None:
        """Take the voice from a card.

        Raises:
            NotFoundError: no card has this number.
        """
        revoked = self._session.execute(
            update(CardRow)
            .where(CardRow.assembly_id == assembly_id, CardRow.number == number)
            .values(revoked=True)
            .returning(CardRow.number)
        )
        if revoked.first() is None:
            raise NotFoundError("card", str(number))

    def cast(self, vote_id: str, slot: str, ballot: CastBallot) -> None:
        """Put *ballot* in its slot, in place of one that is there; see ``vote_to_cast_in``."""
        self._put(_PUT_BALLOT, vote_id=vote_id, slot=slot, ballot=encode(ballot))

    def ballot_in(self, vote_id: str, slot: str) -> CastBallot | None:
        """The ballot in a slot, or ``None`` where the slot is empty."""
        data = self._value(_BALLOT, vote_id=vote_id, slot=slot)
        return None if data is None else _ballot(data)

    def ballots(self, vote_id: str) -> tuple[CastBallot, ...]:
        """Every ballot of a vote, in an order that says nothing about who or when."""
        kept = self._session.scalars(
            select(BallotRow.ballot).where(BallotRow.vote_id == vote_id).order_by(BallotRow.slot)
        )
        return tuple(_ballot(data) for data in kept)

    def ballots_by_slot(self, vote_id: str) -> dict[str, CastBallot]:
        """Every ballot of a vote under its slot, which in a roll call is the number of a card."""
        rows = self._session.execute(
            select(BallotRow.slot, BallotRow.ballot).where(BallotRow.vote_id == vote_id)
        )
        return {row.slot: _ballot(row.ballot) for row in rows}

    def add_list(self, vote_id: str, document: Mapping[str, Any]) -> None:
        """Keep the list of ballots that the mode of a vote publishes."""
        self._add(ListRow(vote_id=vote_id, document=dict(document)))

    def ballot_list(self, vote_id: str) -> dict[str, Any] | None:
        """That list, or ``None`` where there is none, or not yet."""
        return self._session.scalar(select(ListRow.document).where(ListRow.vote_id == vote_id))

    def turnout(self, vote_id: str) -> int:
        """How many ballots have been cast, sealed or not; the same when the urn is purged."""
        shown = self._session.scalar(select(BoardRow.leaves).where(BoardRow.vote_id == vote_id))
        return self._cast(vote_id) if shown is None else shown

    def _cast(self, vote_id: str) -> int:
        """How many ballots there are now."""
        counts = (
            select(func.count()).select_from(row).where(row.vote_id == vote_id)
            for row in (BallotRow, SealedRow)
        )
        return sum(self._session.scalar(count) or 0 for count in counts)

    def _know_of(self, row: Any, card: str) -> None:
        """Keep what a *row* tells of the vote's urn, and of the *card* with this hash."""
        self._know(URN, None if row.document is None else row, vote_id=row.id)
        self._know(BOX, None if row.box is None else (row.box,), vote_id=row.id)
        number = None if row.card is None else (row.card,)
        self._know(_CARD, number, assembly_id=row.assembly_id, token_hash=card)

    def _change(self, vote_id: str, **columns: object) -> None:
        self._session.execute(update(VoteRow).where(VoteRow.id == vote_id).values(**columns))
