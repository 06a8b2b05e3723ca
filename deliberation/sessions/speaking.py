"""Who wants to speak, in the order that is fair, and how long everybody has spoken.

1. Points of order come first, in the order in which they were asked for: they are about how the
   meeting is held, and count neither as having spoken nor as time.
2. Then those who have not spoken yet, in the order in which they asked.
3. Then those who have spoken, the least time first; of equals, whoever asked first.

A *voice* is one person's name in one session that says nothing else of them: no name, no card and
no slot follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the queue.

    Args:
        called: the name that they typed; empty where they typed none.
        card: the number of their card, where they typed no name; else nothing. Of whoever has both
            no name and no card the name was forgotten.
        table: the number or the name of the table at which they sit, where that was said.
    """

    voice: str
    called: str
    card: int | None = None
    table: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """That somebody wants to speak.

    Args:
        point: whether it is about how the meeting is held: a point of order.
    """

    person: Person
    asked: datetime
    point: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """That somebody speaks or has spoken; a session's speeches are numbered from 1."""

    number: int
    person: Person
    began: datetime
    ended: datetime | None = None
    point: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """How often and how long somebody has spoken, points of order left out."""

    person: Person
    times: int
    total: timedelta


@dataclass(frozen=True, slots=True)
class AtTable:
    """How often and how long was spoken at a *table*, by how many *people*."""

    table: str
    people: int
    times: int
    total: timedelta


@dataclass(frozen=True, slots=True)
class Waiting:
    """A wish at its place in the queue, with what its person has spoken before, if anything."""

    wish: Wish
    spoken: Spoken | None


def speaker(speeches: Sequence[Speech]) -> Speech | None:
    """The speech that goes on."""
    return next((speech for speech in speeches if speech.ended is None), None)


def spoken(speeches: Sequence[Speech], *, now: datetime) -> tuple[Spoken, ...]:
    """What everybody has spoken, the longest first; a speech that goes on counts until *now*.

    Everybody is called as they were last.
    """
    found: dict[str, Spoken] = {}
    for speech in speeches:
        if speech.point:
            continue
        before = found.get(speech.person.voice)
        times, total = (before.times, before.total) if before else (0, timedelta())
        length = max((speech.ended or now) - speech.began, timedelta())
        found[speech.person.voice] = Spoken(speech.person, times + 1, total + length)
    return tuple(sorted(found.values(), key=lambda one: (-one.total, one.person.voice)))


def spoken_at_tables(speeches: Sequence[Speech], *, now: datetime) -> tuple[AtTable, ...]:
    """What every table has spoken, the longest first; those who sit at none are left out.

    Everybody sits where they sat last.
    """
    found: dict[str, AtTable] = {}
    for one in spoken(speeches, now=now):
        if not (table := one.person.table):
            continue
        before = found.get(table, AtTable(table, 0, 0, timedelta()))
        total = before.total + one.total
        found[table] = AtTable(table, before.people + 1, before.times + one.times, total)
    return tuple(sorted(found.values(), key=lambda at: (-at.total, at.table)))


def queue(
    wishes: Sequence[Wish], speeches: Sequence[Speech], *, now: datetime
) -> tuple[Waiting, ...]:
    """The *wishes* in the order that is fair."""
    before = {one.person.voice: one for one in spoken(speeches, now=now)}
    waiting = [Waiting(wish, before.get(wish.person.voice)) for wish in wishes]
    return tuple(sorted(waiting, key=_place))


def _place(waiting: Waiting) -> tuple[bool, bool, timedelta, datetime, str]:
    """What decides over the place in the queue."""
    wish, before = waiting.wish, waiting.spoken
    counts = before is not None and not wish.point
    total = before.total if before is not None and counts else timedelta()
    return not wish.point, counts, total, wish.asked, wish.person.voice
