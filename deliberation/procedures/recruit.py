"""From a pool to a lottery and its commitment.

Until the commitment is published, everything may be done again. From then on nothing may; what
follows is in ``drawing``.
"""

from __future__ import annotations

from datetime import datetime

from deliberation.assembly import Assembly, Commitment, Job, JobState, Stage
from deliberation.errors import (
    DeliberationError,
    InfeasibleQuotasError,
    InvalidInputError,
    NotFoundError,
    ProcedureError,
    SolverError,
)
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.terms import line_problems, text_problems
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import Lottery, Objective, Pool, Quotas, leximin
from deliberation.store import Begin, Store

LOTTERY = "lottery"  # the kind of job
STEP = 0.02  # how far a job must have come before it is worth a transaction to say so
STOPPED = "the computation was interrupted; start it again"


def create_assembly(
    store: Store, *, title: str, question: str, by: str, now: datetime, id: str
) -> Assembly:
    """A new assembly, without a pool yet.

    Raises:
        InvalidInputError: the title or the question is blank, or holds a control character.
    """
    if problems := line_problems("title", title) + text_problems("question", question):
        raise InvalidInputError(problems)
    assembly = Assembly(id, title.strip(), question.strip(), by, now)
    store.add_assembly(assembly)
    return assembly


def replace_pool(store: Store, assembly_id: str, pool: Pool, quotas: Quotas, *, by: str) -> None:
    """Draw from *pool* by *quotas*, instead of any given before.

    A lottery made from those given before goes, and one that is being computed is withdrawn.

    Raises:
        InvalidInputError: the pool and the quotas do not fit together.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the commitment is published.
    """
    if problems := quotas.problems_with(pool):
        raise InvalidInputError(problems)
    _require_uncommitted(change_assembly(store, assembly_id, by=by))
    store.withdraw_job(assembly_id, LOTTERY)
    store.replace_pool(assembly_id, pool, quotas)


def begin_lottery(store: Store, assembly_id: str, *, by: str, id: str) -> Job:
    """Background work for ``compute_lottery``, which starts after this transaction is kept.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: there is no pool, the commitment is published, or a lottery is being
            computed already.
    """
    assembly = change_assembly(store, assembly_id, by=by)
    _require_uncommitted(assembly)
    if assembly.stage is Stage.EMPTY:
        raise ProcedureError("there is no pool yet; upload people and quotas first")
    _require_idle(store, assembly_id)
    job = Job(id, assembly_id, LOTTERY, JobState.WAITING)
    store.add_job(job)
    return job


def compute_lottery(
    begin: Begin,
    job_id: str,
    *,
    objective: Objective = leximin,
    tickets: int = 1000,
) -> None:
    """Compute the lottery of a job, saying how far it has come, and keep it.

    Opens its own short transactions, and none while it computes. The job ends as done, or as
    failed with a sentence. Where it was withdrawn meanwhile, because the pool was replaced,
    nothing is kept and nothing is said.

    Args:
        objective: what the lottery makes fair.

    Raises:
        NotFoundError: there is no such job.
        ProcedureError: it has been started before.
    """
    with begin() as store:
        job = store.job(job_id)
        store.lock_assembly(job.assembly_id)
        if store.job(job_id).state is not JobState.WAITING:
            raise ProcedureError("this lottery has been started before; begin another")
        store.update_job(job_id, JobState.RUNNING, 0.0, "starting")
        pool, quotas = store.pool(job.assembly_id), store.quotas(job.assembly_id)
    outcome: Lottery | str = STOPPED
    try:
        report = _Report(begin, job_id)
        lottery = objective(pool, quotas, tickets=tickets, report=report)
        encode_lottery(pool, quotas, lottery)  # refuses a panel that breaks a quota
        outcome = lottery
    except (InfeasibleQuotasError, InvalidInputError, SolverError) as error:
        outcome = str(error)
    except _WithdrawnError:
        return
    finally:
        with begin() as store:
            _finish(store, job, outcome)


def fail_interrupted_jobs(store: Store) -> None:
    """Mark what was being computed when the program ended. Call it once, at start-up."""
    for job in store.jobs_under_way():
        store.update_job(job.id, JobState.FAILED, job.done, STOPPED)


def fail_job(store: Store, job_id: str) -> None:
    """Mark a job that broke off; one that was withdrawn or has ended stays as it is."""
    store.update_job(job_id, JobState.FAILED, 0.0, STOPPED)


def publish_commitment(
    store: Store, assembly_id: str, *, publish_people: bool, salt: str, by: str, now: datetime
) -> str:
    """Commit to the lottery; from now on anybody can have its document, and it cannot change.

    Args:
        publish_people: whether the document shows people's answers, or only their digests.
        salt: at least 32 random characters, which keep the digests from being guessed.

    Raises:
        InvalidInputError: answers are to be withheld with a salt that is too short.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: there is no lottery, one is being computed, or one is committed to.
    """
    assembly = change_assembly(store, assembly_id, by=by)
    _require_uncommitted(assembly)
    _require_idle(store, assembly_id)
    if assembly.stage is not Stage.LOTTERY:
        raise ProcedureError("there is no lottery to commit to; compute it first")
    pool, quotas = store.pool(assembly_id), store.quotas(assembly_id)
    document = encode_lottery(
        pool, quotas, store.lottery(assembly_id), salt=salt, publish_people=publish_people
    )
    digest: str = document["commitment"]
    kept = "" if publish_people else salt
    store.commit_lottery(assembly_id, Commitment(digest, document, publish_people, kept, now))
    return digest


class _WithdrawnError(DeliberationError):
    """The pool was replaced while its lottery was being computed."""


class _Report:
    """Writes how far a job has come, but not more often than it is worth."""

    def __init__(self, begin: Begin, job_id: str) -> None:
        self._begin, self._job_id = begin, job_id
        self._said = (0.0, "")

    def __call__(self, done: float, words: str) -> None:
        done = min(max(done, 0.0), 1.0)
        if words == self._said[1] and done < self._said[0] + STEP:
            return
        self._said = (done, words)
        with self._begin() as store:
            if not store.update_job(self._job_id, JobState.RUNNING, done, words):
                raise _WithdrawnError


def _finish(store: Store, job: Job, outcome: Lottery | str) -> None:
    """Keep what a job came to, unless it was withdrawn."""
    store.lock_assembly(job.assembly_id)
    if isinstance(outcome, str):
        store.update_job(job.id, JobState.FAILED, 0.0, outcome)
    elif store.update_job(job.id, JobState.DONE, 1.0, "done"):
        store.put_lottery(job.assembly_id, outcome)


def _require_uncommitted(assembly: Assembly) -> None:
    if assembly.stage in {Stage.COMMITTED, Stage.DRAWN}:
        raise ProcedureError(
            "the commitment is published; the pool, the quotas and the lottery cannot change now"
        )


def _require_idle(store: Store, assembly_id: str) -> None:
    try:
        state = store.latest_job(assembly_id, LOTTERY).state
    except NotFoundError:
        return
    if state in {JobState.WAITING, JobState.RUNNING}:
        raise ProcedureError("a lottery is being computed; wait until it is done")
