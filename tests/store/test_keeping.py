"""A database taken whole and put into another one, of either kind."""

from datetime import UTC, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from alembic.command import upgrade
from sqlalchemy import create_engine, inspect, text

from deliberation.assembly import Assembly, Facilitator, Job, JobState, Opening, Replacing, Vote
from deliberation.backup import Contents, Table
from deliberation.errors import InvalidInputError
from deliberation.papers import Helper, Helping, TypedIn, Typist
from deliberation.record.reasons import Reasons
from deliberation.sessions import Item, Phase, Session
from deliberation.sessions.speaking import Person as Speaker
from deliberation.sessions.speaking import Wish
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import fill, open_store, require_shape, take_contents
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config, known
from deliberation.store.tables import Row
from deliberation.urn import Split, Terms, board_of, new_urn, seal
from deliberation.voting import Ranking

NOW = datetime(2026, 3, 14, 19, 30, 12, 345678, tzinfo=UTC)
POSTGRES = pytest.mark.postgres
SLOT = "5" * 64
REVISIONS = [f"{n:04}" for n in range(1, 28)]


@pytest.fixture(
    params=[
        ("sqlite", "sqlite"),
        pytest.param(("sqlite", "postgres"), marks=POSTGRES),
        pytest.param(("postgres", "sqlite"), marks=POSTGRES),
    ],
    ids=" to ".join,
)
def both(request, tmp_path):
    """The addresses of two empty databases."""
    return [
        request.getfixturevalue("postgres_url")
        if kind == "postgres"
        else f"sqlite:///{tmp_path}/{name}.db"
        for kind, name in zip(request.param, ("from", "to"), strict=True)
    ]


def fill_something_of_all(url: str) -> None:
    """Rows with every type of column, texts of every kind, and nothing where it may be."""
    with open_store(url) as begin, begin() as store:
        store.add_facilitator(Facilitator("f1", "Åse 'O\\' \u2028 \U0001f426", "hash"))
        store.add_assembly(Assembly("a1", "مجلس", "Hvordan?\nOg hvorfor?", "f1", NOW))
        people = (
            Person("p2", {"gender": "woman", "age": "old"}),
            Person("p1", {"gender": "man", "age": "øld"}, "h"),
        )
        store.replace_pool("a1", Pool(people), Quotas(1, (Quota("age", "old", 0, 1),)))
        store.put_population("a1", {"age": {"old": Fraction(1, 3), "øld": Fraction(2, 3)}})
        store.add_assembly(Assembly("a2", "Replacements", "Hvordan?", "f1", NOW))
        store.put_replacing("a2", Replacing("a1", ("p2",), (), ("p1",)))
        store.add_job(Job("j1", "a1", "lottery", JobState.RUNNING, 1 / 3, "at work"))
        store.add_cards("a1", ["h1", "h2"])
        store.revoke_card("a1", 2)
        store.append_entry("a1", "cards", {"revoked": 1, "issued": 2})
        store.append_entry("a1", "cards", {"issued": 3, "revoked": 1})
        start = NOW.astimezone(ZoneInfo("Europe/Copenhagen"))
        items = (Item("i1", "Frokost", 45, 30, time(12), began=NOW), Item("i2", "مجلس", 5, 5))
        store.add_session(
            Session("s1", "a1", "Møde", start, "", agenda=items, phase=Phase.FOLLOW_UP)
        )
        store.set_archived("a1", NOW)
        store.put_message("a1", "Kaffen er klar")
        store.put_wish("s1", Wish(Speaker("x", "", 2, "4"), NOW, True))
        store.add_speech("s1", Wish(Speaker("y", "Åse"), NOW), NOW)
        store.add_arrival("s1", "mark")
        for id in ("v1", "v2"):
            store.add_vote(Vote(id, "a1", "T", "Q", "ranking", ("b", "a"), "irv", 1, {"x": None}))
            store.set_opened(id, NOW)
            store.put_wording(id, "ar", {"title": "مجلس", "option 2": "Å\u2028"})
        store.add_named("a1", "Åse Holm", NOW)
        store.put_reasons("v2", 1, Reasons("Fordi.", ("Nej.", "لا")))
        store.cast("v2", "slot", Ranking(("a",)))
        new = new_urn(
            Terms("v1", "ranking", ("b", "a")),
            split=Split.REHEARSAL,
            random_bytes=lambda n: bytes(range(n)),
        )
        store.put_urn(new.urn, new.signing)
        sealed = seal(Ranking(("a",)), new.urn, slot=SLOT)
        store.cast_sealed("v1", SLOT, sealed, request=b"\x00\xff")
        store.add_papers("v1", ["p1", "p2"])
        store.put_on_paper("v1", "slot")
        both = (Typist("f1", "Åse"), Typist("f1", "Bo"))
        store.put_entry("v1", "p1", TypedIn(b"\x00\xff", both, b"\xfe"))
        store.open_box("v1")
        store.put_help("v1", Helping("Åse", Helper.DESK, 2))
        store.add_board(board_of("v1", {SLOT: sealed}))
        store.put_opening("v1", Opening(0, {"it does not open": 1}, ("a", "b"), "a seat"))


