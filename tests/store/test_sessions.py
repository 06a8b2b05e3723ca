"""Sessions and their agendas, as they are kept."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from alembic.command import upgrade
from sqlalchemy.exc import IntegrityError

from deliberation.errors import NotFoundError
from deliberation.sessions import Item, Phase, Session
from deliberation.store import open_store
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config

START = datetime(2026, 3, 14, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
BEGAN = datetime(2026, 3, 14, 9, 1, 2, 345678, tzinfo=UTC)
ITEMS = (
    Item("i1", "Welcome", 10, 10, began=BEGAN, ended=BEGAN),
    Item("i2", "Frokost", 45, 30, at=time(12, 5)),
    Item("i3", "مجلس", 5, 5),
)
SESSION = Session(
    "s1", "a1", "Second meeting", START, "Hall 2", public=True, agenda=ITEMS, phase=Phase.LEARN
)


def test_what_is_kept_is_read_again_with_the_zone_of_the_place(begin, assembly):
    with begin() as store:
        store.add_session(SESSION)
        store.add_session(replace(SESSION, id="s0", start=START.replace(day=13), agenda=()))
    with begin.reading() as store:
        assert store.session("s1") == SESSION
        assert store.session("s1").start.tzinfo == START.tzinfo
        assert [session.id for session in store.sessions("a1")] == ["s0", "s1"]
        assert store.sessions("a2") == ()
        with pytest.raises(NotFoundError):
            store.session("s2")


def test_another_is_kept_instead_and_one_can_be_forgotten(begin, assembly, vote):
    other = replace(
        SESSION,
        title="Third meeting",
        agenda=(ITEMS[2], replace(ITEMS[0], vote_id="v1")),
        public=False,
    )
    with begin() as store:
        store.add_session(SESSION)
        store.put_session(other)
        assert store.session("s1") == other
    with begin() as store:
        store.remove_session("s1")
        assert store.sessions("a1") == ()


def test_an_item_names_only_a_vote_that_there_is(begin, assembly):
    with pytest.raises(IntegrityError), begin() as store:
        store.add_session(replace(SESSION, agenda=(replace(ITEMS[0], vote_id="v9"),)))


def test_one_line_at_a_time_is_kept_for_everybody(begin, assembly):
    with begin() as store:
        assert store.message("a1") == ""
        store.put_message("a1", "Coffee is ready")
        store.put_message("a1", "القهوة جاهزة")
    with begin() as store:
        assert store.message("a1") == "القهوة جاهزة"
        store.put_message("a1", "")
        assert store.message("a1") == ""


def test_an_assembly_from_before_there_were_sessions_can_have_one(url):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), "0008")
        for row in (
            "facilitator (id, name, password_hash) VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    with open_store(url) as begin, begin() as store:
        assert store.sessions("a1") == ()
        store.add_session(SESSION)
        assert store.session("s1") == SESSION
