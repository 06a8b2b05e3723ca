"""Background work of any kind: begun, carried out, cancelled, and never half kept.

Work opens its own short transactions, and none while it computes. Whoever cancels it, or replaces
the pool that it is about, withdraws its job: the work stops at its next report, and within a second
where whoever carries it out looks whether it is ``wanted`` (``interruption``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from deliberation.assembly import Job, JobState
from deliberation.errors import (
    CancelledError,
    DeliberationError,
    InfeasibleQuotasError,
    InvalidInputError,
    NotFoundError,
    ProcedureError,
    SolverError,
)
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.pools import require_whole_pool
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.sortition import Pool, Quotas
from deliberation.sortition.solution import Report
from deliberation.store import Begin, Store

T = TypeVar("T")

LOTTERY, CHECK = "lottery", "check"  # the kinds of job
STEP = 0.02  # how far a job must have come before it is worth a transaction to say so
STOPPED = Sentence("the computation was interrupted; start it again")


def carry_out(
    begin: Begin,
    job_id: str,
    compute: Callable[[Pool, Quotas, Report], T],
    keep: Callable[[Store, Job, T], None],
) -> None:
    """Compute what a job is for, saying how far it has come, and keep it.

    The job ends as done, or as failed with a sentence, also where it was called off
    (``interruption``). Where it was withdrawn meanwhile, nothing is kept and nothing is said.

    Args:
        keep: is called in the transaction in which the job ends.

    Raises:
        NotFoundError: there is no such job, or it was withdrawn before its turn.
        ProcedureError: it has been started before, or some answers are erased.
    """
    with begin() as store:
        job = store.job(job_id)
        store.lock_assembly(job.assembly_id)
        if store.job(job_id).state is not JobState.WAITING:
            raise ProcedureError("this computation has been started before; begin another")
        store.update_job(job_id, JobState.RUNNING, 0.0, "starting")
        pool = require_whole_pool(store, job.assembly_id)
        quotas = store.quotas(job.assembly_id)
    words: str = STOPPED
    try:
        found = compute(pool, quotas, _Reports(begin, job_id))
    except (InfeasibleQuotasError, InvalidInputError, SolverError) as error:
        words = _in_words(error)
    except (CancelledError, _WithdrawnError):
        return
    else:
        with begin() as store:
            store.lock_assembly(job.assembly_id)
            if store.update_job(job_id, JobState.DONE, 1.0, "done"):
                keep(store, job, found)
    finally:
        with begin() as store:  # a job that is done stays so
            store.update_job(job_id, JobState.FAILED, 0.0, words)


def cancel_work(store: Store, assembly_id: str, kind: str, *, by: str) -> bool:
    """Withdraw the work of a *kind*; ``False`` where none is waiting or under way.

    Raises:
        NotFoundError: the facilitator has no such assembly.
    """
    change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    if not under_way(store, assembly_id, kind):
        return False
    store.withdraw_job(assembly_id, kind)
    return True


def under_way(store: Store, assembly_id: str, kind: str) -> bool:
    """Whether work of a *kind* is waiting or being done."""
    try:
        state = store.latest_job(assembly_id, kind).state
    except NotFoundError:
        return False
    return state in {JobState.WAITING, JobState.RUNNING}


def wanted(store: Store, job_id: str) -> bool:
    """Whether a job is still there to be waited for, and not withdrawn."""
    try:
        store.job(job_id)
    except NotFoundError:
        return False
    return True


def fail_interrupted_jobs(store: Store, is_claimed: Callable[[str], bool]) -> None:
    """Mark what was being computed when the program ended. Call it once, at start-up.

    Args:
        is_claimed: whether another process, which lives, is at work on a job.
    """
    for job in store.jobs_under_way():
        if not is_claimed(job.id):
            store.update_job(job.id, JobState.FAILED, job.done, STOPPED)


def fail_job(store: Store, job_id: str) -> None:
    """Mark a job that broke off; one that was withdrawn or has ended stays as it is."""
    store.update_job(job_id, JobState.FAILED, 0.0, STOPPED)


def _in_words(error: DeliberationError) -> Sentence:
    """What *error* says; where that is about the optimiser, what to do comes before it."""
    if isinstance(error.sentence, Sentence):
        return error.sentence
    return Sentence(
        "no answer was found, and nothing was decided; change what shall be fair, or the quotas "
        "({reason})",
        reason=str(error),
    )


class _WithdrawnError(DeliberationError):
    """The job was cancelled, or its pool replaced, while it was at work."""


class _Reports:
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