def test_what_is_put_in_is_what_was_taken_out(both):
    source, target = both
    fill_something_of_all(source)
    taken = take_contents(source)
    fill(target, taken)
    assert take_contents(target) == taken
    filled = {table.name for table in taken.tables if table.rows}
    assert {"person", "job", "vote", "ballot", "urn", "sealed_ballot", "opening"} <= filled
    assert {"session", "agenda_item", "message", "wish", "speech", "arrival"} <= filled
    assert {"paper_box", "paper", "paper_voter", "paper_entry", "help"} <= filled
    assert {"reason", "named_member", "wording", "population"} <= filled


def test_the_same_values_are_read_from_what_was_restored(both):
    source, target = both
    fill_something_of_all(source)
    fill(target, take_contents(source))
    seen = []
    for url in both:
        with open_store(url) as begin, begin.reading() as store:
            seen.append(
                (
                    *(store.facilitators(), store.assembly("a1"), store.pool("a1")),
                    *([p.features for p in store.pool("a1").people], store.quotas("a1")),
                    *(store.latest_job("a1", "lottery"), store.cards("a1"), store.ledger("a1")),
                    *(store.sessions("a1"), store.message("a1"), store.arrivals("s1")),
                    *(store.wishes("s1"), store.speeches("s1"), store.reasons("v2")),
                    store.named("a1"),
                    *(store.votes("a1"), store.ballots("v2"), store.urn("v1")),
                    *(store.signing_key("v1"), store.sealed("v1"), store.board("v1")),
                    *(store.opening("v1"), store.box("v1"), store.entry("v1", "p1")),
                    *(store.help("v1"), store.wordings("v1"), store.wording("v2", "ar")),
                )
            )
    assert seen[0] == seen[1]
    assert [*seen[0][3][0]] == [*seen[1][3][0]] == ["gender", "age"]  # in the order of the file


def test_what_is_not_there_is_null_on_both(both):
    """And not the null of JSON, which PostgreSQL and SQLite would keep as a value."""
    source, target = both
    fill_something_of_all(source)
    fill(target, take_contents(source))
    for url in both:
        engine = create_engine(make_engine(url).url)
        with engine.connect() as connection:
            for column, table in (("document", "opening"), ("found", "job"), ("opened", "vote")):
                nulls = connection.scalar(
                    text(f"SELECT count(*) FROM {table} WHERE {column} IS NULL")
                )
                assert nulls == (0 if table == "vote" else 1)
        engine.dispose()


def test_a_restored_ledger_refuses_changes_and_goes_on(both):
    source, target = both
    fill_something_of_all(source)
    fill(target, take_contents(source))
    with open_store(target) as begin, begin() as store:
        assert store.append_entry("a1", "cards", {"issued": 4, "revoked": 1}).index == 2
    engine = create_engine(make_engine(target).url)
    with engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text("DELETE FROM ledger"))
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_an_older_version_is_taken_as_it_is_and_restored_up_to_date(both, revision):
    source, target = both
    engine = for_writing(make_engine(source))
    with engine.begin() as connection:
        upgrade(alembic_config(connection), revision)
        for row in (
            "facilitator (id, name, password_hash) VALUES ('f1', 'Anna', 'hash')",
            "assembly (id, title, question, facilitator_id, created) "
            "VALUES ('a1', 'Title', 'Question', 'f1', '2026-03-14 10:00:00+00:00')",
        ):
            connection.exec_driver_sql(f"INSERT INTO {row}")
    taken = take_contents(source)
    assert taken.revision == revision
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == revision
    engine.dispose()
    fill(target, taken)
    with open_store(target) as begin, begin.reading() as store:
        assert store.assembly("a1").title == "Title"
    restored, newest = take_contents(target), for_writing(make_engine(target))
    filled = ["facilitator", "assembly", *(["team"] if revision < "0014" else [])]
    assert [table.name for table in restored.tables if table.rows] == filled
    assert {*inspect(newest).get_table_names()} == {*Row.metadata.tables, "alembic_version"}
    newest.dispose()


