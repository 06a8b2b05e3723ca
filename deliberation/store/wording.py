"""What votes ask in other languages, and in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, select

from deliberation.store.tables import VoteRow, WordingRow
from deliberation.store.verbs import Verbs
from deliberation.wordings import Wording

_WORDING = select(WordingRow.texts).where(
    WordingRow.vote_id == bindparam("vote_id"), WordingRow.language == bindparam("language")
)


class WordingVerbs(Verbs):
    """Keeping the texts of votes, a row for each language."""

    def put_wording(self, vote_id: str, language: str, texts: Wording) -> None:
        """Keep what a vote asks in a *language*, instead of what was kept before."""
        same = (WordingRow.vote_id == vote_id, WordingRow.language == language)
        self._session.execute(delete(WordingRow).where(*same))
        if texts:
            row = {"vote_id": vote_id, "language": language, "texts": dict(texts)}
            self._add_all(WordingRow, [row])

    def wording(self, vote_id: str, language: str) -> Wording:
        """What a vote asks in one language; nothing where nobody has said it."""
        return self._value(_WORDING, vote_id=vote_id, language=language) or {}

    def wordings(self, vote_id: str) -> Mapping[str, Wording]:
        """What a vote asks in each language, in the order of their letters."""
        rows = self._session.execute(
            select(WordingRow.language, WordingRow.texts)
            .where(WordingRow.vote_id == vote_id)
            .order_by(WordingRow.language)
        )
        return {row.language: row.texts for row in rows}

    def wordings_in(self, assembly_id: str, language: str) -> Mapping[str, Wording]:
        """What the votes of an assembly ask in one language, by their ids."""
        rows = self._session.execute(
            select(WordingRow.vote_id, WordingRow.texts)
            .join(VoteRow, VoteRow.id == WordingRow.vote_id)
            .where(VoteRow.assembly_id == assembly_id, WordingRow.language == language)
        )
        return {row.vote_id: row.texts for row in rows}
