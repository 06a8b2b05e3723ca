"""Every database is brought up to date when it is opened."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect, text

from deliberation.assembly import Facilitator
from deliberation.errors import InvalidInputError
from deliberation.sortition import Draw, Person, Pool, Quota, Quotas
from deliberation.store import open_store
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config, migrate
from deliberation.store.tables import Row
from deliberation.voting import Ranking


def test_the_revisions_make_exactly_the_tables_that_the_rows_describe(url):
    open_store(url).close()
    engine = for_writing(make_engine(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
    engine.dispose()


@pytest.mark.parametrize("table", ["ballot", "sealed_ballot"])
def test_the_revisions_make_the_tables_of_ballots_without_row_ids(tmp_path, table):
    open_store(f"sqlite:///{tmp_path}/assembly.db").close()
    engine = create_engine(f"sqlite:///{tmp_path}/assembly.db")
    with engine.connect() as connection:
        query = text("SELECT sql FROM sqlite_master WHERE name = :name")
        made = connection.scalar(query, {"name": table})
    engine.dispose()
    assert made.strip().endswith("WITHOUT ROWID")


def test_the_revisions_follow_one_another_in_one_line():
    engine = for_writing(make_engine("sqlite://"))
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
        assert len(script.get_heads()) == 1
        assert len(script.get_bases()) == 1
    engine.dispose()


def test_pools_and_quotas_from_before_joint_quotas_stay(url):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), "0001")
        for row in (
            "facilitator VALUES ('f1', 'Anna', 'hash')",
            "assembly VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00', 1)",
            "person (assembly_id, id, position, features) "
            """VALUES ('a1', 'p1', 0, '{"age": "old"}')""",
            "quota (assembly_id, feature, value, position, lower, upper) "
            "VALUES ('a1', 'age', 'old', 0, 1, 1)",
        ):
            connection.execute(text("INSERT INTO " + row.replace(":", "\\:")))
    engine.dispose()
    with open_store(url) as begin, begin() as store:
        assert store.pool("a1") == Pool((Person("p1", {"age": "old"}),))
        assert store.quotas("a1") == Quotas(1, (Quota("age", "old", 1, 1),))


def test_accounts_from_before_whose_names_are_one_now_are_both_found_as_they_are_written(url):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), "0023")
        for id, name in (("f1", "Anna"), ("f2", "anna"), ("f3", "Bo")):
            row = f"VALUES ('{id}', '{name}', 'hash', true, false)"
            columns = "(id, name, password_hash, begins, provisional)"
            connection.execute(text(f"INSERT INTO facilitator {columns} {row}"))
    engine.dispose()
    with open_store(url) as begin, begin() as store:
        typed = ("Anna", "anna", "ANNA", "BO")
        assert [store.facilitator_named(name).id for name in typed] == ["f1", "f2", "f1", "f3"]
        for name in ("aNNa", "bo"):
            assert not store.add_facilitator(Facilitator("f4", name, "hash"))


def test_a_draw_from_before_numbered_tickets_stays_a_draw_by_lots(url):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), "0002")
        for row in (
            "facilitator VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00')",
            "lottery (assembly_id, lottery) VALUES ('a1', '{}')",
            "draw VALUES ('a1', 'dice 6', 0, '[\"p1\"]', '[]', '2026-03-14 10:00:00')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    with open_store(url) as begin, begin.reading() as store:
        assert store.drawn("a1") == Draw("dice 6", 0, ("p1",))


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005"])
def test_a_vote_from_before_the_urn_goes_on_unsealed(url, revision):
    engine = for_writing(make_engine(url))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), revision)
        for row in (
            "facilitator (id, name, password_hash) VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00')",
            "vote (id, assembly_id, number, title, question, kind, candidates, rule, seats, "
            "options, state) VALUES ('v1', 'a1', 1, 'Lamps', 'Which?', 'ranking', "
            """'["a", "b"]', 'irv', 1, '{}', 'open')""",
            """ballot (vote_id, slot, ballot) VALUES ('v1', 's1', CAST('{"ranking":["b"]}' AS """
            + ("bytea" if engine.dialect.name == "postgresql" else "blob")
            + "))",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    engine.dispose()
    with open_store(url) as begin, begin() as store:
        assert store.urn("v1") is None
        assert store.turnout("v1") == 1
        assert store.ballot_in("v1", "s1") == Ranking(("b",))


def test_a_database_that_is_up_to_date_is_left_alone(url):
    open_store(url).close()
    engine = make_engine(url)
    statements = []
    event.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
    migrate(for_writing(engine))
    engine.dispose()
    assert not [s for s in statements if s.lstrip().upper().startswith(("CREATE", "ALTER", "DROP"))]


def test_processes_that_start_together_make_the_tables_once(url):
    open_it = (
        "import sys; from deliberation.store import open_store; open_store(sys.argv[1]).close()"
    )
    starting = [subprocess.Popen([sys.executable, "-c", open_it, url]) for _ in range(3)]
    assert [process.wait() for process in starting] == [0, 0, 0]
    engine = create_engine(url)
    assert "ballot" in inspect(engine).get_table_names()
    engine.dispose()


def test_threads_that_open_stores_together_do_not_mix_them_up():
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda _: open_store("sqlite://"), range(8)))
    for begin in stores:
        with begin() as store:
            assert store.assemblies() == ()
        begin.close()


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite+aiosqlite://", "assembly.db", ""])
def test_another_kind_of_database_is_refused_in_a_sentence(url):
    with pytest.raises(ValueError, match="is no database we know"):
        open_store(url)


@pytest.mark.parametrize("there", ["no/such/folder/assembly.db", "."])
def test_a_place_where_no_database_can_be_is_refused_in_a_sentence(tmp_path, there):
    with pytest.raises(InvalidInputError, match="cannot be opened"):
        open_store(f"sqlite:///{tmp_path}/{there}")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("id,gender\n" + "c001,woman\n" * 100)
    before = people.read_bytes()
    with pytest.raises(InvalidInputError, match="cannot be opened"):
        open_store(f"sqlite:///{people}")
    assert people.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused_and_left_alone(url):
    open_store(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InvalidInputError, match="newer version"):
        open_store(url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()


def test_nobody_else_on_the_machine_can_read_a_database_in_a_file(tmp_path):
    path = tmp_path / "assembly.db"
    with open_store(f"sqlite:///{path}") as begin, begin() as store:
        store.add_facilitator(Facilitator("f1", "Anna", "hash"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("assembly.db", "assembly.db-wal", "assembly.db-shm"), 0o600)


def test_a_refused_address_does_not_show_its_password():
    with pytest.raises(InvalidInputError) as error:
        open_store("mysql://anna:secret@localhost/assembly")
    assert "mysql://anna" in str(error.value)
    assert "secret" not in str(error.value)


def test_a_driver_that_is_not_installed_is_asked_for_in_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)  # an import of it now fails
    with pytest.raises(InvalidInputError, match="needs its driver"):
        open_store("postgresql://nobody@localhost/nothing")
