"""A store on each database: in memory, in a file, on PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deliberation.assembly import Assembly, Facilitator, Vote
from deliberation.store import Begin, open_store

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite", POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that several connections can share."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path}/assembly.db"


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def begin(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Begin]:
    """An empty store."""
    urls = {"memory": lambda: "sqlite://", "sqlite": lambda: f"sqlite:///{tmp_path}/assembly.db"}
    url = urls.get(request.param, lambda: request.getfixturevalue("postgres_url"))()
    with open_store(url) as begin:
        yield begin


@pytest.fixture
def assembly(begin: Begin, now: datetime) -> Assembly:
    """An assembly that is kept already."""
    assembly = Assembly("a1", "Climate", "How do we get to work?", "f1", now)
    with begin() as store:
        store.add_facilitator(Facilitator("f1", "Anna", "hash"))
        store.add_assembly(assembly)
    return assembly


@pytest.fixture
def vote(begin: Begin, assembly: Assembly) -> Vote:
    """A vote that is kept already, in draft."""
    vote = Vote("v1", assembly.id, "Transport", "Which?", "ranking", ("tram", "bus"), "irv", 1, {})
    with begin() as store:
        store.add_vote(vote)
    return vote
