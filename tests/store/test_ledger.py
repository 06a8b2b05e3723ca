"""The ledger grows, in one chain, and no statement changes it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.command import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from deliberation.assembly import Assembly, Facilitator
from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.record.ledger import check_chain
from deliberation.store import open_store
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config

CARDS = {"issued": 36, "revoked": 0}


def found(begin, now, id="a1"):
    with begin() as store:
        store.add_facilitator(Facilitator("f1", "Anna", "hash"))
        store.add_assembly(Assembly(id, "Climate", "How do we get to work?", "f1", now))


def test_what_is_appended_comes_back_in_its_order(begin, assembly):
    payloads = [CARDS, {"vote": "ø \U0001f68b", "seed": 'a "tab"\t'}, {"issued": 0, "revoked": 1}]
    kinds = ["cards", "tie", "cards"]
    with begin() as store:
        made = [store.append_entry("a1", *entry) for entry in zip(kinds, payloads, strict=True)]
    with begin.reading() as store:
        entries = store.ledger("a1")
    assert [*entries] == made
    assert [entry.payload for entry in entries] == payloads
    check_chain(entries)


def test_each_assembly_has_a_ledger_of_its_own(begin, assembly, now):
    found(begin, now, "a2")
    with begin() as store:
        for id in ("a1", "a2", "a1"):
            store.append_entry(id, "cards", CARDS)
    with begin.reading() as store:
        for id, length in (("a1", 2), ("a2", 1), ("a3", 0)):
            assert len(store.ledger(id)) == length
            check_chain(store.ledger(id))


def test_what_is_no_entry_is_refused_and_nothing_is_kept(begin, assembly):
    with pytest.raises(InvalidInputError), begin() as store:
        store.append_entry("a1", "cards", {"issued": 1})
    with pytest.raises(NotFoundError), begin() as store:
        store.append_entry("a9", "cards", CARDS)
    with begin.reading() as store:
        assert store.ledger("a1") == ()


def test_an_entry_goes_with_the_step_that_was_taken_back(begin, assembly):
    def fail(store):
        store.append_entry("a1", "cards", CARDS)
        store.facilitator("nobody")

    with pytest.raises(NotFoundError), begin() as store:
        fail(store)
    with begin() as store:
        assert store.append_entry("a1", "cards", CARDS).index == 0


APPEND = """
import sys
from concurrent.futures import ThreadPoolExecutor
from deliberation.store import open_store

with open_store(sys.argv[1]) as begin:
    def append(number):
        with begin() as store:
            store.append_entry("a1", "cards", {"issued": number, "revoked": int(sys.argv[2])})
    with ThreadPoolExecutor(5) as threads:
        list(threads.map(append, range(25)))
"""


def test_a_hundred_entries_at_once_from_four_processes_are_one_chain(url, now):
    with open_store(url) as begin:
        found(begin, now)
        at_once = [subprocess.Popen([sys.executable, "-c", APPEND, url, str(n)]) for n in range(4)]
        assert [process.wait() for process in at_once] == [0] * 4
        with begin.reading() as store:
            entries = store.ledger("a1")
    check_chain(entries)
    written = {(entry.payload["issued"], entry.payload["revoked"]) for entry in entries}
    assert len(entries) == 100
    assert written == {(issued, by) for issued in range(25) for by in range(4)}


def test_threads_that_append_to_two_assemblies_at_once_do_not_mix_them(url, now):
    with open_store(url) as begin:
        found(begin, now)
        found(begin, now, "a2")

        def append(number):
            with begin() as store:
                store.append_entry(f"a{1 + number % 2}", "cards", {"issued": number, "revoked": 0})

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(append, range(40)))
        with begin.reading() as store:
            for id in ("a1", "a2"):
                check_chain(store.ledger(id))
                assert len(store.ledger(id)) == 20


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET kind = 'tie'",
        "UPDATE ledger SET payload = '{}' WHERE assembly_id = 'a1'",
        "DELETE FROM ledger",
        'DELETE FROM ledger WHERE "index" = 1',
    ],
)
def test_no_statement_changes_or_takes_away_an_entry(url, now, statement):
    refused(url, now, statement, "append-only")


def test_two_entries_cannot_have_one_place(url, now):
    again = 'INSERT INTO ledger SELECT * FROM ledger WHERE "index" = 1'
    refused(url, now, again, "pk_ledger|UNIQUE")


@pytest.mark.postgres
def test_postgresql_does_not_empty_the_table_either(postgres_url, now):
    refused(postgres_url, now, "TRUNCATE ledger", "append-only")


def refused(url, now, statement, words):
    with open_store(url) as begin:
        found(begin, now)
        with begin() as store:
            made = [store.append_entry("a1", "cards", CARDS) for _ in range(2)]
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        with pytest.raises(DBAPIError, match=words), engine.begin() as connection:
            connection.execute(text(statement))
        engine.dispose()
        with begin.reading() as store:
            assert [*store.ledger("a1")] == made


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_an_assembly_from_before_the_ledger_can_begin_one(url, revision):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), revision)
        for row in (
            "facilitator VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    with open_store(url) as begin:
        with begin() as store:
            assert store.ledger("a1") == ()
            entry = store.append_entry("a1", "cards", CARDS)
        with begin.reading() as store:
            assert store.ledger("a1") == (entry,)
