"""Whether a database may lose what it acknowledged is known."""

import pytest

from deliberation.store import open_store

CARELESS = "?options=-c%20synchronous_commit%3Doff"


def test_sqlite_keeps_what_it_acknowledged(tmp_path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as begin:
        assert begin.turned_off() == ()


@pytest.mark.postgres
def test_settings_of_postgresql_that_lose_ballots_are_named(postgres_url) -> None:
    """The cluster of the tests runs with ``fsync=off``, which no town may."""
    with open_store(postgres_url) as begin:
        assert begin.turned_off() == ("fsync",)
    with open_store(postgres_url + CARELESS) as begin:
        assert begin.turned_off() == ("fsync", "synchronous_commit")
