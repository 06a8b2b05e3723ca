"""The queue of a session, as it is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.sessions import Session
from deliberation.sessions.speaking import Person, Speech, Wish

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
START = NOW.astimezone(ZoneInfo("Europe/Copenhagen"))
ANE = Wish(Person("voice-a", "أنه"), NOW, True)
CARD = Wish(Person("voice-b", "", 17), NOW + timedelta(seconds=1))


@pytest.fixture
def met(begin, assembly):
    with begin() as store:
        store.add_session(Session("s1", "a1", "Second meeting", START))
    return begin


def test_whoever_asks_again_keeps_the_moment_and_changes_the_rest(met):
    again = replace(ANE, person=Person("voice-a", "", 3), asked=NOW + timedelta(9), point=False)
    with met() as store:
        store.put_wish("s1", CARD)
        store.put_wish("s1", ANE)
        assert store.wishes("s1") == (ANE, CARD)
        store.put_wish("s1", again)
        assert store.wishes("s1") == (replace(again, asked=NOW), CARD)
        store.remove_wish("s1", "voice-a")
        store.remove_wish("s1", "voice-x")
        assert store.wishes("s1") == (CARD,)


def test_no_row_holds_a_name_where_another_of_that_voice_holds_a_card(met):
    named = replace(CARD, person=Person("voice-b", "Bo"))
    with met() as store:
        store.add_speech("s1", CARD, NOW)
        store.add_speech("s1", ANE, NOW)
        store.put_wish("s1", named)
        assert [s.person for s in store.speeches("s1")] == [named.person, ANE.person]


def test_speeches_are_numbered_end_once_and_are_forgotten(met):
    later = NOW + timedelta(minutes=1)
    with met() as store:
        store.add_speech("s1", ANE, NOW)
        store.end_speech("s1", 1, later)
        store.end_speech("s1", 1, later + timedelta(minutes=1))
        store.add_speech("s1", CARD, later)
        store.put_wish("s1", CARD)
    with met() as store:
        assert store.speeches("s1") == (
            Speech(1, ANE.person, NOW, later, True),
            Speech(2, CARD.person, later),
        )
        store.forget_speaking("s1")
        assert (store.speeches("s1"), store.wishes("s1")) == ((), ())


def test_at_the_end_names_and_cards_go_and_how_long_was_spoken_stays(met):
    sits = replace(CARD, person=replace(CARD.person, table="4"))
    with met() as store:
        store.add_speech("s1", ANE, NOW)
        store.add_speech("s1", sits, NOW)
        store.put_wish("s1", ANE)
        store.set_table("s1", "voice-a", "2")
        assert [w.person.table for w in store.wishes("s1")] == ["2"]
        store.forget_names("s1")
        assert store.wishes("s1") == ()
        assert [s.person for s in store.speeches("s1")] == [
            Person("voice-a", "", None, "2"), Person("voice-b", "", None, "4"),
        ]  # fmt: skip
        assert [s.began for s in store.speeches("s1")] == [NOW, NOW]
