"""What is due is told first, and deleted when somebody says so."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from deliberation.cli import main
from deliberation.procedures import accounts, meeting, recruit, speaking
from deliberation.sessions.speaking import Person, Wish
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
        store.put_wish("s1", Wish(Person(voice, "Xerxes Quist"), THEN, False))
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
