"""What somebody who copies the database, before the purge or after it, finds of sealed ballots."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from deliberation.procedures import decide, sealed
from deliberation.procedures.cards import slot_of
from deliberation.store import Begin
from deliberation.urn import Split
from deliberation.voting import Ranking

CHOICES = [("boat", "bus"), ("bike",), ("boat", "tram", "bike", "bus")]


@pytest.fixture
def held(busy: Begin, add_vote, members, random_bytes, now):
    """A sealed vote in which everybody has cast, one of them twice; its shares and tokens."""
    add_vote(busy, candidates=["tram", "bus", "bike", "boat"])
    tokens = members(busy, 3)
    with busy() as store:
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
    for number in (0, 1, 2, 0):
        with busy() as store:
            sealed.seal_and_cast(
                store, "v1", Ranking(CHOICES[number]), token=tokens[number], once=b"n" * 16
            )
    return busy, shares, tokens


def dump(address: str) -> dict[str, str]:
    """Every table as text, bytes as they are and as HEX."""
    engine = create_engine(address)
    with engine.connect() as connection:
        tables = {
            table: str(
                [
                    (value.hex(), value) if isinstance(value, bytes | memoryview) else value
                    for row in connection.execute(text(f"SELECT * FROM {table}"))
                    for value in row
                ]
            )
            for table in inspect(connection).get_table_names()
        }
    engine.dispose()
    return tables


def files(address: str) -> bytes:
    """Everything that SQLite has written, its log included."""
    path = Path(address.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in path.parent.glob(path.name + "*"))


def test_no_table_holds_a_share_a_token_or_a_ballot_in_the_clear(address, held) -> None:
    _busy, shares, tokens = held
    tables = dump(address)
    whole = "".join(tables.values())
    assert not [token for token in tokens[1:] if token in whole]
    assert '{"ranking"' not in whole
    for share in shares:
        assert " ".join(share.words[4:8]) not in whole
    slots = [slot_of(token, vote_id="v1") for token in tokens]
    for name, table in tables.items():
        assert name == "sealed_ballot" or not [slot for slot in slots if slot in table], name


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_the_files_of_sqlite_hold_neither_shares_nor_ballots(address, held, now) -> None:
    busy, shares, _tokens = held
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
    raw = files(address)
    assert b"Climate" in raw  # what is no secret is found in this way
    assert b'{"ranking"' not in raw
    assert not any(" ".join(share.words[4:8]).encode() in raw for share in shares)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_after_the_purge_no_file_of_sqlite_holds_a_sealed_ballot(address, held, now) -> None:
    busy, shares, tokens = held
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
        kept = store.sealed("v1")
        signing = store.signing_key("v1").private
    planted = [*kept.values(), signing, *(slot.encode() for slot in kept)]
    assert all(secret in files(address) for secret in planted), "found before"
    with busy() as store:
        sealed.purge_urn(store, "v1", by="f1", now=now)
    assert busy.scrub()
    raw = files(address)
    assert not [secret for secret in planted if secret in raw]
    with busy.reading() as store:
        assert store.board("v1").size == len(tokens)


def test_a_purged_vote_is_empty_on_both_databases(address, held, now) -> None:
    busy, shares, _tokens = held
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
        sealed.purge_urn(store, "v1", by="f1", now=now)
    assert busy.scrub()
    assert dump(address)["sealed_ballot"] == "[]"
    with busy() as store:  # and the database works as before
        assert store.turnout("v1") == 3


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_reader_who_holds_the_log_open_is_told_of(address, held, now) -> None:
    busy, shares, _tokens = held
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
        sealed.purge_urn(store, "v1", by="f1", now=now)
    reader = create_engine(address)
    with reader.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM vote")
        connection.execute(text("SELECT count(*) FROM sealed_ballot"))
        assert not busy.scrub()
    reader.dispose()
    assert busy.scrub()


@pytest.mark.parametrize(
    "address", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_no_other_row_bears_the_transaction_of_a_sealed_ballot(address, held) -> None:
    """On PostgreSQL every row remembers who wrote it and who locked it last."""
    engine = create_engine(address)
    with engine.connect() as connection:
        traces = {*connection.scalars(text("SELECT xmin::text FROM sealed_ballot"))}
        assert len(traces) == 3
        for table in {*inspect(connection).get_table_names()} - {"sealed_ballot", "vote"}:
            marks = connection.execute(text(f"SELECT xmin::text, xmax::text FROM {table}")).all()
            assert not [mark for row in marks for mark in row if mark in traces], table
    engine.dispose()
