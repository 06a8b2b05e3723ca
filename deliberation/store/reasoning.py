"""What is said of recommendations beside their vote."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select

from deliberation.record.reasons import Reasons
from deliberation.store.tables import ReasonRow
from deliberation.store.verbs import Verbs


class ReasoningVerbs(Verbs):
    """Keeping reasons and minority statements, of whose authors nothing is kept."""

    def put_reasons(self, vote_id: str, place: int, said: Reasons) -> None:
        """Keep what is said of the candidate at a *place*, instead of what was kept before."""
        same = (ReasonRow.vote_id == vote_id, ReasonRow.position == place)
        self._session.execute(delete(ReasonRow).where(*same))
        if said != Reasons():
            row = {"vote_id": vote_id, "position": place, "reason": said.reason}
            self._add_all(ReasonRow, [row | {"minority": list(said.minority)}])

    def reasons(self, vote_id: str) -> Mapping[int, Reasons]:
        """What is said of a vote's candidates, by their places from 0."""
        rows = self._session.scalars(
            select(ReasonRow)
            .where(ReasonRow.vote_id == vote_id)
            .order_by(ReasonRow.position)
            .execution_options(populate_existing=True)
        )
        return {row.position: Reasons(row.reason, tuple(row.minority)) for row in rows}
