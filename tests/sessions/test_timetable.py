"""When items begin and end: by hand, by a naive twin, and by what must hold of every agenda."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.sessions import Item, Planned, Session, on_paper, timetable

ZONE = ZoneInfo("Europe/Copenhagen")
START = datetime(2026, 3, 14, 10, 0, tzinfo=ZONE)  # 09:00 in UTC
MINUTE = timedelta(minutes=1)

WELCOME = Item("welcome", "Welcome", 10, 10)
TALK = Item("talk", "Talk", 60, 30)
TABLES = Item("tables", "Tables", 50, 40)
LUNCH = Item("lunch", "Lunch", 45, 45, at=time(12))
VOTE = Item("vote", "Vote", 30, 30)
DAY = (WELCOME, TALK, TABLES, LUNCH, VOTE)


def held(*items: Item, start: datetime = START) -> Session:
    return Session("s1", "a1", "Second meeting", start, agenda=items)


def at(text: str) -> datetime:
    """The moment of that time of day in the session."""
    hour, minute, *second = map(int, text.split(":"))
    return datetime(2026, 3, 14, hour, minute, *second, tzinfo=ZONE)


def begun(item: Item, began: str, ended: str = "") -> Item:
    return replace(item, began=at(began), ended=at(ended) if ended else None)


def times(session: Session, now: str) -> list[str]:
    """The begin and the end of each item, as the wall in the hall shows them."""
    rows = timetable(session, now=at(now)).rows
    return [f"{session.local(r.begins):%H:%M}-{session.local(r.ends):%H:%M}" for r in rows]


def test_items_follow_one_another_from_the_start() -> None:
    """10 + 60 + 50 minutes make 120: lunch at noon is reached exactly."""
    said = ["10:00-10:10", "10:10-11:10", "11:10-12:00", "12:00-12:45", "12:45-13:15"]
    assert times(held(*DAY), "09:00") == said


def test_what_begins_late_is_shortened_in_proportion_so_that_lunch_is_in_time() -> None:
    """20 minutes are missing; the talk may lose 30 and the tables 10: 15 and 5."""
    session = held(begun(WELCOME, "10:20"), *DAY[1:])
    said = ["10:20-10:30", "10:30-11:15", "11:15-12:00", "12:00-12:45", "12:45-13:15"]
    assert times(session, "10:25") == said
    table = timetable(session, now=at("10:25"))
    assert [row.short for row in table.rows] == [0, 15, 5, 0, 0]
    assert table.behind == 20  # the talk was to begin at 10:10, and begins at 10:30


def test_the_largest_remainder_loses_the_minute_and_the_earlier_of_two_equals() -> None:
    """Of 7 missing minutes 30/40 are 5.25 and 10/40 are 1.75: 5 and 2. Of 6: 4.5 and 1.5: 5, 1."""
    for start, cuts in (("10:07", [0, 5, 2]), ("10:06", [0, 5, 1])):
        rows = timetable(held(begun(WELCOME, start), *DAY[1:]), now=at(start)).rows
        assert [row.short for row in rows][:3] == cuts


def test_where_nothing_more_can_be_shortened_lunch_is_late_and_it_is_told() -> None:
    """55 minutes are missing, and 40 can be saved: lunch begins 15 minutes late."""
    session = held(begun(WELCOME, "10:55"), *DAY[1:])
    assert times(session, "10:55")[1:4] == ["11:05-11:35", "11:35-12:15", "12:15-13:00"]
    late = [row.late for row in timetable(session, now=at("10:55")).rows]
    assert late == [0, 0, 0, 15, 0]


def test_time_that_is_gained_gives_the_minutes_back_and_lunch_does_not_come_early() -> None:
    session = held(begun(WELCOME, "10:20", "10:22"), begun(TALK, "10:22"), *DAY[2:])
    # 98 minutes until noon, 110 wanted: 12 missing, the talk loses 9 and the tables 3
    assert times(session, "10:23")[1:4] == ["10:22-11:13", "11:13-12:00", "12:00-12:45"]
    session = held(begun(WELCOME, "10:00", "10:02"), begun(TALK, "10:02", "10:40"), *DAY[2:])
    assert times(session, "10:40")[2:4] == ["10:40-11:30", "12:00-12:45"]
    assert timetable(session, now=at("10:40")).behind == -30  # the tables were to begin at 11:10


def test_an_item_that_overruns_pushes_what_follows_minute_by_minute() -> None:
    session = held(begun(WELCOME, "10:00"), VOTE)
    assert times(session, "10:09:59") == ["10:00-10:10", "10:10-10:40"]
    assert times(session, "10:10") == ["10:00-10:10", "10:10-10:40"]
    assert times(session, "10:10:01") == ["10:00-10:11", "10:11-10:41"]
    assert times(session, "10:12:30") == ["10:00-10:13", "10:13-10:43"]
    current = timetable(session, now=at("10:12:30")).current
    assert current is not None
    assert current.due == at("10:10")  # what it overruns
    assert timetable(session, now=at("10:12:30")).behind == 3


def test_minutes_are_left_until_the_last_second_and_then_below_zero() -> None:
    row = timetable(held(begun(WELCOME, "10:00"), VOTE), now=at("10:00")).current
    assert row is not None
    said = ("10:00", 10), ("10:00:01", 10), ("10:09:01", 1), ("10:10", 0), ("10:12", -2)
    assert [row.left(at(now)) for now, _ in said] == [left for _, left in said]


def test_the_end_of_what_goes_on_stays_while_time_passes() -> None:
    """Once begun, the talk has 45 minutes, however much of its own least it has used up."""
    session = held(begun(WELCOME, "10:20", "10:30"), begun(TALK, "10:30"), *DAY[2:])
    dues = set()
    for minute in range(31, 60):
        current = timetable(session, now=at(f"10:{minute}")).current
        assert current is not None
        dues.add(current.due)
    assert dues == {at("11:15")}


def test_before_the_beginning_the_whole_plan_moves_once_the_start_has_passed() -> None:
    assert times(held(WELCOME, VOTE), "10:00") == ["10:00-10:10", "10:10-10:40"]
    assert times(held(WELCOME, VOTE), "10:04:20") == ["10:05-10:15", "10:15-10:45"]
    assert timetable(held(WELCOME, VOTE), now=at("10:04:20")).behind == 5


def test_an_agenda_on_paper_moves_only_while_the_session_goes_on() -> None:
    """A day after the start, 24 * 60 minutes of the welcome have passed and no more are counted."""
    planned = on_paper(held(WELCOME, VOTE), now=at("15:00")).rows
    assert [row.begins for row in planned] == [at("10:00"), at("10:10")]
    session = held(begun(WELCOME, "10:00"), VOTE)
    for days, minutes in ((0, 30), (3, 24 * 60)):
        now = at("10:30") + timedelta(days=days)
        assert on_paper(session, now=now).rows[0].minutes == minutes


def test_what_is_over_stands_as_it_was() -> None:
    session = held(begun(WELCOME, "09:58", "10:13"), begun(VOTE, "10:13", "10:33"))
    assert times(session, "15:00") == ["09:58-10:13", "10:13-10:33"]
    table = timetable(session, now=at("15:00"))
    assert (table.current, table.next, table.behind) == (None, None, -7)


def test_an_agenda_with_nothing_on_it_has_no_times() -> None:
    assert timetable(held(), now=at("10:00")).rows == ()
    assert timetable(held(), now=at("10:00")).behind == 0


def test_a_session_goes_on_past_midnight() -> None:
    evening = held(replace(VOTE, at=time(0, 30)), start=START.replace(hour=23))
    assert times(evening, "09:00") == ["00:30-01:00"]


def test_the_clock_is_changed_in_the_night_and_minutes_stay_minutes() -> None:
    """On 29 March 2026 it is 03:00 right after 01:59: 90 minutes from 01:00 end at 03:30."""
    night = held(Item("a", "Vigil", 90, 90), start=datetime(2026, 3, 29, 1, 0, tzinfo=ZONE))
    row = timetable(night, now=START).rows[0]
    assert f"{night.local(row.ends):%H:%M}" == "03:30"
    assert row.minutes == 90


ITEMS = st.builds(
    lambda minutes, least, fixed: Item(
        "", "Item", minutes, min(least, minutes), None if fixed is None else time(10 + fixed)
    ),
    st.integers(1, 90),
    st.integers(1, 90),
    st.none() | st.integers(0, 6),
)


@given(st.lists(ITEMS, max_size=8), st.integers(-600, 30_000), st.integers(0, 4))
def test_every_plan_is_without_overlaps_and_shortens_no_more_than_it_must(
    drawn: list[Item], seconds: int, over: int
) -> None:
    items = [replace(item, id=str(n)) for n, item in enumerate(drawn)]
    now = START.astimezone(UTC) + timedelta(seconds=seconds)
    for place in range(min(over, len(items))):  # each took 7 minutes
        began = START + 7 * place * MINUTE
        ended = began + 7 * MINUTE if place + 1 < over else None
        items[place] = replace(items[place], began=began, ended=ended)
    session = held(*items)
    rows = timetable(session, now=max(now, START + 7 * over * MINUTE)).rows
    assert [row.item for row in rows] == items
    for before, after in pairwise(rows):
        gap = after.begins - before.ends
        assert gap >= timedelta(0)
        fixed = after.item.at is not None and after.item.began is None
        assert not gap or (fixed and after.begins == session.moment(after.item.at))
    for row in rows:
        if row.item.ended is None:
            assert row.item.least <= row.item.minutes - row.short <= row.item.minutes
        if row.item.at is not None and row.item.began is None:
            missed = row.begins - session.moment(row.item.at)
            assert missed >= timedelta(0)
            assert row.late == -(-missed // MINUTE)
    for place, row in enumerate(rows):
        if row.late and place:
            assert all(r.item.minutes - r.short == r.item.least for r in parted(rows[:place]))


def parted(rows: tuple[Planned, ...]) -> list[Planned]:
    """The rows that are shortened together before a fixed one: back to the last that was fixed.

    One that overruns is not: it has used its minutes up.
    """
    part = []
    for row in reversed(rows):
        if row.item.ended is not None or row.ends > row.due:
            break
        part.append(row)
        if row.item.began is not None or row.item.at is not None:
            break
    return part


@pytest.mark.parametrize(
    ("missing", "room", "cuts"),
    [(1, (1, 1, 1), (1, 0, 0)), (5, (2, 3, 5), (1, 2, 2)), (10, (2, 3, 5), (2, 3, 5))],
)
def test_minutes_are_taken_by_the_largest_remainder(missing, room, cuts) -> None:
    """5 of 10 from 2, 3, 5 are 1, 1.5, 2.5: the earlier half gets the minute."""
    items = [Item(str(n), "Item", 10 + r, 10) for n, r in enumerate(room)]
    minutes = 10 * len(room) + sum(room) - missing
    until = (START + minutes * MINUTE).time()
    session = held(*items, replace(LUNCH, at=until))
    rows = timetable(session, now=START).rows
    assert tuple(row.short for row in rows[:-1]) == cuts
    assert rows[-1].late == 0
