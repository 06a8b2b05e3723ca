"""An assembly of which nothing is public goes without a trace; what is public never does."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures import decide, meeting, recruit, rehearsing
from deliberation.procedures.deleting import can_be_deleted, delete_assembly
from deliberation.procedures.erasures import erase_again, erasures_document, erasures_in
from deliberation.roles import Role
from deliberation.store import take_contents
from deliberation.store.deleting import OF_NOBODY, tables_of_assemblies


def delete(begin, now, id="a1", **more):
    with begin() as store:
        delete_assembly(store, id, by="f1", now=now, **more)


def test_a_rehearsal_goes_with_all_that_is_in_it_and_nothing_else_does(
    busy, address, add_vote, random_bytes, now
) -> None:
    add_vote(busy)
    with busy() as store:
        rehearsing.rehearse(
            store, "v1", members=5, titled=lambda title: f"Zq {title}", random_bytes=random_bytes,
            by="f1", now=now, ids=("r1", "rv1"),
        )  # fmt: skip
        decide.open_vote(store, "rv1", by="f1", now=now)
        rehearsing.let_vote(store, "rv1", random_bytes=random_bytes, by="f1")
        decide.close_vote(store, "rv1", by="f1", now=now)
        before = store.ledger("a1")
    delete(busy, now, "r1")
    assert busy.scrub()
    found = {table.name: str(table.rows) for table in take_contents(address).tables}
    assert {name for name, rows in found.items() if "Zq" in rows or "rv1" in rows} == set()
    assert {name for name, rows in found.items() if "'r1'" in rows} == {"deleted"}
    with busy.reading() as store:
        assert store.ledger("a1") == before
        assert [vote.id for vote in store.votes("a1")] == ["v1"]
        with pytest.raises(NotFoundError):
            store.assembly("r1")


def test_what_nobody_outside_has_seen_can_go(begin, to_lottery, add_vote, members, now) -> None:
    to_lottery(begin)
    add_vote(begin)
    members(begin, 3)
    delete(begin, now)
    with begin.reading() as store:
        assert (store.assemblies(), store.ledger("a1"), store.deleted()) == ((), (), ("a1",))
    with begin() as store:  # another of the same name can begin
        recruit.create_assembly(store, title="T", question="Q", by="f1", now=now, id="a2")


def test_what_is_public_is_not_deleted(begin, to_commitment, add_vote, members, now) -> None:
    with begin() as store:
        start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
        meeting.create_session(store, "a1", title="S", start=start, public=True, by="f1", id="s1")
        assert not can_be_deleted(store, "a1")
        meeting.remove_session(store, "s1", by="f1")
        assert can_be_deleted(store, "a1")
    add_vote(begin)
    members(begin, 3)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
    with pytest.raises(ProcedureError, match="is public"):
        delete(begin, now)
    with begin() as store:
        recruit.create_assembly(store, title="T", question="Q", by="f1", now=now, id="a2")
    to_commitment(begin)
    with pytest.raises(ProcedureError, match="erase its personal data"):
        delete(begin, now)
    with pytest.raises(NotFoundError), begin() as store:
        delete_assembly(store, "a1", by="f2", now=now)


def test_two_people_delete_where_a_team_has_two(begin, now) -> None:
    with begin() as store:
        store.put_in_team("a1", "f2", Role.FACILITATOR)
    with pytest.raises(ProcedureError, match="two people"):
        delete(begin, now)
    delete(begin, now, second="f2")
    with begin.reading() as store:
        assert store.assemblies() == ()


def test_the_ledger_goes_only_with_an_assembly_that_is_noted_as_deleted(busy, address) -> None:
    engine = create_engine(address)
    statement = text("DELETE FROM ledger WHERE assembly_id = 'a1'")
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(statement)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text("UPDATE ledger SET kind = 'x'"))
    engine.dispose()


def test_every_table_of_the_database_is_reached(busy, address) -> None:
    engine = create_engine(address)
    there = {*inspect(engine).get_table_names()} - {"alembic_version", "assembly"}
    engine.dispose()
    assert {table.name for table, _ in tables_of_assemblies()} | OF_NOBODY == there


def test_a_restored_backup_does_not_bring_a_deleted_assembly_back(begin, now) -> None:
    delete(begin, now)
    with begin.reading() as store:
        document = erasures_document(store, [], deleted=store.deleted())
    erased, deleted = erasures_in(document)
    assert (erased, deleted) == ({}, ["a1"])
    with begin() as store:
        recruit.create_assembly(store, title="T", question="Q", by="f1", now=now, id="a2")
        assert erase_again(store, {}, ["a2"], now=now) == (0, 0)
        assert store.assemblies() == ()
