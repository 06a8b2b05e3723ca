"""The ledger of each assembly: appended to under a lock, and read; there is no other verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from deliberation.record.ledger import Entry, following
from deliberation.store.assemblies import AssemblyVerbs
from deliberation.store.tables import LedgerRow


class LedgerVerbs(AssemblyVerbs):
    """Keeping what decides, in its order."""

    def append_entry(self, assembly_id: str, kind: str, payload: Mapping[str, Any]) -> Entry:
        """Keep an entry as the assembly's last; others who append wait until this is kept.

        Whoever locks a vote as well locks the assembly first.

        Raises:
            InvalidInputError: there is no such kind, or it says something else.
            NotFoundError: there is no such assembly.
        """
        self.lock_assembly(assembly_id)
        own = select(LedgerRow).where(LedgerRow.assembly_id == assembly_id)
        last = self._session.scalar(own.order_by(LedgerRow.index.desc()).limit(1))
        entry = following(None if last is None else _entry_of(last), kind, payload)
        self._add(_entry_row(assembly_id, entry))
        return entry

    def ledger(self, assembly_id: str) -> tuple[Entry, ...]:
        """Every entry of an assembly's ledger as it was kept; ``check_chain`` checks them."""
        own = select(LedgerRow).where(LedgerRow.assembly_id == assembly_id)
        rows = self._session.scalars(own.order_by(LedgerRow.index))
        return tuple(_entry_of(row) for row in rows)


def _entry_row(assembly_id: str, entry: Entry) -> LedgerRow:
    return LedgerRow(
        assembly_id=assembly_id,
        index=entry.index,
        kind=entry.kind,
        payload=dict(entry.payload),
        previous=entry.previous,
        digest=entry.digest,
    )


def _entry_of(row: LedgerRow) -> Entry:
    return Entry(row.index, row.kind, row.payload, row.previous, row.digest)
