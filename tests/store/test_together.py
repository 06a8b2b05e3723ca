"""Writers who share a commit: each is kept or taken back by itself, and told only afterwards."""

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from deliberation.assembly import Facilitator
from deliberation.errors import NotFoundError, UnavailableError
from deliberation.store import Begin, Store, open_store
from deliberation.store.together import MOST

WRITERS = 12


def add(store: Store, number: int) -> None:
    assert store.add_facilitator(Facilitator(f"f{number:03}", f"name {number}", "hash"))


def names(begin: Begin) -> set[str]:
    with begin.reading() as store:
        return {each.id for each in store.facilitators()}


@pytest.fixture
def file(tmp_path: Path):
    """The databases on which writers share commits, and how often it has committed."""
    with open_store(f"sqlite:///{tmp_path}/a.db") as begin:
        begin.commits = commits = []

        def note(connection, cursor, statement, *_: object) -> None:
            if statement == "COMMIT":
                commits.append(threading.get_ident())

        event.listen(begin._engine, "before_cursor_execute", note)
        yield begin


def crowd(begin: Begin, steps: list[Callable[[Store], None]]) -> list[BaseException | None]:
    """What came of each step, where all arrive while the first is still at work: one group."""
    inside, go = threading.Event(), threading.Event()

    def run(number: int) -> BaseException | None:
        if number:
            inside.wait()
        try:
            with begin.together() as store:
                if not number:
                    inside.set()
                    go.wait()
                steps[number](store)
        except (DBAPIError, NotFoundError, UnavailableError) as error:
            return error
        return None

    with ThreadPoolExecutor(len(steps)) as threads:
        came = [threads.submit(run, number) for number in range(len(steps))]
        inside.wait()
        wait_for(lambda: begin._together._waiting == len(steps) - 1)
        go.set()
        return [each.result() for each in came]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def fail(store: Store) -> None:
    add(store, 99)
    store.facilitator("nobody")


def adding(*numbers: int) -> list[Callable[[Store], None]]:
    return [lambda store, number=number: add(store, number) for number in numbers]


def test_one_writer_is_kept_at_the_end_of_the_block(begin):
    with begin.together() as store:
        add(store, 1)
    assert names(begin) == {"f001"}


def test_an_error_takes_back_what_was_done_in_the_block(begin):
    with pytest.raises(NotFoundError), begin.together() as store:
        fail(store)
    assert names(begin) == set()
    with begin.together() as store:
        add(store, 2)
    assert names(begin) == {"f002"}


def test_writers_at_once_are_all_kept(url):
    with open_store(url) as begin:

        def write(number: int) -> None:
            with begin.together() as store:
                add(store, number)
            assert f"f{number:03}" in names(begin), "it is kept when the block has ended"

        with ThreadPoolExecutor(WRITERS) as threads:
            list(threads.map(write, range(100)))
        assert len(names(begin)) == 100


def test_a_group_is_committed_once(file):
    assert crowd(file, adding(*range(WRITERS))) == [None] * WRITERS
    assert len(names(file)) == WRITERS
    assert len(file.commits) == 1


def test_a_group_has_an_end_however_many_wait(file):
    assert crowd(file, adding(*range(MOST + 8))) == [None] * (MOST + 8)
    assert len(names(file)) == MOST + 8
    assert len(file.commits) == 2


@pytest.mark.parametrize("failing", [0, 5, WRITERS - 1])
def test_one_who_fails_takes_back_nothing_of_the_others(file, failing):
    steps = adding(*range(WRITERS))
    steps[failing] = fail
    came = crowd(file, steps)
    assert [n for n, error in enumerate(came) if error] == [failing]
    assert isinstance(came[failing], NotFoundError)
    assert names(file) == {f"f{n:03}" for n in range(WRITERS) if n != failing}


def test_a_statement_that_fails_takes_back_nothing_of_the_others(file):
    steps = adding(*range(WRITERS))
    steps[5] = lambda store: store._session.connection().exec_driver_sql("INSERT INTO nowhere")
    came = crowd(file, steps)
    assert [n for n, error in enumerate(came) if error] == [5]
    assert len(names(file)) == WRITERS - 1


def break_at_commit(store: Store) -> None:
    """A row without its parent, which SQLite notices when all is committed."""
    connection = store._session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    connection.exec_driver_sql("INSERT INTO board VALUES ('no such vote', 0, '{}')")


def test_where_the_commit_fails_everybody_in_the_group_is_told_and_nothing_is_kept(file):
    came = crowd(file, [*adding(*range(WRITERS)), break_at_commit])
    assert all(isinstance(error, DBAPIError) for error in came)
    assert names(file) == set()
    with file.together() as store:
        add(store, 1)
    assert names(file) == {"f001"}


def roll_back(store: Store) -> None:
    """What SQLite does by itself where the disk is full or fails."""
    store._session.connection().exec_driver_sql("ROLLBACK")


def test_where_the_database_takes_everything_back_nobody_is_told_that_it_was_kept(file):
    steps = adding(*range(WRITERS))
    steps[5] = roll_back
    came = crowd(file, steps)
    told = {f"f{n:03}" for n, error in enumerate(came) if error is None}
    assert 5 not in told
    assert came[5] is not None
    assert names(file) == told


def test_a_full_disk_fails_those_who_come_after_and_loses_nobody_who_was_told(file):
    """The file may not grow; the others have room in its last page, a large one has none."""
    with file.together() as store:
        pages = store._session.connection().exec_driver_sql("PRAGMA page_count").scalar()

    def large(store: Store) -> None:
        store._session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        assert store.add_facilitator(Facilitator("large", "x" * 100_000, "hash"))

    steps = adding(*range(WRITERS))
    steps[5] = large
    came = crowd(file, steps)
    assert isinstance(came[5], UnavailableError)
    assert came[5].cause == "full"
    assert names(file) == {f"f{n:03}" for n, error in enumerate(came) if error is None}


def test_a_writer_of_another_kind_waits_for_the_group_and_finds_it_kept(file):
    inside, seen = threading.Event(), []

    def other() -> None:
        inside.wait()
        with file() as store:
            seen.extend(each.id for each in store.facilitators())

    thread = threading.Thread(target=other)
    thread.start()
    with file.together() as store:
        add(store, 1)
        inside.set()
        thread.join(0.2)
        assert thread.is_alive()
    thread.join()
    assert seen == ["f001"]


def test_whoever_cannot_begin_is_told_and_the_next_can(file):
    """Somebody else, in another process perhaps, has the lock for longer than one waits."""
    event.listen(file._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout = 0"))
    with sqlite3.connect(file._engine.url.database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnavailableError, match="too much"), file.together() as store:
            add(store, 1)
        other.execute("ROLLBACK")
    other.close()
    with file.together() as store:
        add(store, 2)
    assert names(file) == {"f002"}
