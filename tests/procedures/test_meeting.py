"""Sessions: who may plan them, and what is refused."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.assembly import Replacing
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import meeting
from deliberation.procedures.meeting import MOST
from deliberation.procedures.recruit import create_assembly
from deliberation.sessions import Item

START = datetime(2026, 3, 14, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def made(store, id="s1", **more):
    said = {"title": " Second meeting ", "start": START, "place": "Hall 2", "by": "f1"} | more
    return meeting.create_session(store, "a1", **said, id=id)


def add(store, title, minutes=10, *, by="f1", **more):
    id = f"i{len(store.session('s1').agenda) + 1}"
    return meeting.add_item(store, "s1", title=title, minutes=minutes, by=by, id=id, **more)


def titles(store):
    return [item.title for item in store.session("s1").agenda]


def test_an_agenda_grows_and_its_items_change_places(begin):
    with begin() as store:
        made(store)
        for title in ("Welcome", "Talk", "Lunch"):
            add(store, title)
        meeting.move_item(store, "s1", "i3", places=-1, by="f1")
        assert titles(store) == ["Welcome", "Lunch", "Talk"]
        meeting.remove_item(store, "s1", "i1", by="f1")
        changed = {"title": "Frokost", "minutes": 45, "least": 30, "at": time(12)}
        meeting.change_item(store, "s1", "i3", **changed, by="f1")
    with begin.reading() as store:
        assert store.session("s1").agenda == (
            Item("i3", "Frokost", 45, 30, time(12)),
            Item("i2", "Talk", 10, 10),
        )


def test_a_session_is_said_anew_and_its_agenda_stays(begin):
    moved = START + timedelta(days=20, hours=-1)
    with begin() as store:
        made(store)
        add(store, "Lunch", at=time(12))
        said = {"title": "Third meeting", "start": moved, "place": "", "public": False}
        meeting.change_session(store, "s1", **said, by="f1")
        kept = store.session("s1")
        assert (kept.title, kept.start, kept.place, kept.public) == (*said.values(),)
        assert f"{kept.local(kept.moment(time(12))):%d %H:%M}" == "03 12:00"
        meeting.remove_session(store, "s1", by="f1")
        assert store.sessions("a1") == ()


def test_a_session_that_cannot_be_is_refused_with_every_reason(begin):
    with begin() as store:
        with pytest.raises(InvalidInputError) as error:
            made(store, title=" ", place="a\nb", start=datetime(2026, 3, 14, 9, tzinfo=UTC))
        assert len(error.value.problems) == 3
        assert store.sessions("a1") == ()


def test_an_item_that_cannot_be_is_refused_with_every_reason(begin):
    with begin() as store:
        made(store)
        with pytest.raises(InvalidInputError) as error:
            add(store, "", 601, least=602, at=time(12, 0, 30), vote_id="v9")
        assert len(error.value.problems) == 5
        for least in (0, 11):
            with pytest.raises(InvalidInputError, match="shortened"):
                add(store, "Talk", 10, least=least)
        assert titles(store) == []


def test_an_agenda_is_not_endless(begin):
    with begin() as store:
        made(store)
        for n in range(MOST):
            add(store, f"Item {n}")
        with pytest.raises(InvalidInputError, match="at most 100"):
            add(store, "One more")


def test_somebody_elses_session_is_not_told_apart_from_none(begin):
    changes = (
        lambda store: add(store, "Talk", by="f2"),
        lambda store: meeting.move_item(store, "s1", "i1", places=1, by="f2"),
        lambda store: meeting.remove_item(store, "s1", "i1", by="f2"),
        lambda store: meeting.remove_session(store, "s1", by="f2"),
        lambda store: meeting.own_session(store, "nothing", by="f1"),
        lambda store: made(store, "s2", by="f2"),
    )
    with begin() as store:
        made(store)
        add(store, "Welcome")
        for change in changes:
            with pytest.raises(NotFoundError):
                change(store)
        assert titles(store) == ["Welcome"]


def test_a_draw_of_replacements_has_no_sessions_of_its_own(begin, now):
    with begin() as store:
        create_assembly(store, title="Replacements", question="Q", by="f1", now=now, id="r1")
        store.put_replacing("r1", Replacing("a1", ("p01",)))
        with pytest.raises(ProcedureError, match="first assembly"):
            meeting.create_session(store, "r1", title="T", start=START, by="f1", id="s9")
