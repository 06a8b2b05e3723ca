"""Every refusal and every accident is one page that says how to go on."""

import logging
from pathlib import Path

import pytest

from webapp import errors, security

SORRY = str(errors.UNKNOWN)


def spoil(app, tmp_path: Path) -> None:
    """Make the database one that cannot be read."""
    app.extensions["begin"].close()
    for log in ("town.db-wal", "town.db-shm"):
        (tmp_path / log).unlink(missing_ok=True)
    (tmp_path / "town.db").write_bytes(b"no database" * 1000)


@pytest.mark.parametrize("who", ["anna", "member", "stranger"])
def test_where_the_database_does_not_answer_everybody_gets_a_plain_page(
    kept, visitor_to, tmp_path, who, caplog
) -> None:
    visitor = visitor_to(kept)
    if who == "anna":
        visitor.sign_in("anna")
    if who == "member":
        visitor.post("/join/a1", code=kept.extensions["codes"][0])
    spoil(kept, tmp_path)

    with caplog.at_level(logging.CRITICAL):
        response = visitor.get("/")

    assert response.status_code == 500
    assert SORRY in response.text
    assert 'href="/"' in response.text
    assert response.headers["Cache-Control"] == "no-store"
    for name, value in security.HEADERS.items():
        assert response.headers[name] == value


def test_an_address_that_is_none_is_refused_without_an_accident(app, stranger, caplog) -> None:
    response = stranger.client.get("/", headers={"Host": ".."})

    assert response.status_code == 400
    assert "Traceback" not in caplog.text


def test_after_a_refusal_a_member_goes_back_to_the_votes(app, member, codes) -> None:
    refused = member.client.post("/ballots/v-a1-open", data={"csrf_token": "old", "sealed": "00"})

    assert refused.status_code == 400
    assert '<a class="button" href="/ballots">Back to my votes</a>' in refused.text


def test_after_a_refusal_a_facilitator_goes_back_to_the_assembly(anna, assembly) -> None:
    again = anna.post("/facilitator/a1/draw", seed="dice 1 2 3", again="dice 1 2 3", reserves="2")

    assert again.status_code == 409
    assert '<a class="button" href="/facilitator/a1">Back to the assembly</a>' in again.text


def test_after_an_accident_a_member_goes_back_to_the_votes(
    kept, visitor_to, tmp_path, caplog
) -> None:
    member = visitor_to(kept)
    member.post("/join/a1", code=kept.extensions["codes"][0])
    token = member.token()
    spoil(kept, tmp_path)

    with caplog.at_level(logging.CRITICAL):
        response = member.client.post("/ballots/v-a1-open", data={"csrf_token": token})

    assert response.status_code == 500
    assert 'href="/ballots">Back to my votes</a>' in response.text
