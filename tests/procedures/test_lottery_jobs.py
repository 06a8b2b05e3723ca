"""A lottery is computed as background work, which never leaves half of anything."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from deliberation.assembly import JobState, Stage
from deliberation.errors import NotFoundError, ProcedureError, SolverError
from deliberation.procedures import recruit, work
from deliberation.sentences import Sentence
from deliberation.sortition import Lottery, Quota, Quotas


def start(begin, id="j1"):
    with begin() as store:
        return recruit.begin_lottery(store, "a1", by="f1", id=id)


def job(begin, id="j1"):
    with begin.reading() as store:
        return store.job(id)


def stage(begin) -> Stage:
    with begin.reading() as store:
        return store.assembly("a1").stage


def first_four(pool, quotas, *, tickets=1000, report=None):
    """An objective that has one panel."""
    young = [p.id for p in pool if p.features["age"] == "young"][:2]
    old = [p.id for p in pool if p.features["age"] == "old"][:2]
    return Lottery(pool.ids, ((*young, *old),), (tickets,), "first_four")


def test_a_job_ends_with_its_lottery_kept(begin, to_pool):
    to_pool(begin)
    assert start(begin).state is JobState.WAITING
    recruit.compute_lottery(begin, "j1", tickets=60)
    assert (job(begin).state, job(begin).done) == (JobState.DONE, 1.0)
    with begin.reading() as store:
        assert store.lottery("a1").total == 60
        assert store.lottery("a1").objective == "leximin"
    assert stage(begin) is Stage.LOTTERY


def test_there_is_nothing_to_compute_without_a_pool(begin):
    with pytest.raises(ProcedureError, match="no pool yet"):
        start(begin)


def test_a_second_job_waits_for_the_first(begin, to_pool):
    to_pool(begin)
    start(begin)
    with pytest.raises(ProcedureError, match="being computed"):
        start(begin, "j2")
    recruit.compute_lottery(begin, "j1", objective=first_four)
    start(begin, "j2")
    assert job(begin, "j2").state is JobState.WAITING


def test_a_job_is_started_once(begin, to_pool):
    to_pool(begin)
    start(begin)
    recruit.compute_lottery(begin, "j1", objective=first_four)
    with pytest.raises(ProcedureError, match="started before"):
        recruit.compute_lottery(begin, "j1", objective=first_four)
    with pytest.raises(NotFoundError):
        recruit.compute_lottery(begin, "j9", objective=first_four)


def test_of_two_workers_that_take_a_job_at_once_one_computes(busy, to_pool):
    to_pool(busy)
    start(busy)
    computed = []

    def once(pool, quotas, *, tickets=1000, report=None):
        computed.append(tickets)
        return first_four(pool, quotas, tickets=tickets)

    def work(_: int) -> bool:
        try:
            recruit.compute_lottery(busy, "j1", objective=once)
        except ProcedureError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(work, range(4))) == 1
    assert len(computed) == 1


def test_progress_is_said_but_not_at_every_breath(begin, to_pool):
    to_pool(begin)
    start(begin)
    seen = []

    def slow(pool, quotas, *, tickets=1000, report=None):
        for step in range(300):
            report(step / 300, "balancing chances")
            seen.append((job(begin).done, job(begin).words))
        report(0.9999, "numbering tickets")
        seen.append((job(begin).done, job(begin).words))
        return first_four(pool, quotas, tickets=tickets)

    recruit.compute_lottery(begin, "j1", objective=slow)
    assert seen[-1] == (0.9999, "numbering tickets")
    assert 40 <= len(set(seen)) <= 52
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_no_transaction_is_open_while_it_computes(busy, to_pool):
    to_pool(busy)
    start(busy)

    def writes(pool, quotas, *, tickets=1000, report=None):
        with busy() as store:
            store.lock_assembly("a1")
            store.add_cards("a1", ["somebody else's hash"])
        return first_four(pool, quotas, tickets=tickets)

    recruit.compute_lottery(busy, "j1", objective=writes)
    assert job(busy).state is JobState.DONE


def test_quotas_that_cannot_be_met_fail_with_the_smallest_change(begin, pool):
    greedy = Quotas(4, (Quota("age", "old", 4, 4), Quota("age", "young", 0, 4)))
    few = type(pool)(tuple(p for p in pool if p.features["age"] == "young" or p.id == "p00"))
    with begin() as store:
        recruit.replace_pool(store, "a1", few, greedy, by="f1")
    start(begin)
    recruit.compute_lottery(begin, "j1")
    assert job(begin).state is JobState.FAILED
    assert "no panel from this pool meets every quota" in job(begin).words
    assert "age = old: allow 1 to 4" in job(begin).words
    assert isinstance(job(begin).words, Sentence), "so that pages can say it in their language"
    assert stage(begin) is Stage.POOL


def test_a_solver_that_gives_up_fails_with_what_to_do_and_its_own_words(begin, to_pool):
    to_pool(begin)
    start(begin)

    def stuck(pool, quotas, *, tickets=1000, report=None):
        raise SolverError("the optimiser stopped after an hour; try fewer quotas")

    recruit.compute_lottery(begin, "j1", objective=stuck)
    words = job(begin).words
    assert words.startswith("no answer was found, and nothing was decided; change what shall be")
    assert words.endswith("(the optimiser stopped after an hour; try fewer quotas)")
    assert job(begin).state is JobState.FAILED


def test_an_error_of_ours_fails_the_job_and_is_not_swallowed(begin, to_pool):
    to_pool(begin)
    start(begin)

    def broken(pool, quotas, *, tickets=1000, report=None):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recruit.compute_lottery(begin, "j1", objective=broken)
    assert job(begin).state is JobState.FAILED
    assert "start it again" in job(begin).words
    start(begin, "j2")


def test_a_panel_that_breaks_a_quota_is_not_kept(begin, to_pool):
    to_pool(begin)
    start(begin)

    def unfair(pool, quotas, *, tickets=1000, report=None):
        return Lottery(pool.ids, (pool.ids[1:5],), (tickets,), "unfair")

    recruit.compute_lottery(begin, "j1", objective=unfair)
    assert job(begin).state is JobState.FAILED
    assert "does not meet age = young" in job(begin).words
    assert stage(begin) is Stage.POOL


@pytest.mark.parametrize("reports", [True, False])
def test_a_new_pool_withdraws_the_job_at_work(begin, to_pool, reports):
    to_pool(begin)
    start(begin)
    reached = []

    def overtaken(pool, quotas, *, tickets=1000, report=None):
        to_pool(begin)
        if reports:
            report(0.5, "finding panels")
            reached.append("a report that nobody hears")
        return first_four(pool, quotas, tickets=tickets)

    recruit.compute_lottery(begin, "j1", objective=overtaken)
    assert reached == []
    assert stage(begin) is Stage.POOL
    with pytest.raises(NotFoundError):
        job(begin)
    start(begin, "j2")


def test_nothing_is_committed_to_while_another_lottery_is_computed(begin, to_lottery, now):
    to_lottery(begin)
    start(begin, "j2")
    with begin() as store, pytest.raises(ProcedureError, match="being computed"):
        recruit.publish_commitment(store, "a1", publish_people=True, salt="", by="f1", now=now)


def test_a_failed_second_attempt_leaves_the_first_lottery(begin, to_lottery):
    to_lottery(begin)
    start(begin, "j2")

    def stuck(pool, quotas, *, tickets=1000, report=None):
        raise SolverError("stuck")

    recruit.compute_lottery(begin, "j2", objective=stuck)
    with begin.reading() as store:
        assert store.lottery("a1").objective == "leximin"


def test_what_was_interrupted_is_marked_at_the_next_start(begin, to_pool):
    to_pool(begin)
    start(begin)
    with begin() as store:
        store.update_job("j1", JobState.RUNNING, 0.4, "balancing chances")
    with begin() as store:
        work.fail_interrupted_jobs(store, lambda job_id: job_id == "j1")
    assert job(begin).state is JobState.RUNNING, "somebody else is at work on it"
    with begin() as store:
        work.fail_interrupted_jobs(store, lambda _: False)
    assert (job(begin).state, job(begin).done) == (JobState.FAILED, 0.4)
    assert "start it again" in job(begin).words
    start(begin, "j2")
