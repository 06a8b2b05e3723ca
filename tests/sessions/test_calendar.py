"""The sessions as a file for calendars, line by line as RFC 5545 has it."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from deliberation.sessions import Item, Session
from deliberation.sessions.calendar import LONGEST, calendar

START = datetime(2026, 7, 4, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))  # 08:00 in UTC
NOW = datetime(2026, 6, 1, 12, 30, 15, tzinfo=UTC)
AGENDA = (Item("i1", "Welcome", 15, 15), Item("i2", "Lunch; soup, bread", 45, 45, at=time(12)))
SESSION = Session("s1", "a1", "Second meeting", START, "Hall 2, north", agenda=AGENDA)


def test_a_session_is_an_event_with_its_place_and_its_agenda() -> None:
    assert calendar([SESSION], title="Town", now=NOW) == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//deliberation//sessions//EN",
            "X-WR-CALNAME:Town",
            "BEGIN:VEVENT",
            "UID:s1.a1@deliberation",
            "DTSTAMP:20260601T123015Z",
            "DTSTART:20260704T080000Z",
            "DTEND:20260704T104500Z",
            "SUMMARY:Second meeting",
            r"LOCATION:Hall 2\, north",
            r"DESCRIPTION:10:00 Welcome\n12:00 Lunch\; soup\, bread",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_a_session_without_an_agenda_has_a_begin_and_no_end() -> None:
    said = calendar([Session("s1", "a1", "Walk", START)], title="Town", now=NOW)
    assert "DTSTART:20260704T080000Z\r\nSUMMARY:Walk\r\nEND:VEVENT" in said


def test_what_was_late_stands_as_it_was() -> None:
    began = datetime(2026, 7, 4, 8, 5, tzinfo=UTC)
    ended = datetime(2026, 7, 4, 8, 25, tzinfo=UTC)
    item = Item("i1", "Welcome", 15, 15, began=began, ended=ended)
    said = calendar([Session("s1", "a1", "Walk", START, agenda=(item,))], title="Town", now=NOW)
    assert "DTSTART:20260704T080500Z\r\nDTEND:20260704T082500Z" in said


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120)


@given(TEXTS, TEXTS)
def test_whatever_is_written_comes_back_and_no_line_is_too_long(title: str, place: str) -> None:
    """Read as the standard says: lines are joined, then marks taken away."""
    said = calendar([Session("s1", "a1", title, START, place)], title="Town", now=NOW)
    assert all(len(line.encode()) <= LONGEST for line in said.split("\r\n"))
    lines = said.replace("\r\n ", "").split("\r\n")
    found = dict(line.split(":", 1) for line in lines if line)
    assert (unmarked(found["SUMMARY"]), unmarked(found["LOCATION"])) == (title, place)


def unmarked(text: str) -> str:
    """A text of the file, character by character."""
    found, marked = "", False
    for character in text:
        if marked or character != "\\":
            found, marked = found + character, False
        else:
            marked = True
    return found
