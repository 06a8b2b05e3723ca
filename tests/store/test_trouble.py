"""What ails a database is told by its name, and nothing of a transaction that failed is kept."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from deliberation.assembly import Facilitator
from deliberation.errors import UnavailableError
from deliberation.store import Begin, open_store
from deliberation.store.engine import make_engine
from deliberation.store.trouble import cause_of


def add(begin: Begin, name: str = "Anna", size: int = 1) -> None:
    with begin() as store:
        assert store.add_facilitator(Facilitator(name, name * size, "hash"))


def names(begin: Begin) -> list[str]:
    with begin.reading() as store:
        return [each.id for each in store.facilitators()]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Begin]:
    """A database in a file, with one facilitator."""
    with open_store(f"sqlite:///{tmp_path}/town.db") as begin:
        add(begin)
        yield begin


@pytest.fixture
def city(postgres_url: str) -> Iterator[Begin]:
    """A database of PostgreSQL, with one facilitator."""
    with open_store(postgres_url) as begin:
        add(begin)
        yield begin


@pytest.fixture
def server(postgres_engine: Engine, postgres_url: str) -> Iterator[Callable[[str], None]]:
    """Tells the server something about the database of the tests, from outside of it."""
    name = postgres_engine.url.database
    outside = make_engine(
        postgres_engine.url.set(database="postgres").render_as_string(hide_password=False)
    )

    def tell(what: str) -> None:
        with outside.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(what.format(name=name)))

    yield tell
    tell('ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    tell('ALTER DATABASE "{name}" RESET ALL')
    outside.dispose()


CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"


@pytest.mark.parametrize("how", [Begin.__call__, Begin.together])
def test_a_full_disk_is_told_and_what_was_there_stays(town: Begin, how) -> None:
    """SQLite may not let the file grow, as where there is no room for it."""

    def stop_growing(connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    event.listen(town._engine, "begin", stop_growing)
    with pytest.raises(UnavailableError) as told, how(town) as store:
        store.add_facilitator(Facilitator("large", "x" * 100_000, "hash"))
    assert told.value.cause == "full"
    assert names(town) == ["Anna"]


def test_a_file_that_may_not_be_written_is_told_and_can_be_read(town: Begin) -> None:
    file = town._engine.url.database
    with Begin(make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")) as locked:
        with pytest.raises(UnavailableError) as told:
            add(locked, "Bo")
        assert told.value.cause == "read-only"
        assert names(locked) == ["Anna"]


def test_writing_where_only_reading_was_asked_for_is_our_fault(town: Begin) -> None:
    with pytest.raises(DBAPIError), town.reading() as store:
        store.add_facilitator(Facilitator("Bo", "Bo", "hash"))


def test_a_fault_of_ours_stays_one(town: Begin) -> None:
    with pytest.raises(IntegrityError), town() as store:
        store._session.execute(text("INSERT INTO facilitator (id, name) VALUES ('x', NULL)"))


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with Begin(make_engine(f"sqlite:///{tmp_path}/no/town.db")) as begin:
        with pytest.raises(UnavailableError) as told:
            names(begin)
        assert told.value.cause == "away"


@pytest.mark.postgres
def test_a_disk_of_postgresql_that_is_full_is_told(city: Begin) -> None:
    """A trigger says what the server says then, by the same code."""
    with city._engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER full_disk BEFORE INSERT ON facilitator "
                "FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
        )
    with pytest.raises(UnavailableError) as told:
        add(city, "Bo")
    assert told.value.cause == "full"
    assert names(city) == ["Anna"]


@pytest.mark.postgres
def test_a_postgresql_that_takes_nothing_in_is_told_and_can_be_read(city: Begin, server) -> None:
    server('ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    server(CUT)
    with pytest.raises(UnavailableError) as told:
        add(city, "Bo")
    assert told.value.cause == "read-only"
    assert names(city) == ["Anna"]


@pytest.mark.postgres
def test_a_server_that_stops_and_starts_is_told_and_then_goes_on(city: Begin, server) -> None:
    server('ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')

    def add_and_ask() -> None:
        with city() as store:
            store.add_facilitator(Facilitator("Bo", "Bo", "hash"))
            server(CUT)
            store.facilitators()

    with pytest.raises(UnavailableError) as told:
        add_and_ask()
    assert told.value.cause == "away"
    with pytest.raises(UnavailableError) as told:
        names(city)
    assert told.value.cause == "away"

    server('ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

    assert names(city) == ["Anna"]
    add(city, "Bo")


@pytest.mark.postgres
def test_where_the_server_goes_at_the_very_end_nobody_says_what_was_kept(city, server) -> None:
    def add_and_end() -> None:
        with city() as store:
            store.add_facilitator(Facilitator("Bo", "Bo", "hash"))
            server(CUT)

    with pytest.raises(UnavailableError) as told:
        add_and_end()
    assert told.value.cause == "unsure"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("08006", "away"),
        ("57P01", "away"),
        ("57P03", "away"),
        ("57014", None),  # a statement that was cancelled
        ("53100", "full"),
        ("53300", "busy"),
        ("40P01", "busy"),
        ("25006", "read-only"),
        ("23505", None),  # a key that is there already
        ("42P01", None),  # no such table
    ],
)
def test_the_codes_of_postgresql_are_told_apart(code: str, cause: str | None) -> None:
    """As the table in appendix A of its manual has them."""
    refusal = psycopg.errors.lookup(code)("refused")
    assert cause_of(DBAPIError("SELECT 1", {}, refusal)) == cause


def test_the_codes_of_sqlite_are_told_apart() -> None:
    refusal = sqlite3.OperationalError("database is locked")
    for code, cause in ((5 | 2 << 8, "busy"), (14, "away"), (1, None), (26, None)):
        refusal.sqlite_errorcode = code
        assert cause_of(DBAPIError("SELECT 1", {}, refusal)) == cause
