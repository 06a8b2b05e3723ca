"""Who wants to speak in a session, and who has spoken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from deliberation.sessions.speaking import Person, Speech, Wish
from deliberation.store.sessions import SessionVerbs
from deliberation.store.tables import SpeechRow, WishRow


class SpeakingVerbs(SessionVerbs):
    """Keeping the queue of a session. No verb here looks at a ballot or writes to another table."""

    def put_wish(self, session_id: str, wish: Wish) -> None:
        """Keep that somebody wants to speak; who asked before keeps the moment of that.

        They are called the same in all rows, so that none holds a name and another their card.
        """
        person = wish.person
        named = {"called": person.called, "card": person.card, "at_table": person.table or None}
        said = {**named, "point": wish.point}
        self._session.execute(
            self._insert(WishRow)
            .values(session_id=session_id, voice=wish.person.voice, asked=wish.asked, **said)
            .on_conflict_do_update(index_elements=["session_id", "voice"], set_=said)
        )
        own = (SpeechRow.session_id == session_id, SpeechRow.voice == wish.person.voice)
        self._session.execute(update(SpeechRow).where(*own).values(**named))

    def set_table(self, session_id: str, voice: str, table: str) -> None:
        """Keep at which table somebody sits, in all rows about them."""
        for row in (WishRow, SpeechRow):
            own = (row.session_id == session_id, row.voice == voice)
            self._session.execute(update(row).where(*own).values(at_table=table or None))

    def remove_wish(self, session_id: str, voice: str) -> None:
        """Forget that somebody wants to speak."""
        own = (WishRow.session_id == session_id, WishRow.voice == voice)
        self._session.execute(delete(WishRow).where(*own))

    def wishes(self, session_id: str) -> tuple[Wish, ...]:
        """Who wants to speak, in the order of their voices."""
        rows = self._session.scalars(
            select(WishRow)
            .where(WishRow.session_id == session_id)
            .order_by(WishRow.voice)
            .execution_options(populate_existing=True)
        )
        return tuple(Wish(_person(row), row.asked, row.point) for row in rows)

    def add_speech(self, session_id: str, wish: Wish, now: datetime) -> None:
        """Keep that somebody has the floor from now on; lock the assembly first."""
        last = select(func.max(SpeechRow.number)).where(SpeechRow.session_id == session_id)
        self._add(
            SpeechRow(
                session_id=session_id,
                number=(self._session.scalar(last) or 0) + 1,
                voice=wish.person.voice,
                called=wish.person.called,
                card=wish.person.card,
                at_table=wish.person.table or None,
                point=wish.point,
                began=now,
            )
        )

    def end_speech(self, session_id: str, number: int, now: datetime) -> None:
        """Keep that a speech has ended, where it has not before."""
        going_on = (
            SpeechRow.session_id == session_id,
            SpeechRow.number == number,
            SpeechRow.ended.is_(None),
        )
        self._session.execute(update(SpeechRow).where(*going_on).values(ended=now))

    def speeches(self, session_id: str) -> tuple[Speech, ...]:
        """The speeches of a session in their order."""
        rows = self._session.scalars(
            select(SpeechRow)
            .where(SpeechRow.session_id == session_id)
            .order_by(SpeechRow.number)
            .execution_options(populate_existing=True)
        )
        return tuple(
            Speech(row.number, _person(row), row.began, row.ended, row.point) for row in rows
        )

    def forget_names(self, session_id: str) -> None:
        """Forget who wants to speak in a session, and how those are called who have spoken.

        How long each has spoken stays, by their voice, which is nobody's name.
        """
        self._session.execute(delete(WishRow).where(WishRow.session_id == session_id))
        own = SpeechRow.session_id == session_id
        self._session.execute(update(SpeechRow).where(own).values(called="", card=None))

    def forget_speaking(self, session_id: str) -> None:
        """Forget who wants to speak in a session, and who has spoken."""
        for row in (WishRow, SpeechRow):
            self._session.execute(delete(row).where(row.session_id == session_id))


def _person(row: WishRow | SpeechRow) -> Person:
    """Whom a row is about."""
    return Person(row.voice, row.called, row.card, row.at_table or "")
