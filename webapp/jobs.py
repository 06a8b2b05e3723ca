"""Work that goes on after the page was answered: one thread, one job at a time.

The rows of the jobs are in the store, so that every page can say how far one has come. Work that
a stop of the program interrupted is marked as failed at the next start, before anybody is
answered; what another process is at work on is left to it. A second thread looks twice a second
whether the job at work is still wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from logging import Logger
from threading import Event, Thread

from flask import Flask, current_app

from deliberation.assembly import Job
from deliberation.errors import NotFoundError
from deliberation.interruption import interruptible
from deliberation.procedures.work import fail_interrupted_jobs, fail_job, wanted
from deliberation.store import Begin

Work = Callable[[Begin, str], None]
"""Carries out the job of an id, in transactions that it begins itself."""

LOOK = 0.5  # seconds between two looks whether work is still wanted
AGAIN = 5.0  # seconds until a database that did not answer is asked again


class Jobs:
    """The worker of one application."""

    def __init__(self, app: Flask) -> None:
        self._begin: Begin = app.extensions["begin"]
        self._logger: Logger = app.logger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._unfinished: set[Future[None]] = set()
        self._closed = Event()

    @property
    def busy(self) -> bool:
        """Whether anything is being computed or waits for it."""
        return bool(self._unfinished)

    def start(self, job: Job, work: Work) -> None:
        """Carry out *job* by its *work* as soon as the thread is free."""
        claim = ExitStack()
        claim.enter_context(self._begin.claim(job.id))
        future = self._thread.submit(self._work, job.id, work, claim)
        self._unfinished.add(future)
        future.add_done_callback(lambda _: claim.close())  # also where its turn never came
        future.add_done_callback(self._unfinished.discard)

    def finish(self) -> None:
        """Wait until everything that was started is done."""
        for future in list(self._unfinished):
            future.result()

    def close(self, *, patience: float = 0.0) -> None:
        """Start nothing more, call off what is at work, and wait for its end so many seconds."""
        self._closed.set()
        self._thread.shutdown(wait=False, cancel_futures=True)
        wait(self._unfinished, timeout=patience)

    def _work(self, job_id: str, work: Work, claim: ExitStack) -> None:
        """Carry out one job; an accident is logged here, and told on the page by the job."""
        unwanted, ended = Event(), Event()
        Thread(target=self._watch, args=(job_id, unwanted, ended), daemon=True).start()
        try:
            with interruptible(lambda: unwanted.is_set() or self._closed.is_set()):
                work(self._begin, job_id)
        except NotFoundError:
            return  # it was withdrawn while it waited for its turn
        except Exception:
            self._logger.exception("the computation %s broke off", job_id)
            self._give_up(job_id)
        finally:
            ended.set()
            claim.close()

    def _watch(self, job_id: str, unwanted: Event, ended: Event) -> None:
        """Say that a job is *unwanted* as soon as it was withdrawn, until it has *ended*."""
        while not (ended.wait(LOOK) or unwanted.is_set()):
            try:
                with self._begin.reading() as store:
                    if not wanted(store, job_id):
                        unwanted.set()
            except Exception:
                self._logger.exception("whether the computation %s is wanted is unknown", job_id)

    def _give_up(self, job_id: str) -> None:
        """Mark the job as failed as soon as the database takes it; then it can be begun again."""
        while not self._closed.wait(AGAIN):
            try:
                with self._begin() as store:
                    fail_job(store, job_id)
            except Exception:
                self._logger.exception("the end of the computation %s cannot be kept yet", job_id)
            else:
                return


def init_app(app: Flask) -> None:
    """Give *app* its worker, and mark what an earlier process left unfinished as failed."""
    begin: Begin = app.extensions["begin"]
    with begin() as store:
        fail_interrupted_jobs(store, begin.is_claimed)
    app.extensions["jobs"] = Jobs(app)


def current() -> Jobs:
    """The worker of the application that answers this request."""
    jobs: Jobs = current_app.extensions["jobs"]
    return jobs
