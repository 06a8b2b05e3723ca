"""What somebody who copies the whole database learns about who cast which ballot: nothing.

The attacks are those that found 150 voters of 150 in designs that "removed the names".
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from deliberation.procedures import admitting, casting, decide
from deliberation.procedures.cards import Card
from deliberation.store import Begin
from deliberation.voting import Ranking

VOTERS = 3


@dataclass
class Held:
    """A vote under way, and what only its voters know."""

    cards: tuple[Card, ...]
    tokens: list[str]
    orders: list[tuple[str, ...]]


@pytest.fixture
def held(busy: Begin, add_vote, random_bytes, now) -> Held:
    """A vote in which everybody joined with a card and cast, some twice; still open."""
    add_vote(busy, candidates=["tram", "bus", "bike", "boat"])
    with busy() as store:
        cards = admitting.issue_cards(store, "a1", count=VOTERS, random_bytes=random_bytes, by="f1")
        decide.open_vote(store, "v1", by="f1", now=now)
    chance = Random(3)
    tokens, orders = [], []
    for card in cards:
        with busy.reading() as store:
            tokens.append(admitting.join(store, "a1", card.code))
        orders.append(tuple(chance.sample(["tram", "bus", "bike", "boat"], 4)))
    for number in [*range(VOTERS), 2, 0]:
        with busy() as store:
            ballot = Ranking(orders[number])
            casting.cast_ballot(store, "v1", ballot, token=tokens[number])
            assert casting.own_ballot(store, "v1", token=tokens[number]) == ballot
    return Held(cards, tokens, orders)


@pytest.fixture
def thief(address: str, held: Held) -> Iterator[Connection]:
    """Somebody with a copy of the database."""
    engine = create_engine(address)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


on_postgres = pytest.mark.parametrize(
    "address", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
on_sqlite = pytest.mark.parametrize("address", ["sqlite"], indirect=True)


def values(thief: Connection, table: str) -> list[dict[str, object]]:
    return [dict(row) for row in thief.execute(text(f"SELECT * FROM {table}")).mappings()]


def as_text(value: object) -> str:
    return bytes(value).decode() if isinstance(value, bytes | memoryview) else str(value)


def test_a_ballot_is_a_vote_a_slot_and_bytes(thief):
    columns = {column["name"] for column in inspect(thief).get_columns("ballot")}
    assert columns == {"vote_id", "slot", "ballot"}
    assert len(values(thief, "ballot")) == VOTERS


def test_the_bytes_say_the_choice_and_nothing_else(thief, held):
    kept = sorted(as_text(row["ballot"]) for row in values(thief, "ballot"))
    spoken = [json.dumps({"ranking": order}, separators=(",", ":")) for order in held.orders]
    assert kept == sorted(spoken)


def test_a_card_and_a_ballot_share_no_value(thief):
    def known(table: str) -> set[str]:
        return {as_text(value) for row in values(thief, table) for value in row.values()}

    assert known("card") & known("ballot") == set()


def test_no_table_but_the_ballots_knows_a_slot(thief):
    slots = {str(row["slot"]) for row in values(thief, "ballot")}
    for table in set(inspect(thief).get_table_names()) - {"ballot"}:
        dump = str(values(thief, table))
        assert not [slot for slot in slots if slot in dump], table


def test_neither_tokens_nor_codes_are_kept_anywhere(thief, held):
    dump = "".join(str(values(thief, table)) for table in inspect(thief).get_table_names())
    for card, token in zip(held.cards, held.tokens, strict=True):
        assert token not in dump
        assert card.code not in dump
        assert card.code.replace("-", "") not in dump


@on_postgres
def test_no_other_row_bears_the_transaction_of_a_ballot(address, thief):
    """On PostgreSQL every row remembers who wrote it and who locked it last."""
    traces = set(thief.scalars(text("SELECT xmin::text FROM ballot")))
    assert len(traces) == VOTERS
    for table in set(inspect(thief).get_table_names()) - {"ballot", "vote"}:
        marks = thief.execute(text(f"SELECT xmin::text, xmax::text FROM {table}")).all()
        assert not [mark for row in marks for mark in row if mark in traces], table


@on_sqlite
def test_sqlite_keeps_no_order_of_casting(address, thief):
    with pytest.raises(OperationalError, match="no such column: rowid"):
        thief.execute(text("SELECT rowid FROM ballot"))
    slots = [row["slot"] for row in values(thief, "ballot")]
    assert slots == sorted(slots)


@on_sqlite
def test_the_files_of_sqlite_hold_neither_tokens_nor_codes(address, held, thief):
    raw = files(address)
    assert b"Climate" in raw  # what is no secret is found in this way
    for card, token in zip(held.cards, held.tokens, strict=True):
        for secret in (token, card.code, card.code.replace("-", "")):
            assert secret.encode() not in raw


@on_sqlite
def test_joining_and_looking_write_nothing(address, held, busy):
    before = files(address)
    with busy.reading() as store:
        token = admitting.join(store, "a1", held.cards[0].code)
        casting.own_ballot(store, "v1", token=token)
    assert files(address) == before


@on_postgres
def test_joining_and_looking_mark_no_row(address, held, busy, thief):
    marks = text("SELECT xmin::text, xmax::text FROM card ORDER BY number")
    before = thief.execute(marks).all()
    with busy() as store:
        token = admitting.join(store, "a1", held.cards[0].code)
        casting.own_ballot(store, "v1", token=token)
    assert thief.execute(marks).all() == before


def files(address: str) -> bytes:
    """Everything that SQLite has written, its log included."""
    path = Path(address.removeprefix("sqlite:///"))
    return path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
