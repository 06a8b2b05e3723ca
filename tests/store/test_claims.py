"""Whether a process is at work on a job is known to all that share the database."""

import pytest
from sqlalchemy import text

from deliberation.store import open_store


@pytest.mark.postgres
def test_a_claim_is_seen_by_others_and_ends_with_its_block(postgres_url) -> None:
    with open_store(postgres_url) as one, open_store(postgres_url) as other:
        assert not other.is_claimed("j1")
        with one.claim("j1"), one.claim("j2"):
            assert other.is_claimed("j1")
            assert other.is_claimed("j2")
            assert not other.is_claimed("j3")
        assert not other.is_claimed("j1")


@pytest.mark.postgres
def test_a_claim_ends_with_its_process(postgres_url) -> None:
    """As seen by the server, whose connection is cut."""
    with open_store(postgres_url) as one, open_store(postgres_url) as other:
        with one.claim("j1"):
            with other() as store:
                store._session.execute(
                    text(
                        "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks "
                        "WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
                    )
                )
            assert not other.is_claimed("j1")
        assert not other.is_claimed("j1")


def test_of_a_file_whose_processes_start_together_nothing_is_claimed(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/town.db"
    with open_store(url) as one, open_store(url) as other, one.claim("j1"):
        assert not other.is_claimed("j1")
