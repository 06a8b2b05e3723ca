"""A session as it went, as a document for everybody: its agenda, and how much was spoken.

It stands beside the record and not in it, because nothing follows from it. Nobody is named: a name
that somebody typed for the screen of the room was not given to the whole world.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from deliberation.papers import Ways
from deliberation.record.disclosure import DISCLOSURE
from deliberation.sessions import Session, planned
from deliberation.sessions.speaking import Speech, spoken

MEETING_FORMAT: Final = "deliberation session 1"

STEPS: Final = (2, 5)
"""Whole minutes that part those who spoke shortly, longer, and longest."""

MINUTE: Final = timedelta(minutes=1)


def encode_meeting(
    session: Session,
    speeches: Sequence[Speech],
    *,
    here: int,
    ways: Mapping[str, Ways] = MappingProxyType({}),
) -> dict[str, Any]:
    """The document ``session.json`` of a *session* that is over.

    Args:
        here: how many have checked in.
        ways: of the closed votes on its agenda, by their ids.
    """
    return {
        "format": MEETING_FORMAT,
        "id": session.id,
        "title": session.title,
        "place": session.place,
        "starts": session.start.isoformat(),
        "agenda": [*_agenda(session)],
        "checked_in": _number(here) or None,  # none are left where the marks were deleted
        "speaking": _speaking(speeches),
        "ways": {vote_id: asdict(told) for vote_id, told in ways.items()},
    }


def encode_plan(session: Session) -> dict[str, Any]:
    """The same of a *session* that is not over: what is planned, and nothing of what happens."""
    clean = tuple(replace(item, began=None, ended=None) for item in session.agenda)
    document = encode_meeting(replace(session, agenda=clean), (), here=0)
    return document | {"checked_in": None}


def _agenda(session: Session) -> list[dict[str, Any]]:
    """Each item with the times that it was planned to have and those that it had."""
    return [
        {
            "title": row.item.title,
            "minutes": row.item.minutes,
            "planned": [_moment(session, row.begins), _moment(session, row.ends)],
            "began": _moment(session, item.began),
            "ended": _moment(session, item.ended),
            "vote": item.vote_id,
        }
        for row, item in zip(planned(session), session.agenda, strict=True)
    ]


def _moment(session: Session, moment: datetime | None) -> str | None:
    """A moment by the clock on the wall of the place, in whole seconds."""
    return None if moment is None else session.local(moment).replace(microsecond=0).isoformat()


def _number(people: int) -> int | None:
    """So many people, where they are none or not few."""
    return people if not people or people >= DISCLOSURE.at_least else None


def _speaking(speeches: Sequence[Speech]) -> dict[str, Any] | None:
    """How often and how long was spoken; of people only groups that are not small.

    ``groups`` are those who spoke up to 2 minutes, up to 5, and longer; ``halves`` are the minutes
    of the half of the speakers who spoke most, and of the others.
    """
    turns = [speech for speech in speeches if not speech.point and speech.ended is not None]
    if not turns:
        return None
    totals = [one.total for one in spoken(turns, now=max(s.ended for s in turns if s.ended))]
    groups = [sum(_step(total) == step for total in totals) for step in range(len(STEPS) + 1)]
    upper = totals[: -(-len(totals) // 2)]
    halves = [len(upper), len(totals) - len(upper)]
    return {
        "turns": len(turns),
        "minutes": _minutes(totals),
        "speakers": _number(len(totals)),
        "groups": groups if DISCLOSURE.shows_cells(groups) else None,
        "halves": [_minutes(upper), _minutes(totals) - _minutes(upper)]
        if DISCLOSURE.shows_cells(halves)
        else None,
    }


def _step(total: timedelta) -> int:
    """Which of the ``groups`` somebody is in who has spoken so long."""
    return sum(total > step * MINUTE for step in STEPS)


def _minutes(totals: Sequence[timedelta]) -> int:
    """Whole minutes, the half rounded up."""
    return (sum(totals, timedelta()) + MINUTE / 2) // MINUTE
