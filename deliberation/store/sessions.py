"""Sessions and their agendas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from deliberation.errors import NotFoundError
from deliberation.sessions import Item, Session
from deliberation.store import codec
from deliberation.store.tables import ItemRow, MessageRow, SessionRow
from deliberation.store.verbs import Verbs


class SessionVerbs(Verbs):
    """Keeping sessions, each with its agenda as a whole."""

    def add_session(self, session: Session) -> None:
        """Keep a new session."""
        self._add_all(SessionRow, [codec.session_columns(session)])
        self._put_agenda(session.id, session.agenda)

    def put_session(self, session: Session) -> None:
        """Keep a session instead of the one with its id; lock the assembly first."""
        same = SessionRow.id == session.id
        self._session.execute(update(SessionRow).where(same), codec.session_columns(session))
        self._session.execute(delete(ItemRow).where(ItemRow.session_id == session.id))
        self._put_agenda(session.id, session.agenda)

    def remove_session(self, session_id: str) -> None:
        """Forget a session and its agenda."""
        self._session.execute(delete(ItemRow).where(ItemRow.session_id == session_id))
        self._session.execute(delete(SessionRow).where(SessionRow.id == session_id))

    def session(self, id: str) -> Session:
        """The session with this id.

        Raises:
            NotFoundError: there is none.
        """
        for session in self._sessions(SessionRow.id == id):
            return session
        raise NotFoundError("session", id)

    def sessions(self, assembly_id: str) -> tuple[Session, ...]:
        """The sessions of an assembly, the earliest first."""
        return self._sessions(SessionRow.assembly_id == assembly_id)

    def put_message(self, assembly_id: str, text: str) -> None:
        """Keep the line that everybody in an assembly reads, none where it is empty."""
        same = MessageRow.assembly_id == assembly_id
        self._session.execute(delete(MessageRow).where(same))
        if text:
            self._add_all(MessageRow, [{"assembly_id": assembly_id, "text": text}])

    def message(self, assembly_id: str) -> str:
        """That line; empty where there is none."""
        same = MessageRow.assembly_id == assembly_id
        return self._session.scalar(select(MessageRow.text).where(same)) or ""

    def _sessions(self, wanted: ColumnElement[bool]) -> tuple[Session, ...]:
        connection = self._session.connection()
        rows: Sequence[Any] = connection.execute(
            select(*SessionRow.__table__.columns)
            .where(wanted)
            .order_by(SessionRow.start, SessionRow.id)
        ).all()
        if not rows:
            return ()
        agendas: dict[str, list[Item]] = {row.id: [] for row in rows}
        items: Sequence[Any] = connection.execute(
            select(*ItemRow.__table__.columns)
            .where(ItemRow.session_id.in_(agendas))
            .order_by(ItemRow.session_id, ItemRow.position)
        ).all()
        for item in items:
            agendas[item.session_id].append(codec.item_of(item))
        return tuple(codec.session_of(row, tuple(agendas[row.id])) for row in rows)

    def _put_agenda(self, session_id: str, agenda: Sequence[Item]) -> None:
        rows = [codec.item_row(session_id, place, item) for place, item in enumerate(agenda)]
        self._add_all(ItemRow, rows)
