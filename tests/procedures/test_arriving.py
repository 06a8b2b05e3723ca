"""Members check in; the facilitator sees how many, and nobody who."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text

from deliberation.errors import NotAMemberError, NotFoundError, ProcedureError
from deliberation.procedures import admitting, arriving, conducting, decide, meeting, speaking
from deliberation.procedures.arriving import Attendance
from deliberation.procedures.cards import slot_of, token_hash

HOUR = timedelta(hours=1)


@pytest.fixture
def tokens(begin, random_bytes, now):
    """The tokens of three members before a session that begins now."""
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    with begin() as store:
        cards = admitting.issue_cards(store, "a1", count=3, random_bytes=random_bytes, by="f1")
        meeting.create_session(store, "a1", title="Second", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
        return [admitting.join(store, "a1", card.code) for card in cards]


def here(store):
    return arriving.attendance(store, store.session("s1"))


def test_whoever_checks_in_is_counted_once_and_can_take_it_back(begin, tokens, now):
    with begin() as store:
        assert here(store) == Attendance(0, 3)
        for token in (*tokens[:2], tokens[0]):
            arriving.check_in(store, "s1", token=token, now=now)
        assert here(store) == Attendance(2, 3)
        assert [arriving.is_here(store, "s1", token=t) for t in tokens] == [True, True, False]
        for _ in range(2):
            arriving.check_out(store, "s1", token=tokens[0])
        assert here(store) == Attendance(1, 3)
        admitting.revoke_card(store, "a1", 3, by="f1", now=now)
        assert here(store) == Attendance(1, 2)


def test_members_check_in_from_three_hours_before_until_the_end(begin, tokens, now):
    with begin() as store:
        for hours in (-4, 25):
            assert arriving.session_to_arrive_at(store, "a1", now=now + hours * HOUR) is None
            with pytest.raises(ProcedureError, match="check in"):
                arriving.check_in(store, "s1", token=tokens[0], now=now + hours * HOUR)
        arriving.check_in(store, "s1", token=tokens[0], now=now - 3 * HOUR)
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        arriving.check_in(store, "s1", token=tokens[1], now=now + 30 * HOUR)  # it still goes on
        conducting.move_on(store, "s1", after="i1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="after it"):
            arriving.check_in(store, "s1", token=tokens[2], now=now)
        assert here(store).here == 2


def test_of_several_sessions_members_come_to_the_one_that_goes_on(begin, tokens, now):
    start = now.astimezone(ZoneInfo("Europe/Copenhagen")) + HOUR

    def there(store):
        return arriving.session_to_arrive_at(store, "a1", now=now).id

    with begin() as store:
        meeting.create_session(store, "a1", title="Third", start=start, by="f1", id="s2")
        meeting.add_item(store, "s2", title="Talk", minutes=10, by="f1", id="i2")
        hidden = {"title": "Hidden", "start": start - 2 * HOUR, "public": False}
        meeting.create_session(store, "a1", **hidden, by="f1", id="s0")
        assert there(store) == "s1"
        conducting.move_on(store, "s2", after="", by="f1", now=now)
        assert there(store) == "s2"


def test_only_members_check_in_and_nobody_while_a_vote_is_open(begin, add_vote, tokens, now):
    add_vote(begin)
    with begin() as store:
        with pytest.raises(NotAMemberError):
            arriving.check_in(store, "s1", token="0" * 32, now=now)
        with pytest.raises(NotFoundError):
            arriving.check_in(store, "s9", token=tokens[0], now=now)
        arriving.check_in(store, "s1", token=tokens[0], now=now)
        decide.open_vote(store, "v1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="vote is open"):
            arriving.check_in(store, "s1", token=tokens[1], now=now)
        with pytest.raises(ProcedureError, match="vote is open"):
            arriving.check_out(store, "s1", token=tokens[0])
        assert here(store).here == 1


def test_a_mark_is_none_of_a_card_a_slot_or_a_voice(address, busy, random_bytes, now):
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    with busy() as store:
        cards = admitting.issue_cards(store, "a1", count=1, random_bytes=random_bytes, by="f1")
        token = admitting.join(store, "a1", cards[0].code)
        meeting.create_session(store, "a1", title="Second", start=start, by="f1", id="s1")
        arriving.check_in(store, "s1", token=token, now=now)
    engine = create_engine(address)
    with engine.connect() as thief:
        (mark,) = thief.scalars(text("SELECT mark FROM arrival"))
    engine.dispose()
    assert mark == arriving.mark_of(token, session_id="s1")
    others = {token, token_hash(token), slot_of(token, vote_id="v1")}
    assert mark not in others | {speaking.voice_of(token, session_id="s1")}


def test_a_session_that_is_removed_takes_its_arrivals_along(begin, tokens, now):
    with begin() as store:
        arriving.check_in(store, "s1", token=tokens[0], now=now)
        meeting.remove_session(store, "s1", by="f1")
        assert store.arrivals("s1") == 0
