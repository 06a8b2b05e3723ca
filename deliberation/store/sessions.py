"""Sessions and their agendas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Select, bindparam, delete, select, update

from deliberation.errors import NotFoundError
from deliberation.sessions import Item, Session
from deliberation.store import codec
from deliberation.store.tables import ItemRow, MessageRow, SessionRow
from deliberation.store.verbs import Verbs

_COLUMNS = select(*SessionRow.__table__.columns).order_by(SessionRow.start, SessionRow.id)
_ITEMS = (
    select(*ItemRow.__table__.columns)
    .join(SessionRow, SessionRow.id == ItemRow.session_id)
    .order_by(ItemRow.session_id, ItemRow.position)
)
_ONE, _ALL = SessionRow.id == bindparam("id"), SessionRow.assembly_id == bindparam("id")
_SESSION, _SESSIONS = _COLUMNS.where(_ONE), _COLUMNS.where(_ALL)
_ITEMS_OF_SESSION, _ITEMS_OF_SESSIONS = _ITEMS.where(_ONE), _ITEMS.where(_ALL)
_MESSAGE = select(MessageRow.text).where(MessageRow.assembly_id == bindparam("assembly_id"))


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
        for session in self._sessions(_SESSION, _ITEMS_OF_SESSION, id):
            return session
        raise NotFoundError("session", id)

    def sessions(self, assembly_id: str) -> tuple[Session, ...]:
        """The sessions of an assembly, the earliest first."""
        return self._sessions(_SESSIONS, _ITEMS_OF_SESSIONS, assembly_id)

    def put_message(self, assembly_id: str, text: str) -> None:
        """Keep the line that everybody in an assembly reads, none where it is empty."""
        same = MessageRow.assembly_id == assembly_id
        self._session.execute(delete(MessageRow).where(same))
        if text:
            self._add_all(MessageRow, [{"assembly_id": assembly_id, "text": text}])

    def message(self, assembly_id: str) -> str:
        """That line; empty where there is none."""
        return self._value(_MESSAGE, assembly_id=assembly_id) or ""

    def _sessions(self, question: Select[Any], items: Select[Any], id: str) -> tuple[Session, ...]:
        """The sessions that a *question* finds, with the *items* of their agendas."""
        connection = self._connection()
        rows: Sequence[Any] = connection.execute(question, {"id": id}).all()
        agendas: dict[str, list[Item]] = {row.id: [] for row in rows}
        for item in connection.execute(items, {"id": id}) if rows else ():
            agendas[item.session_id].append(codec.item_of(cast(ItemRow, item)))
        return tuple(codec.session_of(row, tuple(agendas[row.id])) for row in rows)

    def _put_agenda(self, session_id: str, agenda: Sequence[Item]) -> None:
        rows = [codec.item_row(session_id, place, item) for place, item in enumerate(agenda)]
        self._add_all(ItemRow, rows)
