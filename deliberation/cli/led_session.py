"""The agenda of the demonstration's session: who comes, who speaks, and on to the next item.

The evening has gone by as planned: it began so long ago that its last vote is due now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from deliberation.procedures import arriving, conducting, meeting, speaking
from deliberation.sessions.phases import Phase
from deliberation.store import Begin

SESSION_ID = "session-1"
ZONE = ZoneInfo("Europe/Copenhagen")
AGENDA = (
    ("Welcome", 10),
    ("Three proposals", 30),
    ("The climate budget", 30),
    ("A hundred recommendations", 45),
    ("The neighbourhood fund", 20),
    ("The next meeting", 15),
    ("Thank you for today", 5),
)
SPEAKERS = ("Ane Marie", "")  # the second is called by the number of a card


def plan(begin: Begin, assembly_id: str, *, by: str) -> None:
    """Make the session with its agenda."""
    start = _due(0).astimezone(ZONE).replace(second=0, microsecond=0)
    with begin() as store:
        meeting.create_session(
            store,
            assembly_id,
            title="First session",
            start=start,
            place="Town hall, room 2",
            phase=Phase.DELIBERATE,  # its votes stand in the next one by themselves
            by=by,
            id=SESSION_ID,
        )
        for number, (title, minutes) in enumerate(AGENDA, start=1):
            meeting.add_item(
                store,
                SESSION_ID,
                title=title,
                minutes=minutes,
                least=max(minutes - 10, 5),
                by=by,
                id=f"item-{number}",
            )


def arrive(begin: Begin, tokens: Sequence[str], *, by: str) -> None:
    """Let everybody check in, and the first two speak after the session has begun."""
    for token in tokens:
        with begin() as store:
            arriving.check_in(store, SESSION_ID, token=token, now=_due(0))
    go_on(begin, by=by)
    for place, (called, token) in enumerate(zip(SPEAKERS, tokens, strict=False)):
        now = _due(0) + timedelta(minutes=2 + 3 * place)
        voice = speaking.voice_of(token, session_id=SESSION_ID)
        with begin() as store:
            speaking.ask_to_speak(
                store, SESSION_ID, called=called, point=False, token=token, now=now
            )
            speaking.give_floor(store, SESSION_ID, voice=voice, by=by, now=now)
    with begin() as store:
        last = store.speeches(SESSION_ID)[-1].number
        speaking.end_speech(store, SESSION_ID, number=last, by=by, now=now + timedelta(minutes=2))


def go_on(begin: Begin, *, by: str, vote_id: str | None = None) -> None:
    """Go on to the next item, at which the vote is held, if there is one."""
    with begin() as store:
        session = store.session(SESSION_ID)
        after = "" if session.reached is None else session.reached.id
        due = _due(len(session.agenda) - len(session.ahead))
        item = conducting.move_on(store, SESSION_ID, after=after, by=by, now=due).current
        assert item is not None, "the demonstration goes on as long as there are items"
        if vote_id is not None:
            meeting.change_item(
                store,
                SESSION_ID,
                item.id,
                title=item.title,
                minutes=item.minutes,
                least=item.least,
                vote_id=vote_id,
                by=by,
            )


def _due(place: int) -> datetime:
    """When the item at *place*, from 0, begins on an evening that has come to its last vote."""
    return datetime.now(UTC) - timedelta(minutes=sum(minutes for _, minutes in AGENDA[place:-2]))
