"""The databases that the attacks on served pages need."""

from collections.abc import Iterator

import pytest

from benchmarks.casts.postgres import Postgres, programs
from tests.attacks.site import Place
from tests.conftest import absent


@pytest.fixture(scope="session")
def cluster() -> Iterator[Postgres]:
    """A PostgreSQL that may be killed, and that writes through to the disk."""
    try:
        found = programs()
    except FileNotFoundError as error:
        absent(str(error))
        return
    with Postgres(found) as cluster:
        yield cluster


@pytest.fixture(params=["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    if request.param == "SQLite":
        return Place("SQLite")
    return Place("PostgreSQL", request.getfixturevalue("cluster"))
