"""The fair order of those who want to speak, by hand and beside a naive twin."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from deliberation.sessions.speaking import (
    AtTable,
    Person,
    Speech,
    Wish,
    queue,
    speaker,
    spoken,
    spoken_at_tables,
)

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ANE, BO, CARL, DUA = (Person(name[0], name) for name in ("Ane", "Bo", "Carl", "Dua"))


def asked(person: Person, minute: int, *, point: bool = False) -> Wish:
    return Wish(person, NOW - timedelta(minutes=60 - minute), point)


def speech(person: Person, seconds: int, *, point: bool = False) -> Speech:
    began = NOW - timedelta(hours=2)
    return Speech(1, person, began, began + timedelta(seconds=seconds), point)


def names(wishes: list[Wish], speeches: list[Speech], now: datetime = NOW) -> list[str]:
    return [one.wish.person.called for one in queue(wishes, speeches, now=now)]


def test_those_who_have_not_spoken_come_first_and_then_those_who_have_spoken_least() -> None:
    wishes = [asked(ANE, 1), asked(BO, 2), asked(CARL, 3), asked(DUA, 4)]
    assert names(wishes, []) == ["Ane", "Bo", "Carl", "Dua"]
    said = [speech(ANE, 90), speech(BO, 60), speech(ANE, 5)]
    assert names(wishes, said) == ["Carl", "Dua", "Bo", "Ane"]


def test_of_equals_whoever_asked_first_comes_first() -> None:
    wishes = [asked(DUA, 5), asked(ANE, 6), asked(BO, 1), asked(CARL, 2)]
    assert names(wishes, [speech(ANE, 60), speech(BO, 60)]) == ["Carl", "Dua", "Bo", "Ane"]


def test_a_point_of_order_comes_first_whoever_asks_for_it() -> None:
    wishes = [asked(ANE, 1), asked(BO, 9, point=True), asked(CARL, 8, point=True)]
    assert names(wishes, [speech(CARL, 600)]) == ["Carl", "Bo", "Ane"]


def test_a_point_of_order_does_not_count_as_having_spoken() -> None:
    said = [speech(ANE, 300, point=True), speech(BO, 1)]
    assert names([asked(BO, 1), asked(ANE, 2)], said) == ["Ane", "Bo"]
    assert [one.person.called for one in spoken(said, now=NOW)] == ["Bo"]


def test_a_speech_of_no_time_is_a_speech() -> None:
    assert names([asked(ANE, 1), asked(BO, 2)], [speech(ANE, 0)]) == ["Bo", "Ane"]


def test_whoever_speaks_now_has_spoken_until_now() -> None:
    now = Speech(2, ANE, NOW - timedelta(seconds=30), None)
    assert speaker([speech(BO, 31), now]) == now
    assert names([asked(ANE, 1), asked(BO, 2)], [speech(BO, 31), now]) == ["Ane", "Bo"]
    later = NOW + timedelta(seconds=2)
    assert names([asked(ANE, 1), asked(BO, 2)], [speech(BO, 31), now], later) == ["Bo", "Ane"]


def test_times_are_added_up_for_each_person_the_longest_first() -> None:
    said = [speech(ANE, 10), speech(BO, 25), speech(Person("A", "Ane M."), 20)]
    told = [(o.person.called, o.times, o.total.seconds) for o in spoken(said, now=NOW)]
    assert told == [("Ane M.", 2, 30), ("Bo", 1, 25)]


PEOPLE = st.sampled_from([ANE, BO, CARL, DUA])
SPEECHES = st.lists(st.builds(speech, PEOPLE, st.integers(0, 3), point=st.booleans()), max_size=8)
WISHES = st.lists(
    st.builds(asked, PEOPLE, st.integers(0, 3), point=st.booleans()),
    max_size=4,
    unique_by=lambda wish: wish.person.voice,
)


@given(WISHES, SPEECHES)
def test_the_order_is_that_of_a_chair_who_calls_one_after_another(
    wishes: list[Wish], speeches: list[Speech]
) -> None:
    """The twin asks before each call who of those left has the best claim, rule by rule."""
    left, called = list(wishes), []
    while left:
        among = [wish for wish in left if wish.point]
        if not among:
            said = {
                wish.person.voice: [
                    s.ended - s.began
                    for s in speeches
                    if s.person == wish.person and not s.point and s.ended
                ]
                for wish in left
            }
            among = [wish for wish in left if not said[wish.person.voice]]
        if not among:
            totals = {voice: sum(lengths, timedelta()) for voice, lengths in said.items()}
            least = min(totals.values())
            among = [wish for wish in left if totals[wish.person.voice] == least]
        first = min(among, key=lambda wish: (wish.asked, wish.person.voice))
        called.append(first)
        left.remove(first)
    assert [one.wish for one in queue(wishes, speeches, now=NOW)] == called


def test_a_table_has_spoken_as_long_as_those_who_sit_there() -> None:
    """Ane sat at table 1 and moved to 2: all that she said counts where she sits now."""
    moved = replace(ANE, table="2")
    said = [
        *(speech(replace(ANE, table="1"), 60), speech(moved, 30)),
        *(speech(replace(BO, table="2"), 5), speech(replace(CARL, table="1"), 40)),
        *(speech(DUA, 500), speech(replace(CARL, table="1"), 900, point=True)),
    ]

    assert spoken_at_tables(said, now=NOW) == (
        AtTable("2", 2, 3, timedelta(seconds=95)),
        AtTable("1", 1, 1, timedelta(seconds=40)),
    )
