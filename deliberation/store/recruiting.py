"""Pools, quotas, lotteries, and the background work that makes a lottery."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from deliberation.assembly import Commitment, Job, JobState, Reply
from deliberation.errors import NotFoundError
from deliberation.sortition.feasibility import Feasibility
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Quotas
from deliberation.store import codec
from deliberation.store.found import decode_found, encode_found
from deliberation.store.tables import (
    AssemblyRow,
    JobRow,
    LotteryRow,
    PersonRow,
    QuotaRow,
)
from deliberation.store.verbs import Verbs
from deliberation.store.words import kept_words

_UNDER_WAY = JobRow.state.in_([JobState.WAITING.value, JobState.RUNNING.value])


class RecruitingVerbs(Verbs):
    """Keeping what a panel is drawn from."""

    def replace_pool(self, assembly_id: str, pool: Pool, quotas: Quotas) -> None:
        """Keep *pool* and *quotas* instead of any before; a lottery made from those goes too."""
        for table in (LotteryRow, PersonRow, QuotaRow):
            self._session.execute(delete(table).where(table.assembly_id == assembly_id))
        self._add_all(PersonRow, [codec.person_row(assembly_id, *at) for at in enumerate(pool)])
        self.put_quotas(assembly_id, quotas)

    def put_quotas(self, assembly_id: str, quotas: Quotas) -> None:
        """Keep *quotas* where there are none; without a pool they wait for one."""
        self._session.execute(
            update(AssemblyRow)
            .where(AssemblyRow.id == assembly_id)
            .values(panel_size=quotas.size, per_household=quotas.per_household)
        )
        self._add_all(QuotaRow, [codec.quota_row(assembly_id, *at) for at in enumerate(quotas)])

    def pool(self, assembly_id: str) -> Pool:
        """Everybody who may be chosen, in the order given.

        Raises:
            NotFoundError: there is no pool yet.
        """
        people = self._session.scalars(
            select(PersonRow)
            .where(PersonRow.assembly_id == assembly_id)
            .order_by(PersonRow.position)
        ).all()
        if not people:
            raise NotFoundError("pool", assembly_id)
        return Pool(tuple(codec.person_of(row) for row in people))

    def put_reply(self, assembly_id: str, person_id: str, reply: Reply | None) -> None:
        """Keep what somebody has answered; nothing where they have not."""
        one = (PersonRow.assembly_id == assembly_id, PersonRow.id == person_id)
        kept = None if reply is None else reply.value
        self._session.execute(update(PersonRow).where(*one).values(reply=kept))

    def on_every_panel(self, assembly_id: str) -> tuple[str, ...]:
        """The ids of those who are on every panel, as is settled before the draw."""
        own = select(PersonRow.id).where(PersonRow.assembly_id == assembly_id)
        return tuple(self._session.scalars(own.where(PersonRow.standing == Standing.IN.value)))

    def replies(self, assembly_id: str) -> dict[str, Reply]:
        """Who has answered what, by the ids of the people."""
        own = select(PersonRow.id, PersonRow.reply).where(PersonRow.assembly_id == assembly_id)
        found = self._session.execute(own.where(PersonRow.reply.is_not(None)))
        return {row.id: Reply(row.reply) for row in found}

    def quotas(self, assembly_id: str) -> Quotas:
        """The panel size and its quotas.

        Raises:
            NotFoundError: there are none yet.
        """
        row = self._session.get(AssemblyRow, assembly_id)
        if row is None or row.panel_size is None or row.per_household is None:
            raise NotFoundError("quotas", assembly_id)
        rows = self._session.scalars(
            select(QuotaRow).where(QuotaRow.assembly_id == assembly_id).order_by(QuotaRow.position)
        )
        return Quotas(row.panel_size, tuple(map(codec.quota_of, rows)), row.per_household)

    def put_lottery(self, assembly_id: str, lottery: Lottery) -> None:
        """Keep *lottery* instead of one before it."""
        self._session.execute(delete(LotteryRow).where(LotteryRow.assembly_id == assembly_id))
        self._add(codec.lottery_row(assembly_id, lottery))

    def lottery(self, assembly_id: str) -> Lottery:
        """The lottery, committed to or not.

        Raises:
            NotFoundError: there is none yet.
        """
        return codec.lottery_of(self._lottery_row(assembly_id))

    def commit_lottery(self, assembly_id: str, commitment: Commitment) -> None:
        """Keep what was published, beside the lottery that it is about."""
        row = self._lottery_row(assembly_id)
        row.commitment = commitment.digest
        row.document = dict(commitment.document)
        row.publish_people = commitment.publish_people
        row.salt = commitment.salt
        row.committed = commitment.published
        self._session.flush()

    def commitment(self, assembly_id: str) -> Commitment:
        """The commitment, with the document that was published.

        Raises:
            NotFoundError: nothing has been committed to yet.
        """
        row = self._session.get(LotteryRow, assembly_id)
        commitment = None if row is None else codec.commitment_of(row)
        if commitment is None:
            raise NotFoundError("commitment", assembly_id)
        return commitment

    def add_job(self, job: Job) -> None:
        """Keep *job* as the latest of its kind for its assembly."""
        self.withdraw_job(job.assembly_id, job.kind)
        self._add(codec.job_row(job))

    def withdraw_job(self, assembly_id: str, kind: str) -> None:
        """Forget the job of this kind; whoever is at work on it will find nothing to report to."""
        same = (JobRow.assembly_id == assembly_id, JobRow.kind == kind)
        self._session.execute(delete(JobRow).where(*same))

    def job(self, id: str) -> Job:
        """The job with this id.

        Raises:
            NotFoundError: there is none, or it was withdrawn.
        """
        row = self._session.get(JobRow, id, populate_existing=True)
        if row is None:
            raise NotFoundError("job", id)
        return codec.job_of(row)

    def latest_job(self, assembly_id: str, kind: str = "lottery") -> Job:
        """The assembly's latest job of this kind.

        Raises:
            NotFoundError: there was none since the pool was last replaced.
        """
        same = (JobRow.assembly_id == assembly_id, JobRow.kind == kind)
        row = self._session.scalar(select(JobRow).where(*same))
        if row is None:
            raise NotFoundError("job", assembly_id)
        return codec.job_of(row)

    def update_job(self, id: str, state: JobState, done: float, words: str) -> bool:
        """Say how far a job has come; ``False`` where it was withdrawn or has ended already."""
        changed = self._session.execute(
            update(JobRow)
            .where(JobRow.id == id, _UNDER_WAY)
            .values(state=state.value, done=done, words=kept_words(words))
            .returning(JobRow.id)
        )
        return changed.first() is not None

    def put_found(self, job_id: str, found: Feasibility) -> None:
        """Keep what a job found out about quotas, until it is withdrawn."""
        kept = encode_found(found)
        self._session.execute(update(JobRow).where(JobRow.id == job_id).values(found=kept))

    def found(self, assembly_id: str) -> Feasibility:
        """What was found out about the assembly's quotas.

        Raises:
            NotFoundError: nothing since they were last replaced.
        """
        of_assembly = (JobRow.assembly_id == assembly_id, JobRow.found.is_not(None))
        kept = self._session.scalar(select(JobRow.found).where(*of_assembly))
        if kept is None:
            raise NotFoundError("check of the quotas", assembly_id)
        return decode_found(kept)

    def jobs_under_way(self) -> tuple[Job, ...]:
        """Every job that is waiting or at work, by id."""
        rows = self._session.scalars(select(JobRow).where(_UNDER_WAY).order_by(JobRow.id))
        return tuple(codec.job_of(row) for row in rows)

    def _lottery_row(self, assembly_id: str) -> LotteryRow:
        row = self._session.get(LotteryRow, assembly_id)
        if row is None:
            raise NotFoundError("lottery", assembly_id)
        return row
