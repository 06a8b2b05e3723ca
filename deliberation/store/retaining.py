"""How long what is kept of people is kept, and what deletes it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from deliberation.record.lottery import person_salt
from deliberation.retention import Erased
from deliberation.store.recruiting import RecruitingVerbs
from deliberation.store.tables import (
    CardRow,
    ClockRow,
    DrawRow,
    ErasedRow,
    JobRow,
    LotteryRow,
    PersonRow,
    SpeechRow,
    WishRow,
)

_PERSON = delete(PersonRow.__table__).where(  # type: ignore[arg-type]
    PersonRow.assembly_id == bindparam("of"), PersonRow.id == bindparam("who")
)


class RetainingVerbs(RecruitingVerbs):
    """Keeping clocks, and deleting what they say. ``Begin.scrub`` overwrites it afterwards."""

    def put_days(self, assembly_id: str, kind: str, days: int) -> None:
        """Keep for how many days an assembly keeps one kind of data."""
        self._session.execute(
            self._insert(ClockRow)
            .values(assembly_id=assembly_id, kind=kind, days=days)
            .on_conflict_do_update(index_elements=["assembly_id", "kind"], set_={"days": days})
        )

    def days(self, assembly_id: str) -> dict[str, int]:
        """For how many days each kind is kept, where somebody has changed that."""
        own = select(ClockRow.kind, ClockRow.days).where(ClockRow.assembly_id == assembly_id)
        return {row.kind: row.days for row in self._session.execute(own)}

    def person_ids(self, assembly_id: str) -> tuple[str, ...]:
        """Who is still in the pool, in its order."""
        own = select(PersonRow.id).where(PersonRow.assembly_id == assembly_id)
        return tuple(self._session.scalars(own.order_by(PersonRow.position)))

    def drawn_at(self, assembly_id: str) -> datetime | None:
        """When the panel was drawn; ``None`` before that."""
        return self._session.scalar(select(DrawRow.drawn).where(DrawRow.assembly_id == assembly_id))

    def talk(self, session_id: str) -> int:
        """How many wishes to speak and speeches of a session are kept."""
        return sum(
            self._session.scalar(select(func.count()).where(row.session_id == session_id)) or 0
            for row in (WishRow, SpeechRow)
        )

    def salt_of(self, assembly_id: str, person_id: str) -> str:
        """What makes one person's published digest unguessable; nothing where answers are public.

        It is given to that person alone.
        """
        person = self._session.get(PersonRow, (assembly_id, person_id))
        lottery = self._session.get(LotteryRow, assembly_id)
        if person is None or lottery is None:
            return ""
        return person.salt or (person_salt(lottery.salt, person_id) if lottery.salt else "")

    def erase_people(self, assembly_id: str, ids: Collection[str]) -> None:
        """Forget the answers and homes of these people, and the salt of their published digests.

        Whoever stays has a salt of their own from then on; that of the pool, from which all of
        them follow, goes.
        """
        lottery = self._session.get(LotteryRow, assembly_id)
        if lottery is not None and lottery.salt:
            own = select(PersonRow).where(PersonRow.assembly_id == assembly_id)
            for person in self._session.scalars(own):
                person.salt = person_salt(lottery.salt, person.id)
            lottery.salt = ""
            self._session.flush()
        if ids:
            gone = [{"of": assembly_id, "who": id} for id in ids]
            self._connection().execute(_PERSON, gone)
            self._session.expire_all()

    def remove_person(self, assembly_id: str, person_id: str) -> None:
        """Let somebody be in the pool no more; a lottery over it goes, and what was found out."""
        self.erase_people(assembly_id, [person_id])
        self._session.execute(delete(LotteryRow).where(LotteryRow.assembly_id == assembly_id))
        self._session.execute(delete(JobRow).where(JobRow.assembly_id == assembly_id))
        self._session.expire_all()

    def forget_jobs(self, assembly_id: str) -> None:
        """Forget what background work has said, which may name people."""
        self._session.execute(delete(JobRow).where(JobRow.assembly_id == assembly_id))

    def forget_called(self, session_id: str, called: str) -> None:
        """Forget whoever is called so among those who wanted to speak, or spoke, in a session."""
        for row in (WishRow, SpeechRow):
            same = (row.session_id == session_id, row.called == called)
            self._session.execute(delete(row).where(*same))

    def put_erased(self, assembly_id: str, erased: Erased) -> None:
        """Keep that somebody was erased."""
        self._session.execute(
            self._insert(ErasedRow)
            .values(assembly_id=assembly_id, salt=erased.salt, digest=erased.digest)
            .on_conflict_do_nothing()
        )

    def erased(self, assembly_id: str) -> tuple[Erased, ...]:
        """Who was erased from an assembly."""
        own = select(ErasedRow.salt, ErasedRow.digest)
        rows = self._session.execute(own.where(ErasedRow.assembly_id == assembly_id))
        return tuple(sorted(Erased(row.salt, row.digest) for row in rows))

    def delete_cards(self, assembly_id: str) -> None:
        """Forget every card; none of them gives a voice any more."""
        self._session.execute(delete(CardRow).where(CardRow.assembly_id == assembly_id))
