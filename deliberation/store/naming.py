"""Members who have agreed to be named in public."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from deliberation.store.tables import NamedRow
from deliberation.store.verbs import Verbs


class NamingVerbs(Verbs):
    """Keeping names that lead to no person of the pool, no card and no ballot."""

    def add_named(self, assembly_id: str, name: str, agreed: datetime) -> None:
        """Keep that somebody has agreed to be named, once."""
        row = {"assembly_id": assembly_id, "name": name, "agreed": agreed}
        self._session.execute(self._insert(NamedRow).values(row).on_conflict_do_nothing())

    def remove_named(self, assembly_id: str, name: str) -> None:
        """Forget a name."""
        same = (NamedRow.assembly_id == assembly_id, NamedRow.name == name)
        self._session.execute(delete(NamedRow).where(*same))

    def named(self, assembly_id: str) -> dict[str, datetime]:
        """The names, and when it was recorded that their bearers agreed, by code point."""
        rows = self._session.scalars(
            select(NamedRow)
            .where(NamedRow.assembly_id == assembly_id)
            .execution_options(populate_existing=True)
        )
        return {row.name: row.agreed for row in sorted(rows, key=lambda row: row.name)}
