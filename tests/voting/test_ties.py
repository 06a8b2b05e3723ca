"""Ways to settle a tie."""

import pytest

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.randomness import Lots
from deliberation.voting import by_lot, by_order, parse_tie_break, refuse


def test_a_tie_is_not_guessed() -> None:
    with pytest.raises(UnresolvedTieError) as caught:
        refuse(["tram", "bus"], "fill seat 1")
    assert (caught.value.tied, caught.value.decision) == (("bus", "tram"), "fill seat 1")


def test_the_first_of_a_published_order_is_chosen() -> None:
    tie = by_order(["tram", "bus"]).settle(["bus", "tram"], "eliminate in round 2")
    assert (tie.chosen, tie.how) == ("tram", "order:tram,bus")


def test_an_order_that_leaves_out_somebody_tied_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="'bus' is tied"):
        by_order(["tram"])(["bus", "tram"], "fill seat 1")


def test_a_lot_follows_from_its_seed_and_the_decision_alone() -> None:
    drawn = by_lot("dice 6 1")(["c", "a", "b"], "fill seat 1")
    assert drawn == "abc"[Lots("dice 6 1", "tie: fill seat 1").below(3)]
    assert drawn == by_lot("dice 6 1")(["b", "c", "a"], "fill seat 1")


def test_different_decisions_draw_different_lots() -> None:
    lot = by_lot("dice 6 1")
    assert {lot("abc", f"eliminate in round {n}") for n in range(1, 20)} == set("abc")


@pytest.mark.parametrize("spec", ["refuse", "order:a,b", "lot:dice 6 1"])
def test_a_way_to_settle_ties_is_read_back_from_how_it_is_written(spec: str) -> None:
    assert parse_tie_break(spec).spec == spec


def test_a_name_with_a_comma_stands_in_quotation_marks() -> None:
    assert parse_tie_break('order:"Bus, at night", Tram').order == ("Bus, at night", "Tram")


@pytest.mark.parametrize(
    "spec", ["", "refuse:x", "order:", "lot:", "coin", "lot: \n", "order:a\rb"]
)
def test_what_says_nothing_about_ties_is_refused(spec: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_tie_break(spec)
