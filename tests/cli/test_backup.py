"""Backing a database up and restoring it, from the command line."""

from datetime import UTC, datetime
from random import Random

import pytest

from deliberation.cli import main
from deliberation.procedures import accounts, decide, recruit, sealed
from deliberation.procedures.cards import token_hash
from deliberation.store import open_store, take_contents
from deliberation.urn import Split
from deliberation.voting import Ranking

NOW = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
TOKENS = [f"{number:032x}" for number in range(3)]


@pytest.fixture
def hall(tmp_path, monkeypatch):
    """A folder with the database of an assembly, in which a sealed vote is open; and a stick."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIBERATION_DATABASE", raising=False)
    (tmp_path / "stick").mkdir()
    with open_store("sqlite:///deliberation.db") as begin, begin() as store:
        accounts.add_facilitator(store, name="Anna", password_hash="hash", id="f1")
        recruit.create_assembly(store, title="Climate", question="How?", by="f1", now=NOW, id="a1")
        decide.create_vote(
            store, "a1", title="Transport", question="Which?", kind="ranking",
            candidates=["tram", "bus"], rule="irv", seats=1, by="f1", id="v1",
        )  # fmt: skip
        store.add_cards("a1", [token_hash(token) for token in TOKENS])
        sealed.prepare_urn(
            store, "v1", split=Split.REHEARSAL, random_bytes=Random(1).randbytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=NOW)
        cast(store, TOKENS[0])
    return tmp_path


def cast(store, token):
    sealed.seal_and_cast(store, "v1", Ranking(("tram",)), token=token, once=b"o" * 16)


def last_digest(database="sqlite:///deliberation.db"):
    with open_store(database) as begin, begin.reading() as store:
        return store.ledger("a1")[-1].digest


def test_a_backup_says_what_is_in_it_and_what_to_destroy(hall, capsys):
    assert main(["backup", "one.backup", "--key", "stick/key"]) == 0
    said = capsys.readouterr().out
    assert "Climate (a1)" in said
    assert "Transport (v1): locked; stick/key opens it" in said
    assert "destroy that\nkey" in said
    for name in ("one.backup", "stick/key"):
        assert (hall / name).stat().st_mode & 0o777 == 0o600
    assert [*hall.glob(".*part")] == []


def test_a_restored_vote_goes_on_and_the_ledger_is_shown_to_compare(hall, capsys):
    main(["backup", "one.backup", "--key", "stick/key"])
    capsys.readouterr()
    words = ["restore", "one.backup", "--key", "stick/key", "--database", "new.db"]
    assert main([*words, "--noted", last_digest()]) == 0
    said = capsys.readouterr().out
    assert "Transport (v1): restored" in said
    assert f"a1 ends with {last_digest()}" in said
    with open_store("sqlite:///new.db") as begin, begin() as store:
        cast(store, TOKENS[1])
        assert store.turnout("v1") == 2


@pytest.mark.postgres
def test_destroyed_and_restored_into_another_kind_and_back_it_ends_with_the_same_digest(
    hall, capsys, postgres_url
):
    """A laptop's file moves to a town's server, and a copy of that to another laptop."""
    digest, before = last_digest(), take_contents("sqlite:///deliberation.db")
    assert main(["backup", "one.backup", "--key", "stick/key"]) == 0
    for file in hall.glob("deliberation.db*"):
        file.unlink()
    noted = ["--key", "stick/key", "--noted", digest]
    assert main(["restore", "one.backup", *noted, "--database", postgres_url]) == 0
    moved = ["backup", "two.backup", "--key", "stick/key", "--database", postgres_url]
    assert main(moved) == 0
    capsys.readouterr()
    assert main(["restore", "two.backup", *noted, "--database", "deliberation.db"]) == 0

    assert f"a1 ends with {digest}" in capsys.readouterr().out
    assert last_digest() == digest
    assert take_contents("sqlite:///deliberation.db") == before
    with open_store(postgres_url) as begin, begin() as store:
        cast(store, TOKENS[1])
        assert store.turnout("v1") == 2


def test_one_key_serves_every_backup(hall):
    for name in ("one", "two"):
        assert main(["backup", f"{name}.backup", "--key", "stick/key"]) == 0
        words = ["restore", f"{name}.backup", "--key", "stick/key"]
        assert main([*words, "--database", f"{name}.db"]) == 0


def test_a_key_is_made_only_where_it_locks_something(hall, capsys):
    assert main(["backup", "one.backup", "--key", "stick/key", "--database", _empty()]) == 0
    said = capsys.readouterr().out
    assert "urns        none is needed" in said
    assert "holds       no assembly" in said
    assert not (hall / "stick" / "key").exists()


def _empty():
    open_store("sqlite:///empty.db").close()
    return "empty.db"


def test_urns_are_left_out_where_that_is_asked_for(hall, capsys):
    assert main(["backup", "one.backup", "--without-urns"]) == 0
    assert "Transport (v1): left out" in capsys.readouterr().out
    assert main(["restore", "one.backup", "--without-urns", "--database", "new.db"]) == 0
    assert "Transport (v1): lost" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "votes that are not decided have urns (v1)"),
        (["--key", "key"], "a key beside its backup locks nothing"),
        (["--key", "stick/../key"], "a key beside its backup locks nothing"),
        (["--key", "stick/key", "--without-urns"], "need no key"),
        (["--key", "stick/notes"], "is not a document"),
        (["--key", "stick/missing/key"], "is not there"),
        (["--without-urns", "--database", "missing.db"], "there is no database"),
    ],
)
def test_a_backup_that_would_not_do_is_not_made(hall, failing, options, reason):
    (hall / "stick" / "notes").write_text("milk, bread")
    assert reason in failing("backup", "one.backup", *options)
    assert {path.name for path in hall.iterdir()} <= {
        *("stick", "deliberation.db", "deliberation.db-wal", "deliberation.db-shm")
    }
    assert [path.name for path in (hall / "stick").iterdir()] == ["notes"]


def test_a_backup_is_never_written_over_another_file(hall, failing):
    (hall / "one.backup").write_text("Monday's")
    said = failing("backup", "one.backup", "--without-urns")
    assert said == "'one.backup' is there already; choose another name"
    assert (hall / "one.backup").read_text() == "Monday's"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ([], "the urns of v1 need their key, with --key"),
        (["--key", "stick/other"], "the urns of v1 need another key than this"),
        (["--key", "stick/key", "--without-urns"], "need no key"),
        (["--key", "stick/key", "--noted", "0" * 64], "made before that entry was noted"),
        (["--key", "stick/key", "--database", "deliberation.db"], "is not empty"),
    ],
)
def test_a_restore_that_would_not_do_writes_nothing(hall, failing, options, reason):
    main(["backup", "one.backup", "--key", "stick/key"])
    main(["backup", "two.backup", "--key", "stick/other"])
    where = [] if "--database" in options else ["--database", "new.db"]
    assert reason in failing("restore", "one.backup", *where, *options)
    assert not [*hall.glob("new.db*")]


def test_a_damaged_backup_is_refused_and_nothing_is_written(hall, failing):
    main(["backup", "one.backup", "--key", "stick/key"])
    data = (hall / "one.backup").read_bytes()
    for name, damaged in (
        ("half", data[: len(data) // 2]),
        ("bit", data[:500] + bytes([data[500] ^ 1]) + data[501:]),
        ("people.csv", b"id,gender\n"),
    ):
        (hall / name).write_bytes(damaged)
        reason = failing("restore", name, "--key", "stick/key", "--database", "new.db")
        assert "backup" in reason
    assert not [*hall.glob("new.db*")]


def test_the_database_is_the_one_that_is_served(hall, monkeypatch, capsys):
    monkeypatch.setenv("DELIBERATION_DATABASE", f"sqlite:///{hall}/deliberation.db")
    monkeypatch.chdir(hall / "stick")
    assert main(["backup", "one.backup", "--without-urns"]) == 0
    assert "Climate (a1)" in capsys.readouterr().out
