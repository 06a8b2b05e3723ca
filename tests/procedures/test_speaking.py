"""Asking to speak, and having the floor: who may, what is refused, and that nothing is twice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import InvalidInputError, NotAMemberError, NotFoundError, ProcedureError
from deliberation.procedures import admitting, conducting, decide, meeting, speaking

MINUTE = timedelta(minutes=1)


@pytest.fixture
def tokens(begin, random_bytes, now):
    """The tokens of three members in a session that goes on."""
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    with begin() as store:
        cards = admitting.issue_cards(store, "a1", count=3, random_bytes=random_bytes, by="f1")
        meeting.create_session(store, "a1", title="Second", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        return [admitting.join(store, "a1", card.code) for card in cards]


def ask(store, token, called, at, *, point=False):
    speaking.ask_to_speak(store, "s1", called=called, point=point, token=token, now=at)


def voice(token):
    return speaking.voice_of(token, session_id="s1")


def floor(store, token, at, by="f1"):
    speaking.give_floor(store, "s1", voice=voice(token), by=by, now=at)


def waiting(store, now):
    found = speaking.floor_of(store, "s1", now=now).waiting
    return [one.wish.person.called or one.wish.person.card for one in found]


def test_members_are_called_as_they_type_or_by_the_number_of_their_card(begin, tokens, now):
    with begin() as store:
        ask(store, tokens[1], " Ane ", now)
        ask(store, tokens[2], "  ", now + MINUTE)
        assert waiting(store, now) == ["Ane", 3]
        ask(store, tokens[2], "Bo", now + 2 * MINUTE)
        kept = store.wishes("s1")
    assert {(w.person.called, w.person.card) for w in kept} == {("Ane", None), ("Bo", None)}


def test_whoever_has_spoken_waits_longer_and_a_second_press_gives_nothing(begin, tokens, now):
    with begin() as store:
        for token, name in zip(tokens, ("Ane", "Bo", "Carl"), strict=True):
            ask(store, token, name, now)
            now += MINUTE
        floor(store, tokens[0], now)
        floor(store, tokens[0], now + MINUTE)
        ask(store, tokens[0], "Ane", now + MINUTE)
        assert waiting(store, now + MINUTE) == ["Bo", "Carl", "Ane"]
        floor(store, tokens[1], now + 2 * MINUTE)  # which ends what Ane says
        found = speaking.floor_of(store, "s1", now=now + 3 * MINUTE)
        assert found.speaker.person.called == "Bo"
        assert [(o.person.called, o.times, o.total) for o in found.spoken] == [
            ("Ane", 1, 2 * MINUTE)
        ]
        for minutes in (4, 9):
            at = now + minutes * MINUTE
            speaking.end_speech(store, "s1", number=found.speaker.number, by="f1", now=at)
        found = speaking.floor_of(store, "s1", now=now + 9 * MINUTE)
        assert found.speaker is None
        totals = {(o.person.called, o.total) for o in found.spoken}
        assert totals == {("Ane", 2 * MINUTE), ("Bo", 2 * MINUTE)}
        assert waiting(store, now) == ["Carl", "Ane"]


def test_whoever_has_no_phone_is_put_into_the_queue_by_name(begin, tokens, now):
    def put(called, by="f1"):
        said = {"called": called, "point": False, "by": by, "now": now}
        speaking.put_in_queue(store, "s1", **said)

    with begin() as store:
        put("Ole")
        put(" ole ")
        assert waiting(store, now) == ["ole"]
        with pytest.raises(InvalidInputError, match="blank"):
            put(" ")
        with pytest.raises(NotFoundError):
            put("Ane", by="f2")
        assert len(waiting(store, now)) == 1


def test_a_wish_can_be_withdrawn(begin, tokens, now):
    with begin() as store:
        ask(store, tokens[0], "Ane", now)
        ask(store, tokens[1], "Bo", now)
        for _ in range(2):
            speaking.withdraw_wish(store, "s1", token=tokens[0])
        assert waiting(store, now) == ["Bo"]


def test_a_name_that_cannot_be_is_refused(begin, tokens, now):
    with begin() as store:
        for name in ("x" * 61, "two\nlines"):
            with pytest.raises(InvalidInputError):
                ask(store, tokens[0], name, now)
        assert waiting(store, now) == []


def test_only_members_ask_and_only_the_facilitator_gives(begin, tokens, now):
    with begin() as store:
        with pytest.raises(NotAMemberError):
            ask(store, "0" * 32, "Ane", now)
        ask(store, tokens[0], "Ane", now)
        with pytest.raises(NotAMemberError):
            speaking.withdraw_wish(store, "s1", token="0" * 32)
        for change in (
            lambda: floor(store, tokens[0], now, by="f2"),
            lambda: speaking.end_speech(store, "s1", number=1, by="f2", now=now),
            lambda: speaking.forget_speaking(store, "s1", by="f2"),
        ):
            with pytest.raises(NotFoundError):
                change()
        assert waiting(store, now) == ["Ane"]


def test_nobody_asks_when_the_session_does_not_go_on(begin, tokens, now):
    with begin() as store:
        assert speaking.session_that_goes_on(store, "a1").id == "s1"
        conducting.move_on(store, "s1", after="i1", by="f1", now=now)
        assert speaking.session_that_goes_on(store, "a1") is None
        with pytest.raises(ProcedureError, match="after it"):
            ask(store, tokens[0], "Ane", now)


def test_nobody_asks_or_withdraws_while_a_vote_is_open(begin, add_vote, tokens, now):
    add_vote(begin)
    with begin() as store:
        ask(store, tokens[0], "Ane", now)
        decide.open_vote(store, "v1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="vote is open"):
            ask(store, tokens[1], "Bo", now)
        with pytest.raises(ProcedureError, match="vote is open"):
            speaking.withdraw_wish(store, "s1", token=tokens[0])
        said = {"called": "Ole", "point": False, "by": "f1", "now": now}
        with pytest.raises(ProcedureError, match="vote is open"):
            speaking.put_in_queue(store, "s1", **said)
        decide.close_vote(store, "v1", by="f1", now=now)
        ask(store, tokens[1], "Bo", now)
        assert waiting(store, now) == ["Ane", "Bo"]


def test_everything_can_be_forgotten_and_a_session_taken_away(begin, tokens, now):
    with begin() as store:
        ask(store, tokens[0], "Ane", now)
        floor(store, tokens[0], now)
        ask(store, tokens[1], "Bo", now)
        conducting.step_back(store, "s1", to="", by="f1")
        meeting.remove_session(store, "s1", by="f1")
        assert (store.speeches("s1"), store.wishes("s1")) == ((), ())


def test_a_table_is_kept_until_another_is_said(begin, tokens, now):
    with begin() as store:
        said = {"called": "Ane", "point": False, "token": tokens[0], "now": now}
        speaking.ask_to_speak(store, "s1", **said, table=" 4 ")
        speaking.ask_to_speak(store, "s1", **said)
        floor(store, tokens[0], now)
        speaking.put_in_queue(
            store, "s1", called="Bo", point=False, table="5", by="f1", now=now + MINUTE
        )
        speaking.put_in_queue(store, "s1", called="bo", point=False, by="f1", now=now + MINUTE)
        found = speaking.floor_of(store, "s1", now=now)
        assert [(p.called, p.table) for p in found.people] == [("Ane", "4"), ("bo", "5")]
        speaking.seat_at(store, "s1", voice=voice(tokens[0]), table="6", by="f1")
        speaking.end_speech(store, "s1", number=1, by="f1", now=now + MINUTE)
        (at,) = speaking.floor_of(store, "s1", now=now).tables
        assert (at.table, at.people, at.total) == ("6", 1, MINUTE)
        for wrong in ("x" * 21, "two\nlines"):
            with pytest.raises(InvalidInputError, match="table"):
                speaking.seat_at(store, "s1", voice=voice(tokens[0]), table=wrong, by="f1")
        with pytest.raises(NotFoundError):
            speaking.seat_at(store, "s1", voice=voice(tokens[0]), table="1", by="f2")


def test_with_the_session_the_queue_ends_and_its_names_are_forgotten(begin, tokens, now):
    """Ane speaks when the session ends and Bo waits; that somebody spoke for two minutes stays."""
    with begin() as store:
        ask(store, tokens[0], "Ane", now)
        ask(store, tokens[1], "Bo", now)
        floor(store, tokens[0], now)
        conducting.move_on(store, "s1", after="i1", by="f1", now=now + 2 * MINUTE)
        found = speaking.floor_of(store, "s1", now=now + 9 * MINUTE)
        assert (found.speaker, found.waiting, found.people) == (None, (), ())
        (speech,) = store.speeches("s1")
        assert (speech.person.called, speech.person.card) == ("", None)
        assert speech.ended - speech.began == 2 * MINUTE
        conducting.step_back(store, "s1", to="i1", by="f1")
        ask(store, tokens[0], "Ane", now + 9 * MINUTE)
        ask(store, tokens[1], "Bo", now + 10 * MINUTE)
        assert waiting(store, now) == ["Bo", "Ane"], "who has spoken is still known by the voice"
