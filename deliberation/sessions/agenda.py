"""A session and its agenda: what is planned, what has happened, and moving on.

What has happened are two moments of each item, when it began and when it ended; everything else is
worked out from them. Items happen one after the other: the next one begins when one ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.sessions.phases import Phase

EARLY, LATE = timedelta(hours=3), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the agenda.

    Args:
        minutes: how long it is meant to take.
        least: the fewest minutes that it may be shortened to; as many as *minutes* where it may
            not.
        at: the time of day before which it does not begin, and at which it should, such as lunch;
            ``None`` where it begins when the item before it ends.
        vote_id: the vote that is held then.
        began, ended: when it did.
    """

    id: str
    title: str
    minutes: int
    least: int
    at: time | None = None
    vote_id: str | None = None
    began: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of an assembly, with the *agenda* in its order.

    Args:
        start: when it is to begin, in the time zone of the place.
        public: whether everybody may see it.
        phase: of the assembly's life that it is held in, where that was said.
    """

    id: str
    assembly_id: str
    title: str
    start: datetime
    place: str = ""
    public: bool = False
    agenda: tuple[Item, ...] = ()
    phase: Phase | None = None

    @property
    def reached(self) -> Item | None:
        """The last item that has begun; ``None`` before the session."""
        begun = [item for item in self.agenda if item.began is not None]
        return begun[-1] if begun else None

    @property
    def current(self) -> Item | None:
        """The item that goes on; ``None`` before the session and after it."""
        reached = self.reached
        return reached if reached is not None and reached.ended is None else None

    @property
    def ahead(self) -> tuple[Item, ...]:
        """The items that have not begun."""
        return tuple(item for item in self.agenda if item.began is None)

    @property
    def over(self) -> bool:
        """Whether something has happened, and everything has ended."""
        return bool(self.agenda) and all(item.ended is not None for item in self.agenda)

    def local(self, moment: datetime) -> datetime:
        """A *moment* by the clock on the wall of the place."""
        return moment.astimezone(self.start.tzinfo)

    def moment(self, at: time) -> datetime:
        """The moment of a time of day in this session, which may go on past midnight."""
        there = datetime.combine(self.start.date(), at, self.start.tzinfo)
        if at < self.start.time():
            there += timedelta(days=1)  # of the calendar: the clock may have been changed
        return there.astimezone(UTC)


def arrived_at(sessions: Iterable[Session], *, now: datetime) -> Session | None:
    """The one of the *sessions* that people who arrive *now* come to; ``None`` where there is none.

    It is the one that goes on, the latest of several; or else the first that is to begin within
    three hours, or was to begin in the last day and has not. What everybody may not see is none.
    """
    seen = sorted((s for s in sessions if s.public and not s.over), key=lambda s: (s.start, s.id))
    going_on = [session for session in seen if session.current is not None]
    if going_on:
        return going_on[-1]
    due = (s for s in seen if s.start - EARLY <= now < s.start + LATE and s.reached is None)
    return next(due, None)


def item_of(session: Session, item_id: str) -> Item:
    """The item with this id.

    Raises:
        NotFoundError: there is none.
    """
    for item in session.agenda:
        if item.id == item_id:
            return item
    raise NotFoundError("item", item_id)


def moved_on(session: Session, *, after: str, now: datetime) -> Session:
    """The session when the item *after* has ended and the next one has begun.

    Where the session has come to another item it stays as it is: whoever presses twice, or on a
    page that is old, skips nothing.

    Args:
        after: the id of the last item that had begun; empty before the first.
    """
    reached = session.reached
    if after != ("" if reached is None else reached.id):
        return session
    agenda = list(session.agenda)
    following = 0 if reached is None else agenda.index(reached) + 1
    if reached is not None and reached.ended is None:
        agenda[following - 1] = replace(reached, ended=now)
    if following < len(agenda):
        agenda[following] = replace(agenda[following], began=now)
    return replace(session, agenda=tuple(agenda))


def taken_back(session: Session, *, to: str) -> Session:
    """The session as it was before the last step, so that the item *to* goes on again.

    Where the last step was another one it stays as it is.

    Args:
        to: the id of the item that ended with the last step; empty where that was the beginning.
    """
    agenda = list(session.agenda)
    last = session.reached
    if last is None:
        return session
    place = agenda.index(last)
    if last.ended is None:
        agenda[place] = replace(last, began=None)
        place -= 1
    if to != ("" if place < 0 else agenda[place].id):
        return session
    if place >= 0:
        agenda[place] = replace(agenda[place], ended=None)
    return replace(session, agenda=tuple(agenda))


def with_item(session: Session, item: Item) -> Session:
    """The session with another *item* at the end of its agenda."""
    return replace(session, agenda=(*session.agenda, item))


def changed(session: Session, item: Item) -> Session:
    """The session with *item* instead of the one with its id; what has happened of it stays.

    Raises:
        NotFoundError: there is none.
        ProcedureError: it is over.
    """
    before = item_of(session, item.id)
    if before.ended is not None:
        raise ProcedureError("this item is over; what has happened stays as it is")
    after = replace(item, began=before.began)
    return replace(session, agenda=tuple(after if i is before else i for i in session.agenda))


def without(session: Session, item_id: str) -> Session:
    """The session without an item that has not begun.

    Raises:
        NotFoundError: there is none.
        ProcedureError: it has begun.
    """
    gone = _not_begun(session, item_id)
    return replace(session, agenda=tuple(item for item in session.agenda if item is not gone))


def shifted(session: Session, item_id: str, *, by: int) -> Session:
    """The session with an item moved *by* so many places, up where that is below zero.

    It stays behind everything that has begun, and where there are no more places.

    Raises:
        NotFoundError: there is none.
        ProcedureError: it has begun.
    """
    item = _not_begun(session, item_id)
    ahead = list(session.ahead)
    place = ahead.index(item)
    ahead.insert(min(max(place + by, 0), len(ahead) - 1), ahead.pop(place))
    return replace(session, agenda=(*_begun(session.agenda), *ahead))


def _not_begun(session: Session, item_id: str) -> Item:
    item = item_of(session, item_id)
    if item.began is not None:
        raise ProcedureError("this item has begun; only what is ahead can be moved or taken away")
    return item


def _begun(agenda: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in agenda if item.began is not None)
