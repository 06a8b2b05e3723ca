"""What everybody may see of the sessions of an assembly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deliberation.assembly import Vote
from deliberation.sessions import Session, Timetable, on_paper
from deliberation.store import Store


@dataclass(frozen=True, slots=True)
class Shown:
    """A session that everybody may see, with its times as they are planned now."""

    session: Session
    table: Timetable


def sessions(store: Store, assembly_id: str, *, now: datetime) -> list[Shown]:
    """The sessions of an assembly that everybody may see, the earliest first."""
    found = store.sessions(assembly_id)
    return [Shown(session, on_paper(session, now=now)) for session in found if session.public]


def titles(votes: list[Vote]) -> dict[str, str]:
    """The titles of *votes* by their ids, for the items that name them."""
    return {vote.id: vote.title for vote in votes}
