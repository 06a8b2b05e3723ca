"""Which assembly is a draw of replacements after which."""

from datetime import UTC, datetime

import pytest
from alembic.command import upgrade
from sqlalchemy.exc import IntegrityError

from deliberation.assembly import Assembly, Facilitator, Replacing
from deliberation.store import open_store
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config

NOW = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.fixture
def drawn(begin):
    """Three assemblies: a1, a2, a3."""
    with begin() as store:
        store.add_facilitator(Facilitator("f1", "Anna", "hash"))
        for id in ("a1", "a2", "a3"):
            store.add_assembly(Assembly(id, "Title", "Question", "f1", NOW))
    return begin


def test_it_is_kept_and_may_be_said_again(drawn):
    with drawn() as store:
        assert store.replacing("a2") is None
        assert store.replaced_by("a1") is None
        store.put_replacing("a2", Replacing("a1", ("c004", "zoë"), ("c107",), ()))
        store.put_replacing("a2", Replacing("a1", ("zoë",), (), ("c009",)))
        store.put_replacing("a3", Replacing("a2", ("c001",)))
    with drawn() as store:
        assert store.replacing("a2") == Replacing("a1", ("zoë",), (), ("c009",))
        assert (store.replaced_by("a1"), store.replaced_by("a2")) == ("a2", "a3")
        assert store.replaced_by("a3") is None


def test_a_draw_is_followed_by_one_draw_of_replacements_at_most(drawn):
    with drawn() as store:
        store.put_replacing("a2", Replacing("a1", ("c004",)))
    with pytest.raises(IntegrityError), drawn() as store:
        store.put_replacing("a3", Replacing("a1", ("c004",)))


def test_a_draw_from_before_there_were_replacements_can_be_followed_by_them(url):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), "0007")
        for row in (
            "facilitator (id, name, password_hash) VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00')",
            "lottery (assembly_id, lottery) VALUES ('a1', '{}')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    with open_store(url) as begin, begin() as store:
        assert store.replacing("a1") is None
        store.add_assembly(Assembly("a2", "Title", "Question", "f1", NOW))
        store.put_replacing("a2", Replacing("a1", ("c004",)))
        assert store.replaced_by("a1") == "a2"
