"""What everybody may see of the sessions of an assembly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deliberation.assembly import Vote, VoteState
from deliberation.procedures.arriving import Attendance, attendance
from deliberation.procedures.reporting import is_over
from deliberation.procedures.speaking import Floor, floor_of
from deliberation.sessions import Session, Timetable, on_paper, timetable
from deliberation.store import Store


@dataclass(frozen=True, slots=True)
class Shown:
    """A session that everybody may see, with its times as they are planned now.

    Args:
        over: whether there is a report of it.
    """

    session: Session
    table: Timetable
    over: bool


def sessions(store: Store, assembly_id: str, *, now: datetime) -> list[Shown]:
    """The sessions of an assembly that everybody may see, the earliest first."""
    found = store.sessions(assembly_id)
    return [
        Shown(session, on_paper(session, now=now), is_over(session, now=now))
        for session in found
        if session.public
    ]


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A session at one moment.

    Args:
        left: the minutes that what goes on has left, below zero where it overruns.
        vote: the vote that is held now, where it has been opened.
        message: the line that everybody reads.
        floor: who speaks, and who waits.
        attendance: how many have checked in, of how many.
    """

    session: Session
    table: Timetable
    left: int
    vote: Vote | None
    message: str
    floor: Floor
    attendance: Attendance

    @property
    def last(self) -> str:
        """The id of the item that a step now moves on from; empty before the first."""
        reached = self.session.reached
        return "" if reached is None else reached.id

    @property
    def before(self) -> str:
        """The id of the item that a step back leads to; empty where that is the beginning."""
        current = self.session.current
        if current is None:
            return self.last
        place = self.session.agenda.index(current)
        return self.session.agenda[place - 1].id if place else ""


def going_on(store: Store, session: Session, *, now: datetime) -> GoingOn:
    """How a *session* stands."""
    table = timetable(session, now=now)
    row = table.current
    left = row.left(now) if row else 0
    vote = store.vote(row.item.vote_id) if row and row.item.vote_id else None
    opened = vote if vote and vote.state is not VoteState.DRAFT else None
    message, floor = store.message(session.assembly_id), floor_of(store, session.id, now=now)
    here = attendance(store, session)
    return GoingOn(session, table, left, opened, message, floor, here)
