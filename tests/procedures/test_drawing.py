"""Announced, numbered, drawn: each once, in this order, and as it was announced."""

import pytest

from deliberation.assembly import Stage
from deliberation.beacon import Round
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import drawing, publish
from deliberation.sortition import Numbering, Tickets, alternates, draw
from deliberation.verify import check

ROUND = Round(
    1000,
    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
)


def announce(begin, now, **terms):
    given = {"source": "three dice", "numbering": "dice before", "method": "hand"} | terms
    with begin() as store:
        return drawing.announce_draw(store, "a1", **({"by": "f1"} | given), now=now)


def number(begin, now, seed="4 0 7", **terms):
    with begin() as store:
        return drawing.number_tickets(store, "a1", seed=seed, **({"by": "f1"} | terms), now=now)


def draw_it(begin, now, seed="dice 3 1 4", **terms):
    with begin() as store:
        return drawing.draw_panel(store, "a1", seed=seed, **({"by": "f1"} | terms), now=now)


@pytest.fixture
def last(begin, to_commitment):
    """The last number of the lottery that is committed to, as dice would show it."""
    to_commitment(begin)
    with begin.reading() as store:
        return str(store.lottery("a1").total - 1)


def test_a_draw_by_hand_goes_as_announced_and_is_checked_by_a_stranger(begin, last, now):
    announcement = announce(begin, now)
    numbering = number(begin, now, seed="4 0  7", again="4 0 7")
    drawn = draw_it(begin, now, seed=last, again=" ".join(last), method="hand")
    assert drawn.ticket == int(last)
    with begin.reading() as store:
        assert store.announcement("a1") == announcement
        assert store.numbering("a1") == numbering == Numbering("4 0 7", announcement.commitment)
        assert store.drawn("a1") == drawn
        tickets = Tickets(store.lottery("a1"), numbering)
        assert drawn.panel == tickets.panel_of(int(last))
        pool, quotas = store.pool("a1"), store.quotas("a1")
        assert store.alternates("a1") == alternates(pool, quotas, drawn, count=10)
        lines = check(publish.assembly_bundle(store, "a1"), commitment=announcement.commitment)
        assert store.assembly("a1").stage is Stage.DRAWN
    assert any("drawn as announced" in line for line in lines)
    assert any("mixes the numbers" in line for line in lines)


def test_numbered_tickets_may_be_drawn_by_a_seed_too(begin, last, now):
    numbering = number(begin, now)
    drawn = draw_it(begin, now)
    with begin.reading() as store:
        lottery = store.lottery("a1")
        assert drawn == draw(lottery, seed="dice 3 1 4", numbering=numbering) == store.drawn("a1")
        assert publish.numbering_document(store, "a1")["seed"] == "4 0 7"
        with pytest.raises(NotFoundError):
            publish.announcement_document(store, "a1")
        assert check(publish.assembly_bundle(store, "a1"))


def test_a_round_of_drand_numbers_and_is_kept_with_its_signature(begin, last, now):
    numbering = number(begin, now, seed=ROUND)
    with begin.reading() as store:
        assert store.numbering("a1") == numbering
    with pytest.raises(InvalidInputError, match="later round"):
        draw_it(begin, now, seed=ROUND)
    with pytest.raises(InvalidInputError, match="pasted once"):
        draw_it(begin, now, seed=ROUND, again="x")


def test_nothing_is_done_where_two_wrote_down_something_else(begin, last, now):
    with pytest.raises(InvalidInputError, match="word 2 is '0' and '6'"):
        number(begin, now, seed="4 0 7", again="4 6 7")
    with pytest.raises(InvalidInputError, match="word 2 is '6' and '9'"):
        draw_it(begin, now, seed="dice 6", again="dice 9")
    number(begin, now)
    with pytest.raises(InvalidInputError, match="word 2"):
        draw_it(begin, now, seed="407", again="417", method="hand")
    with begin.reading() as store:
        assert store.assembly("a1").stage is Stage.COMMITTED


def test_no_step_is_done_before_the_commitment(begin, to_lottery, now):
    to_lottery(begin)
    for step in (announce, number, draw_it):
        with pytest.raises(ProcedureError, match="publish the commitment"):
            step(begin, now)


def test_no_step_is_done_twice_or_after_the_next(begin, last, now):
    announce(begin, now, method="lots")
    with pytest.raises(ProcedureError, match="announced"):
        announce(begin, now)
    number(begin, now)
    with pytest.raises(ProcedureError, match="are numbered"):
        number(begin, now, seed="4 0 8")
    draw_it(begin, now)
    for step in (announce, number, draw_it):
        with pytest.raises(ProcedureError, match="has been drawn"):
            step(begin, now)


def test_a_draw_is_announced_before_the_numbers(begin, last, now):
    number(begin, now)
    with pytest.raises(ProcedureError, match="announced before that"):
        announce(begin, now)


def test_what_was_announced_binds(begin, last, now):
    announce(begin, now, numbering="drand quicknet round 1000")
    with pytest.raises(InvalidInputError, match="would come from"):
        number(begin, now)
    with pytest.raises(InvalidInputError, match="numbered first"):
        draw_it(begin, now)
    number(begin, now, seed=ROUND)
    with pytest.raises(InvalidInputError, match="drawn by hand"):
        draw_it(begin, now)
    assert draw_it(begin, now, seed=last, method="hand").method == "hand"


def test_dice_show_a_ticket_only_where_the_tickets_are_numbered(begin, last, now):
    with pytest.raises(ProcedureError, match="number the tickets first"):
        draw_it(begin, now, seed=last, method="hand")


def test_a_number_that_no_ticket_has_leaves_the_draw_open(begin, last, now):
    number(begin, now)
    with pytest.raises(InvalidInputError, match="digits"):
        draw_it(begin, now, seed=last + "0", method="hand")
    with begin.reading() as store:
        assert store.assembly("a1").stage is Stage.COMMITTED


def test_another_facilitator_finds_nothing_to_draw(begin, last, now):
    for step in (announce, number, draw_it):
        with pytest.raises(NotFoundError):
            step(begin, now, by="f2")
