"""One word says whether this process can serve, and nothing else is told or asked."""

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from deliberation.store.engine import make_engine
from webapp import security


def test_a_process_that_can_serve_says_so_and_begins_no_session(app) -> None:
    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    for name, value in security.HEADERS.items():
        assert answer.headers[name] == value


def test_tables_of_another_version_are_told_by_one_word(app) -> None:
    with app.extensions["begin"]() as store:
        store._session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (503, "migration\n")


def test_a_database_that_cannot_be_read_is_told_whoever_asks(kept, visitor_to, tmp_path) -> None:
    """Also to a facilitator, whose name stands in the database."""
    anna = visitor_to(kept)
    assert anna.sign_in("anna").status_code == 302
    kept.extensions["begin"].close()
    (tmp_path / "town.db").rename(tmp_path / "gone")
    (tmp_path / "town.db").mkdir()

    answer = anna.get("/healthz")

    assert (answer.status_code, answer.text) == (503, "database\n")


@pytest.mark.postgres
def test_a_server_that_lets_nobody_in_is_told(start, postgres_url) -> None:
    app, url = start(DATABASE=postgres_url), make_url(postgres_url)
    outside = make_engine(url.set(database="postgres").render_as_string(hide_password=False))
    with outside.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
        server.execute(text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false'))
        app.extensions["begin"].close()
        try:
            answer = app.test_client().get("/healthz")
        finally:
            server.execute(text(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true'))
    outside.dispose()

    assert (answer.status_code, answer.text) == (503, "database\n")
    assert app.test_client().get("/healthz").status_code == 200
