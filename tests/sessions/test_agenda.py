"""Moving on in an agenda, and changing what is ahead."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.sessions import Item, Session
from deliberation.sessions.agenda import changed, moved_on, shifted, taken_back, with_item, without

START = datetime(2026, 3, 14, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
A, B, C = (Item(id, id.upper(), 10, 10) for id in "abc")
SESSION = Session("s1", "a1", "Second meeting", START, agenda=(A, B, C))


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def test_one_item_ends_where_the_next_begins() -> None:
    session = moved_on(SESSION, after="", now=after(1))
    assert session.current == replace(A, began=after(1))
    session = moved_on(session, after="a", now=after(9))
    assert session.agenda == (
        replace(A, began=after(1), ended=after(9)),
        replace(B, began=after(9)),
        C,
    )
    assert session.ahead == (C,)
    session = moved_on(moved_on(session, after="b", now=after(20)), after="c", now=after(30))
    assert session.over
    assert session.current is None
    assert session.agenda[-1] == replace(C, began=after(20), ended=after(30))


@pytest.mark.parametrize("stale", ["", "b", "c", "nothing"])
def test_pressing_on_an_old_page_skips_nothing(stale) -> None:
    """The session has come to its first item; only a page that shows it may move on from it."""
    session = moved_on(SESSION, after="", now=after(0))
    assert moved_on(session, after=stale, now=after(1)) is session


def test_a_second_press_changes_nothing_at_the_end_either() -> None:
    session = SESSION
    for id in ("", "a", "b", "c"):
        session = moved_on(session, after=id, now=after(5))
    assert moved_on(session, after="c", now=after(6)) == session


def test_an_item_that_is_added_after_the_end_can_still_begin() -> None:
    session = SESSION
    for id in ("", "a", "b", "c"):
        session = moved_on(session, after=id, now=after(5))
    longer = with_item(session, Item("d", "D", 5, 5))
    assert not longer.over
    assert longer.current is None
    session = moved_on(longer, after="c", now=after(8))
    assert session.current == Item("d", "D", 5, 5, began=after(8))
    assert session.agenda[2].ended == after(5)


def test_every_step_can_be_taken_back_once() -> None:
    """Each way back is the very session that was left, and a second press changes nothing."""
    steps = [SESSION]
    for id in ("", "a", "b", "c"):
        steps.append(moved_on(steps[-1], after=id, now=after(len(steps))))
    for before, now, to in zip(steps, steps[1:], ("", "a", "b", "c"), strict=False):
        assert taken_back(now, to=to) == before
        assert taken_back(before, to=to) == before
        assert taken_back(now, to="nothing") == now


def test_what_is_ahead_can_be_moved_and_stays_behind_what_has_begun() -> None:
    session = moved_on(SESSION, after="", now=after(0))

    def order(session: Session) -> str:
        return "".join(item.id for item in session.agenda)

    assert order(shifted(session, "c", by=-1)) == "acb"
    assert order(shifted(session, "c", by=-9)) == "acb"
    assert order(shifted(session, "b", by=1)) == "acb"
    assert order(shifted(session, "c", by=1)) == "abc"
    assert order(without(session, "b")) == "ac"
    with pytest.raises(ProcedureError, match="has begun"):
        shifted(session, "a", by=1)
    with pytest.raises(ProcedureError, match="has begun"):
        without(session, "a")
    with pytest.raises(NotFoundError):
        without(session, "x")


def test_what_goes_on_can_be_said_anew_and_what_is_over_cannot() -> None:
    session = moved_on(moved_on(SESSION, after="", now=after(0)), after="a", now=after(5))
    longer = changed(session, Item("b", "B, longer", 25, 20))
    assert longer.current == Item("b", "B, longer", 25, 20, began=after(5))
    with pytest.raises(ProcedureError, match="over"):
        changed(session, A)
    with pytest.raises(NotFoundError):
        changed(session, Item("x", "X", 5, 5))
