"""Where the database cannot be used at this moment, a page says so, and nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from deliberation.store import Begin
from deliberation.store.engine import make_engine

BALLOT = {"line-0": "2", "line-1": "1", "line-2": ""}
OPEN = "/ballots/v-a1-open"
NOT_RECORDED = {
    "en": "Your ballot was not recorded.",
    "da": "Din stemmeseddel blev ikke gemt.",
    "ar": "لم تُسجل ورقتك.",
}


def turnout(app) -> int:
    with app.extensions["begin"]() as store:
        return store.turnout("v-a1-open")


def cast(member, language: str = "en"):
    """Send the form as it was filled in; the token is that of the page that is open."""
    with member.client.session_transaction() as session:
        session["lang"] = language
    return member.client.post(OPEN, data={"csrf_token": member.open_page, **BALLOT})


@pytest.fixture
def filling(visitor_to):
    """Makes a member who has a ballot before them."""

    def open_ballot(app):
        member = visitor_to(app)
        member.post("/join/a1", code=app.extensions["codes"][0])
        member.open_page = member.token()
        return member

    return open_ballot


def assert_refused(answer, caplog, language: str = "en") -> None:
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert NOT_RECORDED[language] in answer.text
    assert 'href="/ballots"' in answer.text, "the way back"
    assert "Traceback" not in answer.text + caplog.text
    assert "token" not in caplog.text


@contextmanager
def full_disk(begin: Begin) -> Iterator[None]:
    """The file may not grow, and every ballot needs more room than is left in it."""

    def stop_growing(connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with begin() as store:
        for statement in (
            "CREATE TABLE room (filled BLOB)",
            "CREATE TRIGGER large AFTER INSERT ON ballot "
            "BEGIN INSERT INTO room VALUES (zeroblob(100000)); END",
        ):
            store._session.execute(text(statement))
    event.listen(begin._engine, "begin", stop_growing)
    yield
    event.remove(begin._engine, "begin", stop_growing)
    begin._engine.dispose()  # what a connection may not do, it remembers


@contextmanager
def read_only(app) -> Iterator[None]:
    """The file of the database may be read and not written."""
    begin = app.extensions["begin"]
    file = begin._engine.url.database
    with Begin(make_engine(f"sqlite:///file:{file}?mode=ro&uri=true")) as locked:
        app.extensions["begin"] = locked
        yield
    app.extensions["begin"] = begin


def test_on_a_full_disk_a_ballot_is_not_recorded_and_is_once_there_is_room(
    kept, filling, caplog
) -> None:
    member = filling(kept)
    with full_disk(kept.extensions["begin"]):
        for language in NOT_RECORDED:
            assert_refused(cast(member, language), caplog, language)
        assert member.get("/").status_code == 200, "what is there can be read"
    assert turnout(kept) == 0
    assert cast(member).status_code == 302
    assert turnout(kept) == 1


def test_into_a_database_that_takes_nothing_nothing_is_recorded(
    kept, filling, visitor_to, caplog
) -> None:
    member, anna = filling(kept), visitor_to(kept)
    with read_only(kept):
        assert_refused(cast(member), caplog)
        assert "not written" in cast(member).text
        assert anna.sign_in("anna").status_code == 302, "it writes nothing"
        refused = anna.post("/facilitator/new", title="Town", question="How?")
        assert refused.status_code == 503
        assert "Nothing was changed, and nothing is lost." in refused.text
    assert turnout(kept) == 0
    assert cast(member).status_code == 302
    assert turnout(kept) == 1


@pytest.mark.postgres
def test_where_the_server_stops_during_a_vote_each_ballot_is_told_and_then_goes_in(
    start, populate, postgres_url, filling, caplog
) -> None:
    app = start(DATABASE=postgres_url)
    populate(app)
    member, url = filling(app), make_url(postgres_url)
    outside = make_engine(url.set(database="postgres").render_as_string(hide_password=False))
    with outside.connect().execution_options(isolation_level="AUTOCOMMIT") as server:

        def tell(what: str) -> None:
            server.execute(text(what.format(name=url.database)))

        tell('ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        try:
            assert_refused(cast(member), caplog)
            seen = member.get("/")
            assert seen.status_code == 503
            assert "Nothing is lost. Load this page again" in seen.text
        finally:
            tell('ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert turnout(app) == 0
        assert cast(member).status_code == 302
        assert turnout(app) == 1

        _cut_at_the_commit(app, tell)
        answer = cast(member)
        assert answer.status_code == 503
        assert "Nobody knows whether your ballot was recorded." in answer.text
    outside.dispose()
    assert cast(member).status_code == 302
    assert turnout(app) == 1


def _cut_at_the_commit(app, tell) -> None:
    """Once, cut the connection when all that is to be kept is written, and only kept yet."""
    left = [True]

    def cut(connection) -> None:
        if left and connection.get_execution_options().get("writes"):
            left.clear()
            tell("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

    event.listen(app.extensions["begin"]._engine, "commit", cut)
