"""Deleting a whole assembly, whatever tables it has rows in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, select

from deliberation.retention import Controller
from deliberation.store.tables import (
    AssemblyRow,
    ControllerRow,
    DeletedRow,
    Row,
    SessionRow,
    VoteRow,
)
from deliberation.store.verbs import Verbs

OF_NOBODY = {"facilitator", "deleted"}
"""The tables that no assembly has rows in."""


def tables_of_assemblies() -> Iterator[tuple[Table, str]]:
    """Every table with rows of assemblies, each before those that it refers to, and its column that
    leads to the assembly: by itself, by a session, or by a vote.
    """
    for table in reversed(Row.metadata.sorted_tables):
        if table.name not in OF_NOBODY and table.name != "assembly":
            names = ("assembly_id", "session_id", "vote_id")
            yield table, next(name for name in names if name in table.columns)


class DeletingVerbs(Verbs):
    """Deleting assemblies, and keeping who answers for their data."""

    def delete_assembly(self, assembly_id: str, now: datetime) -> None:
        """Delete everything of an assembly, its ledger too, and keep only that it is deleted.

        ``Begin.scrub`` overwrites it once this is kept.
        """
        self._add(DeletedRow(id=assembly_id, at=now))
        for table, name in tables_of_assemblies():
            self._session.execute(delete(table).where(_leads(table, name, assembly_id)))
        self._session.execute(delete(AssemblyRow).where(AssemblyRow.id == assembly_id))
        self._session.expire_all()

    def deleted(self) -> tuple[str, ...]:
        """The ids of the assemblies that were deleted, sorted."""
        return tuple(sorted(self._session.scalars(select(DeletedRow.id))))

    def put_controller(self, assembly_id: str, controller: Controller) -> None:
        """Keep who answers for the data of an assembly."""
        said = {
            "name": controller.name,
            "contact": controller.contact,
            "officer": controller.officer,
        }
        self._session.execute(
            self._insert(ControllerRow)
            .values(assembly_id=assembly_id, **said)
            .on_conflict_do_update(index_elements=["assembly_id"], set_=said)
        )

    def controller(self, assembly_id: str) -> Controller:
        """Who answers for the data of an assembly; blank where nobody has said it."""
        row = self._session.get(ControllerRow, assembly_id, populate_existing=True)
        return Controller() if row is None else Controller(row.name, row.contact, row.officer)


def _leads(table: Table, name: str, assembly_id: str) -> ColumnElement[bool]:
    """Whether a row's column *name* leads to the assembly."""
    if name == "assembly_id":
        return table.columns[name] == assembly_id
    through = SessionRow if name == "session_id" else VoteRow
    return table.columns[name].in_(select(through.id).where(through.assembly_id == assembly_id))
