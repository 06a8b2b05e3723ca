"""Numbers on tickets: every one once, and nobody knew which panel would hold it."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.beacon import Round
from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.randomness import Lots
from deliberation.sortition import Lottery, Numbering, Tickets, draw, draw_by_hand

COMMITMENT = "c0ffee00" * 8
NUMBERING = Numbering("4 0 7 1 1 3 9 2 6", COMMITMENT)
SMALL = Lottery(tuple("abcdef"), (("a", "b"), ("a", "c"), ("d", "e")), (2, 3, 5))
SIGNATURE = "b4" * 48


def town(*tickets: int) -> Lottery:
    """A lottery in which everybody is on one panel, which holds so many tickets."""
    people = tuple(f"p{n:03}" for n in range(len(tickets)))
    return Lottery(people, tuple((id,) for id in people), tickets)


lotteries = st.lists(st.integers(1, 20), min_size=1, max_size=6).map(lambda n: town(*n))
seeds = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=9
).filter(str.strip)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(lotteries, seeds)
def test_every_number_stands_on_one_ticket(lottery: Lottery, seed: str) -> None:
    tickets = Tickets(lottery, Numbering(seed, COMMITMENT))
    assert sorted(n for numbers in tickets.panels for n in numbers) == list(range(lottery.total))
    assert tuple(map(len, tickets.panels)) == lottery.tickets


@settings(deadline=None, max_examples=20)
@given(lotteries)
def test_every_number_drawn_once_gives_everybody_exactly_their_chance(lottery: Lottery) -> None:
    tickets = Tickets(lottery, NUMBERING)
    seats = Counter(
        id
        for number in range(lottery.total)
        for id in draw_by_hand(lottery, shown=tickets.written(number), numbering=NUMBERING).panel
    )
    chances = {id: Fraction(seats[id], lottery.total) for id in lottery.people}
    assert chances == lottery.marginals()


def test_the_numbers_are_dealt_from_the_shuffle_panel_by_panel() -> None:
    dealt = Lots(NUMBERING.seed, f"numbers {COMMITMENT}").shuffle(range(10))
    assert Tickets(SMALL, NUMBERING).panels == (
        tuple(sorted(dealt[:2])),
        tuple(sorted(dealt[2:5])),
        tuple(sorted(dealt[5:])),
    )


def test_without_a_numbering_the_numbers_follow_the_panels() -> None:
    tickets = Tickets(SMALL)
    assert tickets.panels == ((0, 1), (2, 3, 4), (5, 6, 7, 8, 9))
    assert [tickets.panel_of(n) for n in range(10)] == [SMALL.panel_of(n) for n in range(10)]


def test_a_persons_numbers_are_those_of_their_panels() -> None:
    tickets = Tickets(SMALL, NUMBERING)
    everybody = tickets.by_person()
    assert list(everybody) == list("abcdef")
    assert everybody["a"] == tuple(sorted(tickets.panels[0] + tickets.panels[1]))
    assert everybody["f"] == ()
    assert all(tickets.numbers_of(id) == numbers for id, numbers in everybody.items())
    assert all(
        ("a" in tickets.panel_of(number)) == (number in everybody["a"]) for number in range(10)
    )


def test_nobodys_numbers_are_confined_to_some_first_digits() -> None:
    """In Akron in 2026 none of an entrant's 69 numbers began with 0, 3, 6 or 8."""
    lottery = town(69, 931)
    numbered = Tickets(lottery, NUMBERING)
    assert {numbered.written(n)[0] for n in numbered.numbers_of("p000")} == set("0123456789")
    in_order = Tickets(lottery)
    assert {in_order.written(n)[0] for n in in_order.numbers_of("p000")} == {"0"}


def test_another_commitment_or_another_seed_gives_other_numbers() -> None:
    lottery = town(*[10] * 100)
    made = [
        Tickets(lottery, numbering).panels
        for numbering in (
            NUMBERING,
            Numbering("4 0 7 1 1 3 9 2 5", COMMITMENT),
            Numbering("4 0 7 1 1 3 9 2 6", COMMITMENT[::-1]),
        )
    ]
    assert len(set(made)) == 3


