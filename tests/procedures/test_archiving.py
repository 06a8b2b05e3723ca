"""An assembly in the archive stays as it is, whoever asks."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.procedures import (
    admitting,
    arriving,
    conducting,
    decide,
    meeting,
    noting,
    paper,
    recruit,
    retaining,
    sealed,
    speaking,
)
from deliberation.procedures.archiving import archive_assembly, take_out_of_archive
from deliberation.retention import Kind
from deliberation.urn import Split


def prepared(begin, add_vote, hand_out, now) -> str:
    """The token of a card, in an assembly with a draft and a session that is not begun."""
    token = hand_out(begin, 1)[0]
    add_vote(begin)
    with begin() as store:
        start = (now + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Copenhagen"))
        meeting.create_session(store, "a1", title="First", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Welcome", minutes=5, by="f1", id="i1")
    return token


@pytest.fixture
def hand_out(random_bytes):
    """Hands out cards: the tokens that their codes give."""

    def hand(begin, count: int) -> list[str]:
        with begin() as store:
            cards = admitting.issue_cards(
                store, "a1", count=count, random_bytes=random_bytes, by="f1"
            )  # fmt: skip
            return [admitting.join(store, "a1", card.code) for card in cards]

    return hand


def test_nothing_is_written_in_an_assembly_that_is_in_the_archive(
    begin, add_vote, hand_out, now, random_bytes, pool, quotas
) -> None:
    token = prepared(begin, add_vote, hand_out, now)
    with begin() as store:
        archive_assembly(store, "a1", by="f1", now=now)
        before = (store.ledger("a1"), store.votes("a1"), store.sessions("a1"), store.cards("a1"))
    by = {"by": "f1"}
    steps = [
        lambda s: recruit.replace_pool(s, "a1", pool, quotas, **by),
        lambda s: admitting.issue_cards(s, "a1", count=1, random_bytes=random_bytes, **by),
        lambda s: admitting.revoke_card(s, "a1", 1, **by, now=now),
        lambda s: decide.open_vote(s, "v1", **by, now=now),
        lambda s: decide.close_vote(s, "v1", **by, now=now),
        lambda s: decide.settle_tie(s, "v1", seed="6", **by),
        lambda s: sealed.prepare_urn(
            s, "v1", split=Split("2 of 2"), random_bytes=random_bytes, **by
        ),
        lambda s: paper.print_papers(s, "v1", count=1, random_bytes=random_bytes, **by),
        lambda s: meeting.add_item(s, "s1", title="More", minutes=5, **by, id="i2"),
        lambda s: conducting.move_on(s, "s1", after="", **by, now=now),
        lambda s: conducting.tell_all(s, "a1", "Hello", **by),
        lambda s: noting.correct(s, "a1", 0, reason="No.", **by, now=now),
        lambda s: speaking.ask_to_speak(s, "s1", called="", point=False, token=token, now=now),
        lambda s: arriving.check_in(s, "s1", token=token, now=now),
        lambda s: archive_assembly(s, "a1", **by, now=now),
    ]
    for step in steps:
        with pytest.raises(ProcedureError, match="this assembly is over"), begin() as store:
            step(store)
    with begin() as store:
        after = (store.ledger("a1"), store.votes("a1"), store.sessions("a1"), store.cards("a1"))
        assert after == before
        assert store.arrivals("s1") == 0
        assert not store.wishes("s1")


def test_what_is_due_is_deleted_in_the_archive_too(begin, add_vote, hand_out, now) -> None:
    prepared(begin, add_vote, hand_out, now)
    with begin() as store:
        conducting.tell_all(store, "a1", "Hello", by="f1")
        archive_assembly(store, "a1", by="f1", now=now)
        retaining.set_days(store, "a1", Kind.MESSAGE, 1, by="f1")
        retaining.delete_due(store, "a1", by="f1", now=now + timedelta(days=2))
        assert store.message("a1") == ""


def test_a_card_does_not_lead_into_an_assembly_that_is_over(begin, random_bytes, now) -> None:
    with begin() as store:
        (card,) = admitting.issue_cards(store, "a1", count=1, random_bytes=random_bytes, by="f1")
        archive_assembly(store, "a1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="this assembly is over"):
            admitting.join(store, "a1", card.code)


def test_it_goes_on_when_it_is_taken_out_again(begin, now, random_bytes) -> None:
    with begin() as store:
        archive_assembly(store, "a1", by="f1", now=now)
        assert store.assembly("a1").archived == now
        take_out_of_archive(store, "a1", by="f1")
        take_out_of_archive(store, "a1", by="f1")
        assert store.assembly("a1").archived is None
        admitting.issue_cards(store, "a1", count=1, random_bytes=random_bytes, by="f1")


def test_what_goes_on_is_ended_before_the_archive(begin, add_vote, hand_out, now, to_pool) -> None:
    prepared(begin, add_vote, hand_out, now)
    to_pool(begin)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="a vote is open"):
            archive_assembly(store, "a1", by="f1", now=now)
        decide.close_vote(store, "v1", by="f1", now=now)
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        with pytest.raises(ProcedureError, match="a session goes on"):
            archive_assembly(store, "a1", by="f1", now=now)
        conducting.move_on(store, "s1", after="i1", by="f1", now=now)
        recruit.begin_check(store, "a1", by="f1", id="j1")
        with pytest.raises(ProcedureError, match="being computed"):
            archive_assembly(store, "a1", by="f1", now=now)
        store.withdraw_job("a1", "check")
        archive_assembly(store, "a1", by="f1", now=now)


def test_the_archive_of_somebody_else_is_not_told_from_none(begin, now) -> None:
    with begin() as store:
        for step in (
            lambda: archive_assembly(store, "a1", by="f2", now=now),
            lambda: take_out_of_archive(store, "a1", by="f2"),
        ):
            with pytest.raises(NotFoundError):
                step()
