"""Work that goes on after the page was answered."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from threading import Event

import pytest

from deliberation.assembly import Job, JobState
from deliberation.errors import NotFoundError
from deliberation.procedures import recruit
from deliberation.procedures.work import STOPPED
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import Begin, engine
from webapp import jobs

PATIENCE = 60.0  # seconds for what should take one
NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Gives up soon where another program writes to the database."""
    monkeypatch.setitem(engine.PRAGMAS, "busy_timeout", 50)
    monkeypatch.setattr(jobs, "AGAIN", 0.1)


@pytest.fixture
def job(kept) -> Job:
    """A lottery that is about to be computed."""
    return new_job(kept.extensions["begin"])


def new_job(begin: Begin) -> Job:
    """A lottery that is about to be computed, of an assembly of its own."""
    people = tuple(Person(f"c{n}", {"gender": "woman" if n % 2 else "man"}) for n in range(12))
    quotas = Quotas(4, (Quota("gender", "woman", 2, 2), Quota("gender", "man", 2, 2)))
    with begin() as store:
        recruit.create_assembly(store, title="T", question="Q", by="f-anna", now=NOW, id="a2")
        recruit.replace_pool(store, "a2", Pool(people), quotas, by="f-anna")
        return recruit.begin_lottery(store, "a2", by="f-anna", id="j2")


@pytest.fixture
def another_program(tmp_path, job) -> Iterator[sqlite3.Connection]:
    """Something else that writes to the same database, such as a backup, and takes its time."""
    with closing(sqlite3.connect(tmp_path / "town.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@pytest.mark.usefixtures("impatient")
def test_a_computation_that_an_accident_broke_off_can_be_begun_again(
    kept, job, another_program, visitor_to, caplog
) -> None:
    worker = kept.extensions["jobs"]
    with caplog.at_level(logging.ERROR):
        worker.start(job, recruit.compute_lottery)
        while "broke off" not in caplog.text and worker.busy:
            time.sleep(0.01)
        another_program.execute("ROLLBACK")
        worker.finish()
    anna = visitor_to(kept)
    anna.sign_in("anna")

    assert "was interrupted; start it again." in anna.read("/facilitator/a2/lottery")
    assert "interrupted" not in anna.read("/facilitator/a2/lottery?lang=da"), "it is translated"
    anna.read("/facilitator?lang=en")
    assert (
        anna.post("/facilitator/a2/lottery", objective="leximin", tickets="100").status_code == 302
    )
    worker.finish()
    assert "Everybody’s chances" in anna.read("/facilitator/a2/lottery")


def test_a_cancelled_computation_ends_in_the_middle_of_an_integer_programme(
    kept, job, endless, visitor_to, monkeypatch
) -> None:
    """Were it not for that, the worker would be busy for hours, and every job after it wait."""
    monkeypatch.setattr(jobs, "LOOK", 0.02)
    begun = Event()

    def stuck(pool, quotas, *, tickets, report):
        begun.set()
        endless().run()

    worker = kept.extensions["jobs"]
    worker.start(job, partial(recruit.compute_lottery, objective=stuck))
    anna = visitor_to(kept)
    anna.sign_in("anna")
    assert begun.wait(PATIENCE)
    assert anna.post("/facilitator/a2/lottery/cancel").status_code == 302
    worker.finish()
    assert "The computation was cancelled." in anna.read("/facilitator/a2/lottery")
    with kept.extensions["begin"].reading() as store, pytest.raises(NotFoundError):
        store.lottery("a2")


def test_a_server_that_stops_calls_off_what_is_at_work(kept, job, endless) -> None:
    begun = Event()

    def stuck(pool, quotas, *, tickets, report):
        begun.set()
        endless().run()

    worker = kept.extensions["jobs"]
    worker.start(job, partial(recruit.compute_lottery, objective=stuck))
    assert begun.wait(PATIENCE)
    worker.close(patience=PATIENCE)
    assert not worker.busy
    with kept.extensions["begin"].reading() as store:
        ended = store.job("j2")
    assert (ended.state, ended.words) == (JobState.FAILED, STOPPED)


@pytest.mark.postgres
def test_a_process_that_starts_leaves_alone_what_another_computes(
    start, populate, postgres_url, endless
) -> None:
    """gunicorn starts a process anew where one has ended, while others are at work."""
    first = start(DATABASE=postgres_url)
    populate(first)
    begin, worker, begun = first.extensions["begin"], first.extensions["jobs"], Event()

    def work(_begin, _job_id) -> None:
        begun.set()
        endless().run()

    worker.start(new_job(begin), work)
    assert begun.wait(PATIENCE)

    start(DATABASE=postgres_url)
    with begin.reading() as store:
        assert store.job("j2").state is JobState.WAITING

    worker.close(patience=PATIENCE)
    start(DATABASE=postgres_url)
    with begin.reading() as store:
        assert store.job("j2").state is JobState.FAILED