def test_these_are_all_revisions():
    assert sorted(known()) == REVISIONS


def test_a_backup_waits_for_nobody_and_sees_one_moment(url):
    with open_store(url) as begin:
        with begin() as store:
            store.add_facilitator(Facilitator("f1", "Anna", "hash"))
        with begin() as store:
            store.add_facilitator(Facilitator("f2", "Bo", "hash"))  # not kept yet
            names = {row["name"] for row in take_contents(url).records("facilitator")}
    assert names == {"Anna"}


def test_a_database_with_anything_in_it_is_not_overwritten(both):
    source, target = both
    fill_something_of_all(source)
    taken = take_contents(source)
    with open_store(target) as begin, begin() as store:
        store.add_facilitator(Facilitator("f9", "Zoe", "hash"))
    with pytest.raises(InvalidInputError, match="not empty"):
        fill(target, taken)
    with open_store(target) as begin, begin.reading() as store:
        assert [one.name for one in store.facilitators()] == ["Zoe"]


def test_nothing_stays_of_a_restore_that_fails(both, tmp_path):
    source, target = both
    fill_something_of_all(source)
    taken = take_contents(source)
    orphaned = [
        table.with_rows(()) if table.name == "facilitator" else table for table in taken.tables
    ]
    doubled = [
        table.with_rows((*table.rows, *table.rows)) if table.name == "vote" else table
        for table in taken.tables
    ]
    for tables in (orphaned, doubled):
        with pytest.raises(InvalidInputError):
            fill(target, Contents(taken.revision, tuple(tables)))
        if target.startswith("sqlite"):
            assert not [*tmp_path.glob("to.db*")]
        else:
            engine = create_engine(target)
            assert inspect(engine).get_table_names() == []
            engine.dispose()
    fill(target, taken)
    assert take_contents(target) == taken


def test_tables_that_are_not_those_of_the_revision_are_refused(tmp_path):
    fill_something_of_all(f"sqlite:///{tmp_path}/a.db")
    taken = take_contents(f"sqlite:///{tmp_path}/a.db")
    require_shape(taken)
    fewer = taken.tables[1:]
    more = (*taken.tables, Table("another", {"id": "text"}, ()))
    other = (Table(taken.tables[0].name, {"id": "text"}, ()), *taken.tables[1:])
    for tables in (fewer, more, other):
        with pytest.raises(InvalidInputError, match="not those of its revision"):
            require_shape(Contents(taken.revision, tables))
    with pytest.raises(InvalidInputError, match="not those of its revision"):
        require_shape(Contents("0003", taken.tables))
    with pytest.raises(InvalidInputError, match="newer version"):
        require_shape(Contents("9999", taken.tables))


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(InvalidInputError, match="there is no database"):
        take_contents(f"sqlite:///{tmp_path}/missing.db")
    assert [*tmp_path.iterdir()] == []


def test_a_database_of_somebody_else_is_refused(url):
    engine = create_engine(make_engine(url).url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE film (id INTEGER)"))
    engine.dispose()
    with pytest.raises(InvalidInputError, match="none of this program's"):
        take_contents(url)


def test_a_database_of_a_newer_version_is_refused(url):
    open_store(url).close()
    engine = create_engine(make_engine(url).url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(InvalidInputError, match="newer version"):
        take_contents(url)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "a.db").write_text("id,gender\n" * 100)
    with pytest.raises(InvalidInputError, match="the database refuses this"):
        take_contents(f"sqlite:///{tmp_path}/a.db")


def test_a_restored_file_is_for_its_owner_only(tmp_path):
    fill_something_of_all(f"sqlite:///{tmp_path}/a.db")
    fill(f"sqlite:///{tmp_path}/b.db", take_contents(f"sqlite:///{tmp_path}/a.db"))
    assert (tmp_path / "b.db").stat().st_mode & 0o777 == 0o600
