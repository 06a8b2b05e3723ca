"""Who is at a session."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, select

from deliberation.store.tables import ArrivalRow
from deliberation.store.verbs import Verbs

_ARRIVED = select(ArrivalRow.mark).where(
    ArrivalRow.session_id == bindparam("session_id"), ArrivalRow.mark == bindparam("mark")
)


class ArrivingVerbs(Verbs):
    """Keeping who is there, by marks that lead to nobody, and without a time."""

    def add_arrival(self, session_id: str, mark: str) -> None:
        """Keep that somebody is there, once."""
        self._session.execute(
            self._insert(ArrivalRow)
            .values(session_id=session_id, mark=mark)
            .on_conflict_do_nothing()
        )

    def remove_arrival(self, session_id: str, mark: str) -> None:
        """Forget that somebody is there."""
        own = (ArrivalRow.session_id == session_id, ArrivalRow.mark == mark)
        self._session.execute(delete(ArrivalRow).where(*own))

    def has_arrived(self, session_id: str, mark: str) -> bool:
        """Whether somebody is there."""
        return self._value(_ARRIVED, session_id=session_id, mark=mark) is not None

    def arrivals(self, session_id: str) -> int:
        """How many are there."""
        there = select(func.count()).where(ArrivalRow.session_id == session_id)
        return self._session.scalar(there) or 0

    def forget_arrivals(self, session_id: str) -> None:
        """Forget who is there."""
        self._session.execute(delete(ArrivalRow).where(ArrivalRow.session_id == session_id))
