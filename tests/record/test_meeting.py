"""A session as it went: planned and actual times, and of who spoke nothing that tells of few."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from deliberation.record.canonical import canonical
from deliberation.record.meeting import encode_meeting
from deliberation.sessions import Item, Session
from deliberation.sessions.speaking import Person, Speech

START = datetime(2026, 3, 14, 18, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
MINUTE = timedelta(minutes=1)
AGENDA = (
    Item("i1", "Welcome", 15, 15, began=START + 5 * MINUTE, ended=START + 25 * MINUTE),
    Item("i2", "The vote", 30, 20, vote_id="v1", began=START + 25 * MINUTE),
    Item("i3", "Thanks", 10, 10),
)
SESSION = Session("s1", "a1", "First meeting", START, "Town hall", True, AGENDA)


def spoken(*minutes: float) -> list[Speech]:
    """A speech of so many *minutes* by another person each time, under a name and a card."""
    return [
        Speech(n, Person(f"voice {n}", f"Åse {n}", None), START, START + m * MINUTE)
        for n, m in enumerate(minutes, start=1)
    ]


def speaking(*minutes: float) -> dict[str, Any]:
    document = encode_meeting(SESSION, spoken(*minutes), here=36)["speaking"]
    assert isinstance(document, dict)
    return document


def test_each_item_has_the_times_that_were_planned_and_those_that_it_had() -> None:
    """18:00 in Copenhagen in March is an hour ahead of UTC; 15 minutes from then is 18:15."""
    document = encode_meeting(SESSION, [], here=36)
    first, second, third = document["agenda"]
    assert first["planned"] == ["2026-03-14T18:00:00+01:00", "2026-03-14T18:15:00+01:00"]
    assert (first["began"], first["ended"]) == (
        "2026-03-14T18:05:00+01:00",
        "2026-03-14T18:25:00+01:00",
    )
    assert second["planned"] == ["2026-03-14T18:15:00+01:00", "2026-03-14T18:45:00+01:00"]
    assert (second["vote"], second["ended"]) == ("v1", None)
    assert (third["began"], third["ended"]) == (None, None)
    assert document["checked_in"] == 36
    assert document["speaking"] is None


def test_nobody_is_named_and_no_voice_and_no_card_is_told() -> None:
    text = canonical(encode_meeting(SESSION, spoken(1, 2, 3, 4, 5, 6, 7), here=36)).decode()
    assert "voice" not in text
    assert "Åse" not in text


def test_of_few_who_spoke_only_the_sums_are_told() -> None:
    assert speaking(1, 2, 3, 8) == {
        "turns": 4,
        "minutes": 14,
        "speakers": None,
        "groups": None,
        "halves": None,
    }


def test_of_many_it_is_told_how_the_time_was_shared() -> None:
    """Five spoke 2 minutes and six 5 minutes: the six who spoke most have 30 of 40."""
    told = speaking(*[2] * 5, *[5] * 6)
    assert (told["turns"], told["minutes"], told["speakers"]) == (11, 40, 11)
    assert told["groups"] == [5, 6, 0]
    assert told["halves"] == [30, 10]


def test_a_group_of_four_hides_all_groups() -> None:
    told = speaking(*[1] * 6, *[9] * 4)
    assert told["groups"] is None
    assert told["halves"] == [37, 5], "of ten, the five who spoke most: 4 x 9 and 1"


def test_turns_of_one_person_are_added_up_and_points_of_order_are_not_counted() -> None:
    person = Person("voice", "", 3)
    two = [Speech(n, person, START, START + 2 * MINUTE) for n in (1, 2)]
    point = replace(two[0], number=3, point=True, ended=START + 60 * MINUTE)
    many = [replace(s, number=s.number + 3) for s in spoken(3, 3, 3, 3)]
    told = encode_meeting(SESSION, [*two, point, *many], here=36)["speaking"]
    assert (told["turns"], told["minutes"], told["speakers"]) == (6, 16, 5)


def test_of_fewer_than_five_who_checked_in_no_number_is_told() -> None:
    numbers = [encode_meeting(SESSION, [], here=n)["checked_in"] for n in (0, 1, 4, 5)]
    assert numbers == [None, None, None, 5]


@given(st.lists(st.integers(1, 30), max_size=40))
def test_no_group_that_is_told_is_small_or_everybody(minutes: list[int]) -> None:
    """Whoever subtracts what is told from what else is told learns of no fewer than five."""
    told = encode_meeting(SESSION, spoken(*minutes), here=36)["speaking"]
    if told is None:
        assert not minutes
        return
    assert told["minutes"] == sum(minutes)
    if told["speakers"] is None:
        assert 0 < len(minutes) < 5
    groups = [n for n in told["groups"] or () if n]
    assert all(5 <= n < len(minutes) for n in groups)
    assert told["halves"] is None or len(minutes) >= 10


def test_a_moment_in_utc_is_told_by_the_clock_of_the_place() -> None:
    later = replace(AGENDA[0], began=(START + 5 * MINUTE).astimezone(UTC))
    document = encode_meeting(replace(SESSION, agenda=(later,)), [], here=0)
    assert document["agenda"][0]["began"] == "2026-03-14T18:05:00+01:00"
