"""What members need."""

from __future__ import annotations

from sqlalchemy import delete, select

from deliberation.needs import Help, Need
from deliberation.store.tables import NeedRow
from deliberation.store.verbs import Verbs


class NeedingVerbs(Verbs):
    """Keeping needs, in a table that leads to no answer."""

    def put_need(self, assembly_id: str, need: Need) -> None:
        """Keep what a member needs, instead of what was kept of this kind before."""
        self._session.execute(
            self._insert(NeedRow)
            .values(
                assembly_id=assembly_id, member=need.member, kind=need.kind.value, note=need.note
            )
            .on_conflict_do_update(
                index_elements=["assembly_id", "member", "kind"], set_={"note": need.note}
            )
        )

    def needs(self, assembly_id: str) -> tuple[Need, ...]:
        """Every need, by member and kind."""
        own = select(NeedRow.member, NeedRow.kind, NeedRow.note)
        own = own.where(NeedRow.assembly_id == assembly_id)
        found = (Need(row.member, Help(row.kind), row.note) for row in self._session.execute(own))
        return tuple(sorted(found, key=lambda need: (need.member, need.kind.value)))

    def remove_need(self, assembly_id: str, member: str, kind: str) -> None:
        """Forget one need."""
        one = (NeedRow.member == member, NeedRow.kind == kind)
        self._session.execute(delete(NeedRow).where(NeedRow.assembly_id == assembly_id, *one))

    def remove_needs(self, assembly_id: str, member: str | None = None) -> None:
        """Forget all needs, or all of one member."""
        own = delete(NeedRow).where(NeedRow.assembly_id == assembly_id)
        self._session.execute(own if member is None else own.where(NeedRow.member == member))
