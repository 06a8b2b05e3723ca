"""An assembly on each database, and chance that can be repeated."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from deliberation.procedures import accounts, decide, drawing, recruit
from deliberation.procedures.cards import token_hash
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import Begin, open_store
from tests.procedures.sealed_votes import cast, close, open_vote, prepare, unseal

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture(autouse=True)
def no_waiting(quick_cards: None) -> None:
    """Nobody waits for the tokens of cards, but those who test them."""


@pytest.fixture(params=["memory", POSTGRES])
def begin(request: pytest.FixtureRequest) -> Iterator[Begin]:
    """A store with two facilitators and an assembly, ``a1``, of the first."""
    memory = request.param == "memory"
    with open_store("sqlite://" if memory else request.getfixturevalue("postgres_url")) as begin:
        _found(begin)
        yield begin


@pytest.fixture(params=["sqlite", POSTGRES])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database where many connections meet: in a file, or on PostgreSQL."""
    file = request.param == "sqlite"
    return f"sqlite:///{tmp_path}/a.db" if file else request.getfixturevalue("postgres_url")


@pytest.fixture
def busy(address: str) -> Iterator[Begin]:
    """The same assembly as in ``begin``, at that address."""
    with open_store(address) as begin:
        _found(begin)
        yield begin


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.fixture
def random_bytes() -> Callable[[int], bytes]:
    return Random(14).randbytes


@pytest.fixture
def pool() -> Pool:
    """Twelve people, a third of them young."""
    return Pool(tuple(Person(f"p{n:02}", {"age": "young" if n % 3 else "old"}) for n in range(12)))


@pytest.fixture
def quotas() -> Quotas:
    return Quotas(4, (Quota("age", "young", 2, 2), Quota("age", "old", 2, 2)))


@pytest.fixture
def to_pool(pool: Pool, quotas: Quotas) -> Callable[[Begin], None]:
    """Gives the assembly its pool."""

    def take(begin: Begin) -> None:
        with begin() as store:
            recruit.replace_pool(store, "a1", pool, quotas, by="f1")

    return take


@pytest.fixture
def to_lottery(to_pool: Callable[[Begin], None]) -> Callable[[Begin], None]:
    """Takes the assembly to a lottery."""

    def take(begin: Begin) -> None:
        to_pool(begin)
        with begin() as store:
            recruit.begin_lottery(store, "a1", by="f1", id="j1")
        recruit.compute_lottery(begin, "j1", tickets=60)

    return take


@pytest.fixture
def to_commitment(to_lottery: Callable[[Begin], None], now: datetime) -> Callable[[Begin], str]:
    """Takes the assembly to a published commitment."""

    def take(begin: Begin) -> str:
        to_lottery(begin)
        with begin() as store:
            return recruit.publish_commitment(
                store, "a1", publish_people=True, salt="", by="f1", now=now
            )

    return take


@pytest.fixture
def add_vote() -> Callable[..., None]:
    """Adds a vote in draft: a ranking of three by instant runoff, unless told otherwise."""

    def add(begin: Begin, id: str = "v1", **changes: object) -> None:
        terms: dict[str, object] = {
            "title": "Transport",
            "question": "How do we get to work?",
            "kind": "ranking",
            "candidates": ["tram", "bus", "bike"],
            "rule": "irv",
            "seats": 1,
            "options": {},
        }
        with begin() as store:
            decide.create_vote(store, "a1", by="f1", id=id, **(terms | changes))

    return add


@pytest.fixture
def members() -> Callable[[Begin, int], list[str]]:
    """Gives tokens of so many members, whose cards are kept as ``issue_cards`` keeps them.

    The codes behind the tokens are left out, because hashing them takes its time on purpose.
    """

    def join(begin: Begin, count: int) -> list[str]:
        tokens = [f"{number:032x}" for number in range(count)]
        with begin() as store:
            store.add_cards("a1", [token_hash(token) for token in tokens])
        return tokens

    return join


def _found(begin: Begin) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with begin() as store:
        accounts.add_facilitator(store, name="Anna", password_hash="hash", id="f1")
        accounts.add_facilitator(store, name="Bo", password_hash="hash", id="f2")
        recruit.create_assembly(
            store, title="Climate", question="How do we get to work?", by="f1", now=now, id="a1"
        )


@pytest.fixture
def panel(
    begin: Begin, to_commitment: Callable[[Begin], str], now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The panel that was drawn, and its reserve."""
    to_commitment(begin)
    with begin() as store:
        drawn = drawing.draw_panel(store, "a1", seed="dice", reserves=2, by="f1", now=now)
        return drawn.panel, store.alternates("a1")


@pytest.fixture
def sealed_vote(begin, add_vote, members, random_bytes, now):
    """An open vote with sealed ballots, its shares, and three members' tokens."""
    add_vote(begin)
    tokens = members(begin, 3)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    return begin, shares, tokens


@pytest.fixture
def sealed_tie(sealed_vote, now):
    """A closed vote that tram and bus share, opened."""
    begin, shares, tokens = sealed_vote
    cast(begin, tokens[0], "tram")
    cast(begin, tokens[1], "bus")
    close(begin, now)
    return begin, shares, unseal(begin, shares, now)
