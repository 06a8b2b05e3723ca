"""Who has which role in an assembly, and what somebody has asked a second person to do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from deliberation.roles import Act, Asked, Colleague, Role
from deliberation.store.tables import (
    AskedRow,
    AssemblyRow,
    FacilitatorRow,
    SuggestionRow,
    TeamRow,
)
from deliberation.store.verbs import Verbs


class TeamVerbs(Verbs):
    """Keeping teams."""

    def put_in_team(self, assembly_id: str, account_id: str, role: Role) -> None:
        """Give an account a role in an assembly, instead of the one that it had."""
        self._session.execute(
            self._insert(TeamRow)
            .values(assembly_id=assembly_id, account_id=account_id, role=role.value)
            .on_conflict_do_update(
                index_elements=["assembly_id", "account_id"], set_={"role": role.value}
            )
        )

    def remove_from_team(self, assembly_id: str, account_id: str) -> None:
        """Let an account have no role in an assembly any longer, and forget what it asked for."""
        for row, account in ((TeamRow, TeamRow.account_id), (AskedRow, AskedRow.account_id)):
            here = (row.assembly_id == assembly_id, account == account_id)
            self._session.execute(delete(row).where(*here))

    def remove_idle_accounts(self) -> None:
        """Forget the accounts that begin no assemblies, have no role, and suggest nothing."""
        used = (
            select(row.account_id).where(row.account_id == FacilitatorRow.id).exists()
            for row in (TeamRow, AskedRow, SuggestionRow)
        )
        led = select(AssemblyRow.id).where(AssemblyRow.facilitator_id == FacilitatorRow.id).exists()
        idle = (FacilitatorRow.begins.is_(False), ~led, *(~one for one in used))
        self._session.execute(delete(FacilitatorRow).where(*idle))
        self._session.expire_all()

    def team(self, assembly_id: str) -> tuple[Colleague, ...]:
        """Everybody with a role in an assembly, by name."""
        found = (
            select(TeamRow.role, FacilitatorRow)
            .join(FacilitatorRow, FacilitatorRow.id == TeamRow.account_id)
            .where(TeamRow.assembly_id == assembly_id)
            .order_by(FacilitatorRow.name)
            .execution_options(populate_existing=True)
        )
        return tuple(
            Colleague(row.id, row.name, Role(role), row.provisional)
            for role, row in self._session.execute(found)
        )

    def role(self, assembly_id: str, account_id: str) -> Role | None:
        """The role of an account in an assembly, if it has one."""
        found = select(TeamRow.role).where(
            TeamRow.assembly_id == assembly_id, TeamRow.account_id == account_id
        )
        role = self._session.scalar(found)
        return None if role is None else Role(role)

    def roles_of(self, account_id: str) -> dict[str, Role]:
        """Every role of an account, by the assembly."""
        found = select(TeamRow.assembly_id, TeamRow.role).where(TeamRow.account_id == account_id)
        return {assembly_id: Role(role) for assembly_id, role in self._session.execute(found)}

    def set_password(self, account_id: str, password_hash: str) -> None:
        """Keep the hash of a password that its owner has chosen."""
        own = update(FacilitatorRow).where(FacilitatorRow.id == account_id)
        self._session.execute(own.values(password_hash=password_hash, provisional=False))

    def put_asked(self, assembly_id: str, asked: Asked) -> None:
        """Keep what somebody asks for, instead of the same asked before."""
        self.remove_asked(assembly_id, asked.act, asked.subject)
        self._add(
            AskedRow(
                assembly_id=assembly_id,
                act=asked.act.value,
                subject=asked.subject,
                account_id=asked.by,
                at=asked.at,
            )
        )

    def asked(self, assembly_id: str, act: Act, subject: str, *, since: datetime) -> Asked | None:
        """Who has asked for this *since* a moment, if anybody has."""
        row = self._session.get(AskedRow, (assembly_id, act.value, subject))
        if row is None or row.at < since:
            return None
        return Asked(act, row.subject, row.account_id, row.at)

    def all_asked(self, assembly_id: str, *, since: datetime) -> tuple[Asked, ...]:
        """Everything that was asked for *since* a moment, the oldest first."""
        here = (AskedRow.assembly_id == assembly_id, AskedRow.at >= since)
        rows = self._session.scalars(select(AskedRow).where(*here).order_by(AskedRow.at))
        return tuple(Asked(Act(row.act), row.subject, row.account_id, row.at) for row in rows)

    def remove_asked(self, assembly_id: str, act: Act, subject: str) -> None:
        """Forget that somebody has asked for this."""
        same = (
            AskedRow.assembly_id == assembly_id,
            AskedRow.act == act.value,
            AskedRow.subject == subject,
        )
        self._session.execute(delete(AskedRow).where(*same))
