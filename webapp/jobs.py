"""Work that goes on after the page was answered: one thread, one job at a time.

The rows of the jobs are in the store, so that every page can say how far one has come. Work that
a stop of the program interrupted is marked as failed at the next start: one process serves.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from logging import Logger
from threading import Event

from flask import Flask, current_app

from deliberation.assembly import Job
from deliberation.errors import NotFoundError
from deliberation.procedures.work import fail_interrupted_jobs, fail_job
from deliberation.store import Begin

Work = Callable[[Begin, str], None]
"""Carries out the job of an id, in transactions that it begins itself."""

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
        future = self._thread.submit(self._work, job.id, work)
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)

    def finish(self) -> None:
        """Wait until everything that was started is done."""
        for future in list(self._unfinished):
            future.result()

    def close(self) -> None:
        """Start nothing more; what is at work goes on until it is done."""
        self._closed.set()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _work(self, job_id: str, work: Work) -> None:
        """Carry out one job; an accident is logged here, and told on the page by the job."""
        try:
            work(self._begin, job_id)
        except NotFoundError:
            return  # it was withdrawn while it waited for its turn
        except Exception:
            self._logger.exception("the computation %s broke off", job_id)
            self._give_up(job_id)

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
    with app.extensions["begin"]() as store:
        fail_interrupted_jobs(store)
    app.extensions["jobs"] = Jobs(app)


def current() -> Jobs:
    """The worker of the application that answers this request."""
    jobs: Jobs = current_app.extensions["jobs"]
    return jobs
