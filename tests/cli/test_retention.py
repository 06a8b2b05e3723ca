"""What is due is told first, and deleted when somebody says so."""

from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from deliberation.cli import main
from deliberation.procedures import accounts, meeting, recruit, speaking
from deliberation.procedures.erasing import erase_person
from deliberation.record.canonical import to_file
from deliberation.sessions.speaking import Person as Speaker
from deliberation.sessions.speaking import Wish
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import open_store

THEN = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)


@pytest.fixture
def hall(tmp_path, monkeypatch):
    """A database in which somebody asked to speak in March 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIBERATION_DATABASE", raising=False)
    with open_store("sqlite:///deliberation.db") as begin, begin() as store:
        accounts.add_facilitator(store, name="Anna", password_hash="hash", id="f1")
        recruit.create_assembly(store, title="Climate", question="How?", by="f1", now=THEN, id="a1")
        start = THEN.astimezone(ZoneInfo("Europe/Copenhagen"))
        meeting.create_session(store, "a1", title="First", start=start, by="f1", id="s1")
        voice = speaking.voice_of("x" * 32, session_id="s1")
        store.put_wish("s1", Wish(Speaker(voice, "Xerxes Quist"), THEN, False))
    return tmp_path


def test_what_is_due_is_told_then_deleted_and_then_no_more_in_the_files(hall, capsys):
    assert main(["retention"]) == 0
    said = capsys.readouterr().out
    assert "a1  speaking         1  due since 2026-03-21  (7 days)  Climate" in said
    assert "Nothing was deleted. With --apply, this is." in said
    assert b"Xerxes Quist" in b"".join(file.read_bytes() for file in hall.iterdir())

    assert main(["retention", "--apply"]) == 0
    assert "is overwritten" in capsys.readouterr().out
    assert b"Xerxes Quist" not in b"".join(file.read_bytes() for file in hall.iterdir())

    assert main(["retention"]) == 0
    assert capsys.readouterr().out == "Nothing is due.\n"


def test_what_somebody_reads_at_this_moment_is_not_yet_overwritten_and_that_is_said(hall, capsys):
    with open_store("sqlite:///deliberation.db") as begin, begin.reading() as store:
        assert store.assemblies()
        assert main(["retention", "--apply"]) == 1
    assert "again in a minute" in capsys.readouterr().out
    assert main(["retention", "--apply"]) == 0
    assert b"Xerxes Quist" not in b"".join(file.read_bytes() for file in hall.iterdir())


def test_a_restored_backup_does_not_bring_an_erased_person_back(hall, capsys):
    """The backup is from before; the list that was written after it names nobody."""
    people = Pool(tuple(Person(f"zq-{n}", {"work": "baker"}) for n in range(4)))
    quotas = Quotas(2, (Quota("work", "baker", 2, 2),))
    with open_store("sqlite:///deliberation.db") as begin:
        with begin() as store:
            recruit.replace_pool(store, "a1", people, quotas, by="f1")
        assert main(["backup", "old.backup"]) == 0
        with begin() as store:
            erase_person(store, "a1", "zq-3", random_bytes=Random(1).randbytes, by="f1")
        assert begin.scrub()
    assert main(["retention", "--erasures", "erasures.json"]) == 0
    assert "zq-3" not in (hall / "erasures.json").read_text()
    capsys.readouterr()

    words = ["restore", "old.backup", "--database"]
    assert main([*words, "without.db"]) == 0
    assert "nobody again; give --erasures" in capsys.readouterr().out
    assert b"zq-3" in (hall / "without.db").read_bytes()

    assert main([*words, "new.db", "--erasures", "erasures.json"]) == 0
    assert "erased      1 again\n" in capsys.readouterr().out
    files = b"".join(file.read_bytes() for file in hall.glob("new.db*"))
    assert (b"zq-2" in files, b"zq-3" in files) == (True, False)
    with open_store("sqlite:///new.db") as begin, begin.reading() as store:
        assert store.person_ids("a1") == ("zq-0", "zq-1", "zq-2")
        assert store.erased("a1")[0].is_of("zq-3"), "the next list has it too"


@pytest.mark.parametrize(
    "document",
    [
        {"format": "x", "assemblies": {}, "deleted": []},
        {"format": "deliberation erasures 1", "assemblies": {}},
        {"format": "deliberation erasures 1", "assemblies": {"a1": [["x", "y"]]}, "deleted": []},
    ],
)
def test_what_is_no_list_of_erasures_is_refused_before_anything_is_restored(
    hall, failing, document
):
    assert main(["backup", "old.backup"]) == 0
    (hall / "list.json").write_bytes(to_file(document))
    said = failing("restore", "old.backup", "--erasures", "list.json", "--database", "new.db")
    assert "no list of erasures" in said
    assert not (hall / "new.db").exists()
