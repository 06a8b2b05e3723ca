"""Work that is checked, cancelled, and never half kept."""

import pytest

from deliberation.assembly import JobState
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures import recruit, work
from deliberation.sortition import explain
from deliberation.store import Begin


def start(begin: Begin, id: str = "k1") -> None:
    with begin() as store:
        recruit.begin_check(store, "a1", by="f1", id=id)


def cancel(begin: Begin, kind: str, by: str = "f1") -> bool:
    with begin() as store:
        return work.cancel_work(store, "a1", kind, by=by)


def test_what_is_found_about_quotas_is_kept_as_it_was_found(begin, to_pool, pool, quotas) -> None:
    to_pool(begin)
    start(begin)
    recruit.compute_check(begin, "k1")
    with begin.reading() as store:
        assert store.job("k1").state is JobState.DONE
        assert store.found("a1") == explain(pool, quotas)


def test_there_is_nothing_to_check_without_a_pool(begin) -> None:
    with pytest.raises(ProcedureError, match="no pool yet"):
        start(begin)


def test_another_pool_forgets_what_was_found(begin, to_pool) -> None:
    to_pool(begin)
    start(begin)
    recruit.compute_check(begin, "k1")
    to_pool(begin)
    with begin.reading() as store, pytest.raises(NotFoundError):
        store.found("a1")


def test_work_that_waits_is_cancelled_and_never_begins(begin, to_pool) -> None:
    to_pool(begin)
    start(begin)
    assert cancel(begin, work.CHECK)
    with pytest.raises(NotFoundError):
        recruit.compute_check(begin, "k1")
    start(begin, "k2")
    recruit.compute_check(begin, "k2")


def test_work_that_is_cancelled_stops_at_its_next_report(begin, to_pool) -> None:
    to_pool(begin)
    with begin() as store:
        recruit.begin_lottery(store, "a1", by="f1", id="j1")
    reached = []

    def slow(pool, quotas, *, tickets=1000, report=None):
        report(0.1, "finding panels")
        assert cancel(begin, work.LOTTERY)
        reached.append("cancelled")
        report(0.2, "finding panels")
        reached.append("a report that nobody hears")

    recruit.compute_lottery(begin, "j1", objective=slow)
    assert reached == ["cancelled"]
    with begin.reading() as store, pytest.raises(NotFoundError):
        store.lottery("a1")


def test_a_lottery_from_before_stays_when_another_is_cancelled(begin, to_lottery) -> None:
    to_lottery(begin)
    with begin() as store:
        recruit.begin_lottery(store, "a1", by="f1", id="j2")
    assert cancel(begin, work.LOTTERY)
    with begin.reading() as store:
        assert store.lottery("a1").objective == "leximin"


def test_nothing_is_cancelled_where_nothing_is_at_work(begin, to_lottery) -> None:
    to_lottery(begin)
    assert not cancel(begin, work.LOTTERY)
    assert not cancel(begin, work.CHECK)


def test_only_the_facilitator_of_an_assembly_cancels_its_work(begin, to_pool) -> None:
    to_pool(begin)
    start(begin)
    with pytest.raises(NotFoundError):
        cancel(begin, work.CHECK, by="f2")
    recruit.compute_check(begin, "k1")
