"""Ways to settle a tie."""

from fractions import Fraction as F
from typing import Any

import pytest

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.randomness import Lots
from deliberation.voting import (
    Profile,
    by_earlier_rounds,
    by_lot,
    by_order,
    irv,
    parse_tie_break,
    refuse,
)
from deliberation.voting.ties import pick


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


@pytest.mark.parametrize(
    "spec", ["refuse", "order:a,b", "lot:dice 6 1", "earlier:refuse", "earliest:lot:dice: 6 1"]
)
def test_a_way_to_settle_ties_is_read_back_from_how_it_is_written(spec: str) -> None:
    assert parse_tie_break(spec).spec == spec


def test_a_name_with_a_comma_stands_in_quotation_marks() -> None:
    assert parse_tie_break('order:"Bus, at night", Tram').order == ("Bus, at night", "Tram")


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "refuse:x",
        "order:",
        "lot:",
        "coin",
        "lot: \n",
        "order:a\rb",
        "earlier:",
        "earlier:earliest:refuse",
    ],
)
def test_what_says_nothing_about_ties_is_refused(spec: str) -> None:
    with pytest.raises(InvalidInputError):
        parse_tie_break(spec)


ROUNDS = [{"a": F(3), "b": F(2), "c": F(2)}, {"a": F(3), "b": F(4), "c": F(4)}]
"""Totals with which two rounds began; in the third all three have five."""


@pytest.mark.parametrize(
    ("look", "end", "chosen", "how"),
    [
        # The latest round leaves b and c, whom the first does not part: the order says c.
        ("back", max, "c", "earlier:order:c,b,a"),
        ("back", min, "a", "earlier rounds"),
        ("forth", max, "a", "earlier rounds"),
        # The first round leaves b and c, and so does the second.
        ("forth", min, "c", "earliest:order:c,b,a"),
    ],
)
def test_earlier_rounds_part_the_tied_and_what_they_leave_is_settled_next(
    look: Any, end: Any, chosen: str, how: str
) -> None:
    break_tie = by_earlier_rounds(by_order("cba"), look=look)
    found, (tie,) = pick("abc", "go on", break_tie, earlier=ROUNDS, end=end)
    assert (found, tie.chosen, tie.how) == (chosen, chosen, how)
    assert tie.tied == (("a", "b", "c") if how == "earlier rounds" else ("b", "c"))


def test_without_rounds_there_is_nothing_earlier() -> None:
    with pytest.raises(InvalidInputError, match="no earlier rounds to fill seat 1"):
        by_earlier_rounds().settle("ab", "fill seat 1")


def test_an_instant_runoff_looks_at_its_earlier_rounds() -> None:
    """d goes first; then b and c have three each, but b began with two and c with three."""
    votes = Profile.ranked({("a",): 5, ("b", "a"): 2, ("c", "b"): 3, ("d", "b"): 1})
    count = irv(votes, break_tie=by_earlier_rounds())
    assert [step.eliminated for step in count.rounds] == [("d",), ("b",), ()]
    assert [tie.how for tie in count.ties] == ["earlier rounds"]
