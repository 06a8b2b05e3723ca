"""An assembly after a model has what was asked and planned, and nothing of who was there."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from deliberation.assembly import Facilitator, Mode, Stage, VoteState
from deliberation.errors import InvalidInputError, NotAllowedError, NotFoundError
from deliberation.procedures import admitting, conducting, decide, meeting
from deliberation.procedures.archiving import archive_assembly
from deliberation.procedures.copying import duplicate, waiting_quotas
from deliberation.roles import Role
from deliberation.sessions import Phase

ZONE = ZoneInfo("Europe/Copenhagen")
START = datetime(2026, 3, 14, 10, 0, tzinfo=ZONE)
SAID = {"title": "Second town", "question": "And now?", "by": "f1"}


@pytest.fixture
def ids():
    numbers = count(1)
    return lambda: f"n{next(numbers)}"


def held(begin, now) -> None:
    """Two sessions, the second a week later at another time of day, and the first is over."""
    with begin() as store:
        for n, days, hour in (("s1", 0, 10), ("s2", 7, 18)):
            start = (START + timedelta(days=days)).replace(hour=hour)
            said = {"title": f"Session {n}", "start": start, "place": "Hall", "phase": Phase.LEARN}
            meeting.create_session(store, "a1", **said, by="f1", id=n)
        meeting.add_item(store, "s1", title="Talk", minutes=20, least=5, by="f1", id="i1")
        meeting.add_item(store, "s1", title="Vote", minutes=9, vote_id="v1", by="f1", id="i2")
        for after in ("", "i1", "i2"):
            conducting.move_on(store, "s1", after=after, by="f1", now=now)


def test_questions_quotas_agendas_and_votes_come_along(
    begin, to_pool, quotas, add_vote, random_bytes, now, ids
) -> None:
    to_pool(begin)
    add_vote(begin, mode=Mode.ROLL_CALL)
    held(begin, now)
    with begin() as store:
        admitting.issue_cards(store, "a1", count=2, random_bytes=random_bytes, by="f1")
        decide.open_vote(store, "v1", by="f1", now=now)
        decide.close_vote(store, "v1", by="f1", now=now)
        archive_assembly(store, "a1", by="f1", now=now)
        made = duplicate(store, "a1", **SAID, first=date(2027, 9, 4), now=now, new_id=ids)
    with begin() as store:
        there = store.assembly(made.id)
        assert (there.title, there.question) == ("Second town", "And now?")
        assert (there.stage, there.archived) == (Stage.EMPTY, None)
        assert waiting_quotas(store, there) == quotas
        with pytest.raises(NotFoundError):
            store.pool(made.id)
        assert not store.cards(made.id)
        (vote,) = store.votes(made.id)
        before = store.vote("v1")
        for name in ("title", "question", "kind", "candidates", "rule", "options", "mode"):
            assert getattr(vote, name) == getattr(before, name)
        assert (vote.state, vote.opened, vote.closed) == (VoteState.DRAFT, None, None)
        first, second = store.sessions(made.id)
        assert first.start == datetime(2027, 9, 4, 10, 0, tzinfo=ZONE)
        assert second.start == datetime(2027, 9, 11, 18, 0, tzinfo=ZONE)
        assert [(s.title, s.place, s.phase, s.public) for s in (first, second)] == [
            ("Session s1", "Hall", Phase.LEARN, False), ("Session s2", "Hall", Phase.LEARN, False),
        ]  # fmt: skip
        assert [(i.title, i.minutes, i.least, i.vote_id) for i in first.agenda] == [
            ("Talk", 20, 5, None), ("Vote", 9, 9, vote.id),
        ]  # fmt: skip
        assert all(item.began is item.ended is None for item in first.agenda)
        assert [entry.kind for entry in store.ledger(made.id)] == ["assembly", "vote", "mode"]


def test_quotas_that_wait_are_no_pool(begin, to_pool, pool, quotas, now, ids) -> None:
    to_pool(begin)
    with begin() as store:
        made = duplicate(store, "a1", **SAID, now=now, new_id=ids)
        assert store.assembly(made.id).stage is Stage.EMPTY
        store.replace_pool(made.id, pool, quotas)
        assert store.assembly(made.id).stage is Stage.POOL
        assert waiting_quotas(store, store.assembly(made.id)) is None
        assert store.quotas(made.id) == quotas


def test_a_vote_that_revised_another_does_not_come_along(begin, add_vote, now, ids) -> None:
    add_vote(begin)
    with begin() as store:
        before = store.vote("v1")
        assert waiting_quotas(store, store.assembly("a1")) is None
        terms = {"kind": "grades", "rule": "support", "seats": 1, "candidates": ("x",)}
        options = {"share": [1, 2], "of": "answers", "revises": "v1"}
        store.add_vote(replace(before, id="v2", **terms, options=options))
        made = duplicate(store, "a1", **SAID, now=now, new_id=ids)
        assert [vote.title for vote in store.votes(made.id)] == [before.title]


def test_a_day_is_needed_where_there_are_sessions(begin, add_vote, now, ids) -> None:
    add_vote(begin)
    held(begin, now)
    with begin() as store, pytest.raises(InvalidInputError, match="on which day"):
        duplicate(store, "a1", **SAID, now=now, new_id=ids)


def test_only_who_leads_it_and_may_begin_others_takes_it_as_a_model(begin, now, ids) -> None:
    with begin() as store:
        with pytest.raises(NotFoundError):
            duplicate(store, "a1", **SAID | {"by": "f2"}, now=now, new_id=ids)
        store.put_in_team("a1", "f2", Role.COMMISSIONER)
        with pytest.raises(NotAllowedError, match="for other things"):
            duplicate(store, "a1", **SAID | {"by": "f2"}, now=now, new_id=ids)
        store.add_facilitator(Facilitator("f3", "Cem", "hash", begins=False))
        store.put_in_team("a1", "f3", Role.FACILITATOR)
        with pytest.raises(NotAllowedError, match="that others begin"):
            duplicate(store, "a1", **SAID | {"by": "f3"}, now=now, new_id=ids)
