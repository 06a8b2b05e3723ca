"""Facilitators and their assemblies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Select, exists, or_, select, update

from deliberation.assembly import Assembly, Facilitator, Stage
from deliberation.errors import NotFoundError
from deliberation.names import folded
from deliberation.roles import Role
from deliberation.store.codec import assembly_of, assembly_row, facilitator_of
from deliberation.store.tables import (
    AssemblyRow,
    DrawRow,
    FacilitatorRow,
    LotteryRow,
    PersonRow,
    TeamRow,
)
from deliberation.store.teams import TeamVerbs


class AssemblyVerbs(TeamVerbs):
    """Keeping facilitators and assemblies."""

    def add_facilitator(self, facilitator: Facilitator) -> bool:
        """Keep a new facilitator; ``False`` where somebody has the name or the id already."""
        added = self._session.execute(
            self._insert(FacilitatorRow)
            .values(
                id=facilitator.id,
                name=facilitator.name,
                folded=folded(facilitator.name),
                password_hash=facilitator.password_hash,
                begins=facilitator.begins,
                provisional=facilitator.provisional,
            )
            .on_conflict_do_nothing()
            .returning(FacilitatorRow.id)
        )
        return added.first() is not None

    def facilitator(self, id: str) -> Facilitator:
        """The facilitator with this id.

        Raises:
            NotFoundError: there is none.
        """
        row = self._session.get(FacilitatorRow, id)
        if row is None:
            raise NotFoundError("facilitator", id)
        return facilitator_of(row)

    def facilitator_named(self, name: str) -> Facilitator:
        """The facilitator who signs in with this name; before others, who writes it just so.

        Raises:
            NotFoundError: there is none.
        """
        just_so = FacilitatorRow.name == name
        alike = select(FacilitatorRow).where(or_(just_so, FacilitatorRow.folded == folded(name)))
        row = self._session.scalars(alike.order_by(just_so.desc())).first()
        if row is None:
            raise NotFoundError("facilitator", name)
        return facilitator_of(row)

    def facilitators(self) -> tuple[Facilitator, ...]:
        """Everybody who may sign in, by name."""
        rows = self._session.scalars(select(FacilitatorRow).order_by(FacilitatorRow.name))
        return tuple(facilitator_of(row) for row in rows)

    def add_assembly(self, assembly: Assembly) -> None:
        """Keep a new assembly, empty; whoever begins it is its facilitator."""
        self._add(assembly_row(assembly))
        self.put_in_team(assembly.id, assembly.facilitator_id, Role.FACILITATOR)

    def assembly(self, id: str) -> Assembly:
        """The assembly with this id, and how far it has come.

        Raises:
            NotFoundError: there is none.
        """
        for assembly in self._assemblies(_staged().where(AssemblyRow.id == id)):
            return assembly
        raise NotFoundError("assembly", id)

    def assemblies(self) -> tuple[Assembly, ...]:
        """Every assembly, the oldest first."""
        return tuple(self._assemblies(_staged()))

    def assemblies_of(self, account_id: str) -> tuple[Assembly, ...]:
        """The assemblies in which somebody has a role, the oldest first."""
        own = select(TeamRow.assembly_id).where(TeamRow.account_id == account_id)
        return tuple(self._assemblies(_staged().where(AssemblyRow.id.in_(own))))

    def set_archived(self, id: str, when: datetime | None) -> None:
        """Keep that an assembly is in the archive, or that it is not; lock it first."""
        self._session.execute(update(AssemblyRow).where(AssemblyRow.id == id).values(archived=when))

    def lock_assembly(self, id: str) -> None:
        """Let nobody else change this assembly until the transaction ends; ballots go on.

        Raises:
            NotFoundError: there is none.
        """
        found = select(AssemblyRow.id).where(AssemblyRow.id == id).with_for_update(key_share=True)
        if self._session.scalar(found) is None:
            raise NotFoundError("assembly", id)

    def _assemblies(self, query: _Staged) -> Iterator[Assembly]:
        for row, pool, lottery, commitment, drawn in self._session.execute(query):
            yield assembly_of(row, _stage(pool, lottery, commitment, drawn))


_Staged = Select[AssemblyRow, bool, str, str | None, str]  # the third and the last may be missing


def _staged() -> _Staged:
    """Assemblies with what tells how far each has come."""
    pool = exists().where(PersonRow.assembly_id == AssemblyRow.id)
    return (
        select(
            AssemblyRow, pool, LotteryRow.assembly_id, LotteryRow.commitment, DrawRow.assembly_id
        )
        .outerjoin(LotteryRow, LotteryRow.assembly_id == AssemblyRow.id)
        .outerjoin(DrawRow, DrawRow.assembly_id == AssemblyRow.id)
        .order_by(AssemblyRow.created, AssemblyRow.id)
        .execution_options(populate_existing=True)
    )


def _stage(pool: bool, lottery: str | None, commitment: str | None, drawn: str | None) -> Stage:
    """How far an assembly has come; each stage needs the one before it."""
    if lottery is None:
        return Stage.POOL if pool else Stage.EMPTY
    if commitment is None:
        return Stage.LOTTERY
    return Stage.COMMITTED if drawn is None else Stage.DRAWN