def test_every_process_numbers_alike(outputs: Callable[[str], set[str]]) -> None:
    script = (
        "from deliberation.sortition import Lottery, Numbering, Tickets;"
        "people = sorted({f'p{n}' for n in range(40)});"
        "lottery = Lottery(people, [(id,) for id in people], [25] * 40);"
        "print(Tickets(lottery, Numbering('dice 6 1', 'ab' * 32)).by_person())"
    )

    assert len(outputs(script)) == 1


def test_numbers_have_as_many_digits_as_the_last() -> None:
    for total, digits in ((1, 1), (10, 1), (11, 2), (100, 2), (1000, 3), (1001, 4), (10_000, 4)):
        assert Tickets(town(total)).digits == digits
    assert Tickets(town(1000)).written(7) == "007"


@pytest.mark.parametrize("shown", ["007", "0 0 7", " 00 7\t"])
def test_spaces_between_the_dice_do_not_matter(shown: str) -> None:
    assert Tickets(town(1000)).read(shown) == 7


@pytest.mark.parametrize("shown", ["", "07", "0007", "a07", "٠٠٧", "0,7"])
def test_what_is_not_as_many_digits_is_refused(shown: str) -> None:
    with pytest.raises(InvalidInputError, match="3 digits"):
        Tickets(town(1000)).read(shown)


def test_a_number_beyond_the_last_is_thrown_again() -> None:
    tickets = Tickets(town(600))
    assert tickets.read("599") == 599
    with pytest.raises(InvalidInputError, match="the last is 599; throw all dice again"):
        tickets.read("600")


def test_who_and_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="person 'x'"):
        Tickets(SMALL).numbers_of("x")
    for number in (-1, 10):
        with pytest.raises(NotFoundError, match="ticket"):
            Tickets(SMALL, NUMBERING).panel_of(number)


def test_more_tickets_than_anybody_reads_are_not_numbered() -> None:
    assert Tickets(town(10_001)).digits == 5
    with pytest.raises(InvalidInputError, match="at most 10000"):
        Tickets(town(10_001), NUMBERING)


@pytest.mark.parametrize("commitment", ["", "c0ffee", COMMITMENT.upper(), COMMITMENT + "\n"])
def test_a_numbering_needs_a_whole_commitment(commitment: str) -> None:
    with pytest.raises(InvalidInputError, match="64 digits"):
        Numbering("dice", commitment)


def test_a_draw_from_numbered_tickets_takes_the_number_that_the_seed_says() -> None:
    lottery = town(*[10] * 100)
    drawn = draw(lottery, seed="dice 6 1 4 4 2 5", numbering=NUMBERING)
    assert (drawn.ticket, drawn.numbering, drawn.method) == (89, NUMBERING, "lots")
    assert drawn.panel == Tickets(lottery, NUMBERING).panel_of(89) != lottery.panel_of(89)
    by_hand = draw_by_hand(lottery, shown="0 8 9", numbering=NUMBERING)
    assert (by_hand.seed, by_hand.method) == ("089", "hand")
    assert (by_hand.ticket, by_hand.panel) == (drawn.ticket, drawn.panel)


def test_what_else_a_numbered_draw_decides_follows_from_the_numbering_and_the_ticket() -> None:
    by_hand = draw_by_hand(SMALL, shown="7", numbering=NUMBERING)
    expected = Lots(NUMBERING.seed, f"alternates {COMMITMENT} 7")
    assert by_hand.lots("alternates").below(2**64) == expected.below(2**64)
    plain = draw(SMALL, seed="dice 1")
    assert plain.lots("alternates").below(2**64) == Lots("dice 1", "alternates").below(2**64)


def test_the_round_that_draws_comes_after_the_round_that_numbers() -> None:
    numbering = Numbering(Round(1000, SIGNATURE), COMMITMENT)
    assert draw(SMALL, seed=Round(1001, SIGNATURE), numbering=numbering).seed.number == 1001
    for number in (999, 1000):
        with pytest.raises(InvalidInputError, match="later round"):
            draw(SMALL, seed=Round(number, SIGNATURE), numbering=numbering)
