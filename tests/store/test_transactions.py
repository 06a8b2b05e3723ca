"""One transaction for each block, and what it promises."""

import sqlite3
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, StatementError

from deliberation.assembly import Assembly, Facilitator
from deliberation.errors import NotFoundError
from deliberation.store import Store, open_store
from deliberation.store.engine import make_engine

ANNA = Facilitator("f1", "Anna", "hash")


def test_what_is_written_is_there_in_the_next_transaction(begin):
    with begin() as store:
        store.add_facilitator(ANNA)
    with begin() as store:
        assert store.facilitator("f1") == ANNA


def test_an_error_takes_back_everything(begin):
    def fail(store: Store) -> None:
        store.add_facilitator(ANNA)
        store.facilitator("nobody")

    with pytest.raises(NotFoundError), begin() as store:
        fail(store)
    with begin() as store:
        assert store.facilitators() == ()


def test_a_reading_transaction_cannot_write(begin):
    with pytest.raises(DBAPIError), begin.reading() as store:
        store.add_facilitator(ANNA)
    with begin() as store:
        assert store.facilitators() == ()
        assert store.add_facilitator(ANNA)  # and the connection can write again


def test_after_a_scrub_a_reading_transaction_still_cannot_write(begin):
    with begin.reading() as store:
        assert store.facilitators() == ()
    assert begin.scrub()
    with pytest.raises(DBAPIError), begin.reading() as store:
        store.add_facilitator(ANNA)


def test_of_one_moment_a_question_is_asked_once(begin, statements):
    with begin.reading() as store:
        for _ in range(3):
            assert not store.has_card("a1", "hash")
            assert not store.has_card("a1", "another")
    assert [line.startswith("SELECT card") for line in statements].count(True) == 2


def test_whoever_may_write_sees_at_once_what_was_written(begin, assembly):
    with begin() as store:
        assert not store.has_card("a1", "hash")
        store.add_cards("a1", ["hash"])
        assert store.has_card("a1", "hash")


def test_an_error_of_the_database_shows_no_values(begin):
    with pytest.raises(DBAPIError) as error, begin.reading() as store:
        store.add_facilitator(ANNA)
    assert "Anna" not in str(error.value)


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_it(url):
    with open_store(url) as begin:
        with begin() as store:
            store.add_facilitator(ANNA)
            with begin.reading() as other:
                assert other.facilitators() == ()
        with begin.reading() as store:
            assert store.facilitators() == (ANNA,)


def test_a_reader_sees_one_moment_to_its_end(url):
    with open_store(url) as begin, begin.reading() as store:
        assert store.facilitators() == ()
        with begin() as other:
            other.add_facilitator(ANNA)
        assert store.facilitators() == ()


def test_a_transaction_begins_at_the_first_verb_and_keeps_nobody_waiting_before(url):
    with open_store(url) as begin, begin() as store:
        with begin() as other:
            other.add_facilitator(ANNA)
        assert store.facilitators() == (ANNA,)


def test_a_turn_to_write_is_given_back_after_an_error(url):
    with open_store(url) as begin:
        for _ in range(3):
            with pytest.raises(NotFoundError), begin() as store:
                store.lock_assembly("nothing")
        with begin() as store:
            assert store.add_facilitator(ANNA)


def test_threads_share_a_database_in_memory():
    with open_store("sqlite://") as begin:

        def add(number: int) -> None:
            with begin() as store:
                store.add_facilitator(Facilitator(f"f{number}", f"name {number}", "hash"))

        threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with begin() as store:
            assert len(store.facilitators()) == 8


def test_a_block_inside_a_block_is_refused_in_memory_rather_than_mixed():
    with open_store("sqlite://") as begin, begin() as store:
        store.facilitators()
        with pytest.raises(DBAPIError, match="within a transaction"), begin() as inner:
            inner.facilitators()


def test_two_stores_in_memory_are_two_databases():
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        with one() as store:
            store.add_facilitator(ANNA)
        with other() as store:
            assert store.facilitators() == ()


def test_sqlite_is_set_to_lose_nothing_that_was_acknowledged(tmp_path: Path):
    engine = make_engine(f"sqlite:///{tmp_path}/assembly.db")
    raw = engine.raw_connection()
    asked = {
        name: raw.driver_connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
    }
    raw.close()
    engine.dispose()
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }


def test_foreign_keys_are_enforced_after_the_migrations(begin, now):
    with pytest.raises(DBAPIError), begin() as store:
        store.add_assembly(Assembly("a1", "Climate", "How?", "nobody", now))


def test_every_connection_is_closed_at_the_end(tmp_path: Path):
    path = tmp_path / "assembly.db"
    with open_store(f"sqlite:///{path}") as begin, begin() as store:
        store.add_facilitator(ANNA)
    assert not path.with_name("assembly.db-wal").exists()  # the last to leave folds it in
    sqlite3.connect(path).close()


def test_postgres_urls_of_hosts_mean_the_driver_that_we_install():
    for url in ("postgres://u@h/n", "postgresql://u@h/n", "postgresql+psycopg://u@h/n"):
        engine = make_engine(url)
        assert engine.url.drivername == "postgresql+psycopg"
        engine.dispose()


def test_a_moment_comes_back_in_utc(begin):
    danish = datetime(2026, 3, 14, 20, 30, tzinfo=timezone(timedelta(hours=1)))
    with begin() as store:
        store.add_facilitator(ANNA)
        store.add_assembly(Assembly("a1", "Climate", "How?", "f1", danish))
    with begin() as store:
        kept = store.assembly("a1").created
    assert kept == danish
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(begin):
    with pytest.raises(StatementError, match="no time zone"), begin() as store:
        store.add_assembly(Assembly("a1", "Climate", "How?", "f1", datetime(2026, 3, 14)))
