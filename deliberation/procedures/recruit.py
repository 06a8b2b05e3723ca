"""From a pool to what its quotas allow, to a lottery and its commitment.

Until the commitment is published, everything may be done again. From then on nothing may; what
follows is in ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from deliberation.assembly import Assembly, Commitment, Job, JobState, Stage
from deliberation.errors import InvalidInputError, Problem, ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.accounts import change_assembly, require_going_on
from deliberation.procedures.pools import require_whole_pool
from deliberation.procedures.publish import replacement_document
from deliberation.procedures.terms import line_problems, text_problems
from deliberation.procedures.two_people import forget_asked
from deliberation.procedures.work import CHECK, LOTTERY, carry_out, under_way
from deliberation.record.lottery import encode_lottery
from deliberation.roles import Act, Right
from deliberation.sentences import Sentence
from deliberation.sortition import (
    Feasibility,
    Lottery,
    Objective,
    Pool,
    Quotas,
    explain,
    leximin,
)
from deliberation.sortition.solution import Report
from deliberation.store import Begin, Store


def create_assembly(
    store: Store, *, title: str, question: str, by: str, now: datetime, id: str
) -> Assembly:
    """A new assembly, without a pool yet.

    Raises:
        InvalidInputError: the title or the question is blank, or holds a control character.
    """
    if problems := line_problems(Sentence("title"), title) + text_problems(
        Sentence("question"), question
    ):
        raise InvalidInputError(problems)
    assembly = Assembly(id, title.strip(), question.strip(), by, now)
    store.add_assembly(assembly)
    noting.assembly(store, assembly)
    return assembly


def replace_pool(store: Store, assembly_id: str, pool: Pool, quotas: Quotas, *, by: str) -> None:
    """Draw from *pool* by *quotas*, instead of any given before.

    A lottery made from those given before goes, and so does what was found out about them; work
    on either is withdrawn.

    Raises:
        InvalidInputError: the pool and the quotas do not fit together, or somebody in it was erased
            from this assembly.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the commitment is published, or this is a draw of replacements.
    """
    if problems := [*quotas.problems_with(pool), *_erased_from(store, assembly_id, pool)]:
        raise InvalidInputError(problems)
    require_uncommitted(change_assembly(store, assembly_id, by=by, right=Right.DRAW))
    if store.replacing(assembly_id) is not None:
        raise ProcedureError("the pool of replacements follows from the draw before them")
    for kind in (LOTTERY, CHECK):
        store.withdraw_job(assembly_id, kind)
    store.replace_pool(assembly_id, pool, quotas)


def _erased_from(store: Store, assembly_id: str, pool: Pool) -> Iterator[Problem]:
    """Who of the *pool* would come back that was erased."""
    gone = store.erased(assembly_id)
    for person in pool:
        if any(one.is_of(person.id) for one in gone):
            yield Problem(
                Sentence(
                    "{id!r} was erased from this assembly; take the row out of the file",
                    id=person.id,
                )
            )


def begin_lottery(store: Store, assembly_id: str, *, by: str, id: str) -> Job:
    """Background work for ``compute_lottery``, which starts after this transaction is kept.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: there is no pool, the commitment is published, or a lottery is being
            computed already.
    """
    assembly = change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    require_uncommitted(assembly)
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
    """Compute the lottery of a job, as ``work.carry_out`` does, and keep it.

    Args:
        objective: what the lottery makes fair.

    Raises:
        NotFoundError: there is no such job, or it was withdrawn before its turn.
        ProcedureError: it has been started before.
    """

    def compute(pool: Pool, quotas: Quotas, report: Report) -> Lottery:
        lottery = objective(pool, quotas, tickets=tickets, report=report)
        encode_lottery(pool, quotas, lottery)  # refuses a panel that breaks a quota
        return lottery

    carry_out(
        begin, job_id, compute, lambda store, job, made: store.put_lottery(job.assembly_id, made)
    )


def begin_check(store: Store, assembly_id: str, *, by: str, id: str) -> Job:
    """Background work for ``compute_check``, instead of any such work before.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: there is no pool, or some of its answers are erased.
    """
    if change_assembly(store, assembly_id, by=by, right=Right.DRAW).stage is Stage.EMPTY:
        raise ProcedureError("there is no pool yet; upload people and quotas first")
    require_whole_pool(store, assembly_id)
    job = Job(id, assembly_id, CHECK, JobState.WAITING)
    store.add_job(job)
    return job


def compute_check(begin: Begin, job_id: str) -> None:
    """Find out whether the quotas of a job can be met, as ``work.carry_out`` does, and keep it.

    Raises:
        NotFoundError: there is no such job, or it was withdrawn before its turn.
        ProcedureError: it has been started before.
    """

    def compute(pool: Pool, quotas: Quotas, report: Report) -> Feasibility:
        return explain(pool, quotas, report=report)

    carry_out(begin, job_id, compute, lambda store, job, found: store.put_found(job.id, found))


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
        ProcedureError: there is no lottery, one is being computed, or one is committed to; or the
            assembly, or the one whose members it replaces, is in the archive.
    """
    replacing = store.replacing(assembly_id)
    if replacing is not None:  # a draw is locked before the one that follows it, here and elsewhere
        store.lock_assembly(replacing.after)
        require_going_on(store.assembly(replacing.after))
    assembly = change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    require_uncommitted(assembly)
    _require_idle(store, assembly_id)
    if assembly.stage is not Stage.LOTTERY:
        raise ProcedureError("there is no lottery to commit to; compute it first")
    pool, quotas = store.pool(assembly_id), store.quotas(assembly_id)
    document = encode_lottery(
        pool, quotas, store.lottery(assembly_id), salt=salt, publish_people=publish_people
    )
    digest: str = document["commitment"]
    kept = "" if publish_people else salt
    commitment = Commitment(digest, document, publish_people, kept, now)
    store.commit_lottery(assembly_id, commitment)
    forget_asked(store, assembly_id, Act.DRAW)
    if replacing is not None:
        follows = replacement_document(store, assembly_id)
        noting.replacement(store, assembly_id, follows, replacing.after, commitment)
    noting.lottery(store, assembly_id, commitment)
    return digest


def require_uncommitted(assembly: Assembly) -> None:
    """Pass on if the lottery of the *assembly* may still be another.

    Raises:
        ProcedureError: the commitment is published.
    """
    if assembly.stage in {Stage.COMMITTED, Stage.DRAWN}:
        raise ProcedureError(
            "the commitment is published; the pool, the quotas and the lottery cannot change now"
        )


def _require_idle(store: Store, assembly_id: str) -> None:
    if under_way(store, assembly_id, LOTTERY):
        raise ProcedureError("a lottery is being computed; wait until it is done")
