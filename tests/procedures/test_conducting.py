"""A session under way: steps on and back, each once, and a line for everybody."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.procedures import conducting, meeting
from deliberation.procedures.conducting import LONGEST_MESSAGE

START = datetime(2026, 3, 14, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def planned(begin):
    """A session of three items that nobody outside sees yet."""
    with begin() as store:
        meeting.create_session(store, "a1", title="T", start=START, public=False, by="f1", id="s1")
        for id in ("i1", "i2", "i3"):
            meeting.add_item(store, "s1", title=id, minutes=10, by="f1", id=id)
    return begin


def step(begin, after, minutes, by="f1"):
    with begin() as store:
        now = START + timedelta(minutes=minutes)
        return conducting.move_on(store, "s1", after=after, by=by, now=now)


def moments(begin):
    with begin.reading() as store:
        agenda = store.session("s1").agenda
    minute = timedelta(minutes=1)
    return [
        tuple(None if t is None else (t - START) // minute for t in (item.began, item.ended))
        for item in agenda
    ]


def test_a_step_is_made_once_however_often_and_late_it_is_asked_for(planned):
    step(planned, "", 1)
    step(planned, "", 2)  # pressed twice
    assert moments(planned) == [(1, None), (None, None), (None, None)]
    step(planned, "i1", 9)
    step(planned, "i1", 10)
    step(planned, "", 11)  # on a page from before the beginning
    assert moments(planned) == [(1, 9), (9, None), (None, None)]


def test_a_session_that_begins_is_shown_to_everybody(planned):
    with planned.reading() as store:
        assert not store.session("s1").public
    assert step(planned, "", 0).public
    with planned.reading() as store:
        assert store.session("s1").public


def test_a_step_that_was_too_early_is_taken_back_once(planned):
    step(planned, "", 1)
    step(planned, "i1", 9)
    with planned() as store:
        conducting.step_back(store, "s1", to="i1", by="f1")
        conducting.step_back(store, "s1", to="i1", by="f1")
    assert moments(planned) == [(1, None), (None, None), (None, None)]


def test_only_its_facilitator_leads_a_session(planned):
    with pytest.raises(NotFoundError):
        step(planned, "", 1, by="f2")
    with planned() as store:
        with pytest.raises(NotFoundError):
            conducting.step_back(store, "s1", to="", by="f2")
        with pytest.raises(NotFoundError):
            conducting.tell_all(store, "a1", "Coffee", by="f2")
        assert store.message("a1") == ""


def test_a_line_for_everybody_is_short_and_can_be_taken_back(begin):
    with begin() as store:
        conducting.tell_all(store, "a1", " Coffee is ready ", by="f1")
        assert store.message("a1") == "Coffee is ready"
        for text in ("x" * (LONGEST_MESSAGE + 1), "two\nlines"):
            with pytest.raises(InvalidInputError):
                conducting.tell_all(store, "a1", text, by="f1")
        assert store.message("a1") == "Coffee is ready"
        conducting.tell_all(store, "a1", "  ", by="f1")
        assert store.message("a1") == ""
