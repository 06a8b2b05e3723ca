"""What the verbs of every topic share: the open session, and inserting where a key may be taken.

Questions that every cast asks are made once, with places for the values, and asked of the
connection: to make one anew takes several times as long as to have it answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from deliberation.store.tables import Row

Insert = sqlite.Insert | postgresql.Insert
INSERTS: dict[str, Callable[[type[Row]], Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""What can say ON CONFLICT, which each database spells alike but separately."""


class Verbs:
    """One open transaction. ``Store`` puts the topics together."""

    def __init__(self, session: Session, *, one_moment: bool = False) -> None:
        """Verbs in the transaction of *session*.

        Args:
            one_moment: whether it sees one moment and writes nothing, so that a question that is
                asked twice is answered from memory until the transaction ends.
        """
        self._session = session
        self._of_questions: Connection | None = None
        self._one_moment = one_moment
        self._answers: dict[object, Any] = {}

    def _insert(self, row: type[Row]) -> Insert:
        """An insert that can say ON CONFLICT."""
        return INSERTS[self._session.get_bind().dialect.name](row)

    def _put(
        self, insert: Mapping[str, Insert | ReturningInsert[Any]], **values: object
    ) -> CursorResult[Any]:
        """Carry out the *insert* that this database spells, with these *values*."""
        connection = self._connection()
        return connection.execute(insert[connection.dialect.name], values)

    def _first(self, question: Executable, **values: object) -> Any:
        """The first row of the answer to a *question* with places for *values*, or ``None``."""
        key = (question, *values.values())
        if key not in self._answers:
            answer = self._ask(question, values)
            if not self._one_moment:
                return answer
            self._answers[key] = answer
        return self._answers[key] if self._one_moment else self._answers.pop(key)

    def _know(self, question: Executable, answer: Any, **values: object) -> None:
        """Answer that question from memory when it is asked next, because another one told it."""
        self._answers[question, *values.values()] = answer

    def _value(self, question: Executable, **values: object) -> Any:
        """What stands first in that row, or ``None``."""
        row = self._first(question, **values)
        return None if row is None else row[0]

    def _ask(self, question: Executable, values: Mapping[str, object]) -> Any:
        """The first row of the answer, from the database."""
        return self._connection().execute(question, values).first()

    def _connection(self) -> Connection:
        """The transaction's connection, on which it begins where it has not yet."""
        if self._of_questions is None:
            self._of_questions = self._session.connection()
        return self._of_questions

    def _add(self, row: Row) -> None:
        """Write *row* now, so that a constraint speaks here and not at the commit."""
        self._session.add(row)
        self._session.flush()

    def _add_all(self, row: type[Row], columns: list[dict[str, Any]]) -> None:
        """Write many rows of one table."""
        if columns:
            self._session.execute(self._insert(row), columns)
