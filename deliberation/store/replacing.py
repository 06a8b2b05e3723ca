"""Which assemblies are draws of replacements, and which draws they follow."""

from __future__ import annotations

from sqlalchemy import delete, select

from deliberation.assembly import Replacing
from deliberation.store.tables import ReplacementRow
from deliberation.store.verbs import Verbs


class ReplacingVerbs(Verbs):
    """Keeping what follows when members withdraw."""

    def put_replacing(self, assembly_id: str, replacing: Replacing) -> None:
        """Keep that an assembly is a draw of replacements, instead of what was kept before."""
        same = ReplacementRow.assembly_id == assembly_id
        self._session.execute(delete(ReplacementRow).where(same))
        self._add(
            ReplacementRow(
                assembly_id=assembly_id,
                after_id=replacing.after,
                withdrawn=list(replacing.withdrawn),
                joined=list(replacing.joined),
                unavailable=list(replacing.unavailable),
            )
        )

    def replacing(self, assembly_id: str) -> Replacing | None:
        """What an assembly follows; ``None`` where it is no draw of replacements."""
        row = self._session.get(ReplacementRow, assembly_id)
        if row is None:
            return None
        named = (tuple(ids) for ids in (row.withdrawn, row.joined, row.unavailable))
        return Replacing(row.after_id, *named)

    def forget_unavailable(self, assembly_id: str, person_id: str) -> None:
        """Let somebody no longer be among those who cannot be asked, which is published nowhere."""
        row = self._session.get(ReplacementRow, assembly_id)
        if row is not None and person_id in row.unavailable:
            row.unavailable = [id for id in row.unavailable if id != person_id]
            self._session.flush()

    def replaced_by(self, assembly_id: str) -> str | None:
        """The id of the draw of replacements that follows the draw of an assembly, if any does."""
        follows = ReplacementRow.after_id == assembly_id
        return self._session.scalar(select(ReplacementRow.assembly_id).where(follows))
