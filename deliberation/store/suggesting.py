"""Questions that wait for a facilitator."""

from __future__ import annotations

from sqlalchemy import delete, select

from deliberation.assembly import Suggestion
from deliberation.errors import NotFoundError
from deliberation.store.tables import SuggestionRow
from deliberation.store.verbs import Verbs


class SuggestingVerbs(Verbs):
    """Keeping what is suggested."""

    def put_suggestion(self, suggestion: Suggestion) -> None:
        """Keep a question that waits, instead of its texts from before."""
        self._session.merge(
            SuggestionRow(
                id=suggestion.id,
                assembly_id=suggestion.assembly_id,
                account_id=suggestion.by,
                title=suggestion.title,
                question=suggestion.question,
                proposals=list(suggestion.proposals),
                revision=suggestion.revision,
            )
        )
        self._session.flush()

    def suggestion(self, id: str) -> Suggestion:
        """The question with this id.

        Raises:
            NotFoundError: none waits.
        """
        row = self._session.get(SuggestionRow, id)
        if row is None:
            raise NotFoundError("suggestion", id)
        return _suggestion_of(row)

    def suggestions(self, assembly_id: str) -> tuple[Suggestion, ...]:
        """Every question that waits in an assembly, by title."""
        here = select(SuggestionRow).where(SuggestionRow.assembly_id == assembly_id)
        rows = self._session.scalars(here.order_by(SuggestionRow.title, SuggestionRow.id))
        return tuple(_suggestion_of(row) for row in rows)

    def remove_suggestion(self, id: str) -> None:
        """Forget a question."""
        self._session.execute(delete(SuggestionRow).where(SuggestionRow.id == id))


def _suggestion_of(row: SuggestionRow) -> Suggestion:
    """The value in *row*."""
    return Suggestion(
        row.id,
        row.assembly_id,
        row.account_id,
        row.title,
        row.question,
        tuple(row.proposals),
        row.revision,
    )
