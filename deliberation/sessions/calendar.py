"""The sessions of an assembly as a file that calendars read and follow.

Source: B. Desruisseaux (ed.), RFC 5545, "Internet Calendaring and Scheduling Core Object
Specification (iCalendar)" (2009): lines and their folding 3.1, text 3.3.11, moments in UTC 3.3.5,
events 3.6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from deliberation.sessions.agenda import Session
from deliberation.sessions.timetable import on_paper

LONGEST = 75  # bytes of a line, without its end
ENDS = "\r\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(sessions: Iterable[Session], *, title: str, now: datetime) -> str:
    """The file with these *sessions*, each with its place and its agenda.

    A session without an agenda has a begin and no end.

    Args:
        title: what the calendar is called, such as the title of the assembly.
        now: when the file is made, and as of when times are planned.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//deliberation//sessions//EN"]
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    for session in sessions:
        lines += _event(session, now)
    lines.append("END:VCALENDAR")
    return "".join(folded + ENDS for line in lines for folded in _folded(line))


def _event(session: Session, now: datetime) -> Iterator[str]:
    """The lines of one session."""
    rows = on_paper(session, now=now).rows
    yield "BEGIN:VEVENT"
    yield f"UID:{session.id}.{session.assembly_id}@deliberation"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(rows[0].begins if rows else session.start)}"
    if rows:
        yield f"DTEND:{_moment(rows[-1].ends)}"
    yield f"SUMMARY:{_text(session.title)}"
    if session.place:
        yield f"LOCATION:{_text(session.place)}"
    if rows:
        agenda = (f"{session.local(row.begins):%H:%M} {row.item.title}" for row in rows)
        yield f"DESCRIPTION:{_text(chr(10).join(agenda))}"
    yield "END:VEVENT"


def _moment(when: datetime) -> str:
    """A moment in UTC."""
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(said: str) -> str:
    """A text with what has a meaning in the file marked."""
    return said.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """A line in parts that are short enough; each but the first begins with a space.

    No character is cut in two, which the standard allows and some readers cannot mend.
    """
    part, room = "", LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield part
            part, room = " ", LONGEST - 1
        part, room = part + character, room - size
    yield part
