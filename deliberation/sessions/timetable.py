"""When each item of an agenda begins and ends, planned anew from what has happened so far.

1. What is over stands as it was. What goes on ends when its minutes are used up, and while it
   overruns, with the minute that is running.
2. What is ahead follows, each item when the one before it ends. An item that is fixed in time does
   not begin before its time.
3. Where the items before a fixed one would end too late, they are shortened together by as many
   whole minutes as are missing, each in proportion to how much it may be (largest remainder; equal
   remainders go to the earlier item), and none below its least.
4. Where that is not enough, the fixed item begins late, by the minutes that are still missing.

Nothing of this is kept: when time is gained, whatever was shortened gets its minutes back. How long
the item that goes on may take was settled when it began, so that its end does not move while people
look at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from deliberation.exact import apportion
from deliberation.sessions.agenda import Item, Session

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """An item and its times: those that it had, or else those that it is planned to have.

    Args:
        begins, ends: in UTC.
        due: when it is to end; before *ends* only where it overruns.
        late: by how many whole minutes it misses the time that it is fixed to.
    """

    item: Item
    begins: datetime
    ends: datetime
    due: datetime
    late: int = 0

    @property
    def minutes(self) -> int:
        """The whole minutes that it takes, or took."""
        return (self.ends - self.begins) // MINUTE

    @property
    def short(self) -> int:
        """By how many minutes it was shortened, as long as it is not over."""
        return (
            0 if self.item.ended else max(self.item.minutes - (self.due - self.begins) // MINUTE, 0)
        )

    def left(self, now: datetime) -> int:
        """The minutes until it is to end, the one that is running with them; below zero after."""
        return -((now - self.due) // MINUTE)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The times of all items in their order.

    Args:
        behind: by how many whole minutes what comes next begins later than it was planned to
            before the session; the end, where nothing comes next; below zero where it is sooner.
    """

    rows: tuple[Planned, ...]
    behind: int

    @property
    def current(self) -> Planned | None:
        """The item that goes on."""
        rows = (row for row in self.rows if row.item.began and not row.item.ended)
        return next(rows, None)

    @property
    def next(self) -> Planned | None:
        """The first item that has not begun."""
        return next((row for row in self.rows if row.item.began is None), None)


def timetable(session: Session, *, now: datetime) -> Timetable:
    """The times of *session*, as they are to be seen *now*."""
    rows = _planned(session, now.astimezone(UTC))
    return Timetable(rows, _behind(rows, planned(session)))


def planned(session: Session) -> tuple[Planned, ...]:
    """The times of all items as they were planned before the session, as if none had begun."""
    clean = tuple(replace(item, began=None, ended=None) for item in session.agenda)
    return tuple(_plan(session, clean, session.start.astimezone(UTC)))


def on_paper(session: Session, *, now: datetime) -> Timetable:
    """The times of *session* for whoever reads its agenda: as planned as long as it has not begun.

    A day after the start they move no more, whether or not anybody has said that it is over.
    """
    latest = session.start if session.reached is None else session.start + timedelta(days=1)
    return timetable(session, now=min(now, latest))


def _planned(session: Session, now: datetime) -> tuple[Planned, ...]:
    """What has happened, and the plan for the rest."""
    over = [
        Planned(item, item.began, item.ended, item.ended)
        for item in session.agenda
        if item.began is not None and item.ended is not None
    ]
    ahead = session.agenda[len(over) :]
    if not ahead:
        return tuple(over)
    current = session.current
    if current is None:
        since = over[-1].ends if over else session.start.astimezone(UTC)
        return (*over, *_plan(session, ahead, since + _spent(since, now)))
    begun = current.began.astimezone(UTC) if current.began else now
    rows = _plan(session, ahead, begun)
    spent = _spent(begun, now)
    if begun + spent > rows[0].due:
        overrun = replace(current, minutes=spent // MINUTE, least=spent // MINUTE)
        longer = _plan(session, (overrun, *ahead[1:]), begun)
        rows = [replace(longer[0], item=current, due=rows[0].due), *longer[1:]]
    return (*over, *rows)


def _plan(session: Session, ahead: Sequence[Item], moment: datetime) -> list[Planned]:
    """The times of the items *ahead*, the first of which begins at that *moment* or later."""
    rows: list[Planned] = []
    starts = [i for i, item in enumerate(ahead) if i == 0 or item.at is not None]
    for start, stop in pairwise([*starts, len(ahead)]):
        fixed = _fixed(session, ahead[start])
        late = 0 if fixed is None else _ceiling(moment - fixed)
        moment = moment if fixed is None else max(moment, fixed)
        until = _fixed(session, ahead[stop]) if stop < len(ahead) else None
        for item, minutes in _shortened(ahead[start:stop], moment, until):
            ends = moment + minutes * MINUTE
            rows.append(Planned(item, moment, ends, ends, late))
            moment, late = ends, 0
    return rows


def _fixed(session: Session, item: Item) -> datetime | None:
    """The moment that an item is fixed to, as long as it has not begun."""
    return None if item.at is None or item.began is not None else session.moment(item.at)


def _shortened(
    part: Sequence[Item], moment: datetime, until: datetime | None
) -> Iterator[tuple[Item, int]]:
    """Items that follow one another, with their minutes, so that they end in time if they can."""
    room = [item.minutes - item.least for item in part]
    missing = 0
    if until is not None:
        missing = sum(item.minutes for item in part) - (until - moment) // MINUTE
    cut = min(max(missing, 0), sum(room))
    cuts = apportion([Fraction(each) for each in room], cut) if cut else [0] * len(part)
    for item, less in zip(part, cuts, strict=True):
        yield item, item.minutes - less


def _behind(rows: Sequence[Planned], before: Sequence[Planned]) -> int:
    """How late *rows* are, beside the plan *before* the session."""
    for row, planned in zip(rows, before, strict=True):
        if row.item.began is None:
            return int((row.begins - planned.begins) / MINUTE)
    return int((rows[-1].ends - before[-1].ends) / MINUTE) if rows else 0


def _spent(since: datetime, now: datetime) -> timedelta:
    """The time that has passed, with the minute that is running."""
    return _ceiling(now - since) * MINUTE


def _ceiling(passed: timedelta) -> int:
    """Whole minutes, a part of one counted as one; none where nothing has passed."""
    return max(-(-passed // MINUTE), 0)
