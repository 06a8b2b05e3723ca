"""How narrowly a result was decided."""

from fractions import Fraction as F

from deliberation.voting import Profile, borda, irv, plurality, schulze, stv
from deliberation.voting.margins import Margin, margin

VOTES = {("a",): 5, ("b", "c"): 3, ("c", "b"): 4, ("d", "c"): 1}


def test_a_count_was_decided_in_its_last_round_with_a_loser() -> None:
    """d goes, then b with 3 against 5 and 5; then c has 8 to 5."""
    assert margin(irv(Profile.ranked(VOTES))) == Margin("c", "a", F(3), "round 3")


def test_where_the_last_seats_are_all_that_is_left_the_last_elimination_decided() -> None:
    """Two seats, a quota of 5: a is elected at once; d goes, b goes with 3, and c is left."""
    count = stv(Profile.ranked(VOTES), seats=2)
    assert [step.eliminated for step in count.rounds] == [("d",), ()]
    assert margin(count) == Margin("c", "b", F(2), "round 2")


def test_totals_and_pairs_part_the_last_elected_from_the_first_not() -> None:
    assert margin(plurality(Profile.ranked(VOTES), seats=2)) == Margin("c", "b", F(1), "total")
    # c beats a by 8 to 5, b by 5 to 3 and d by 7 to 1.
    assert margin(schulze(Profile.ranked(VOTES))) == Margin("c", "b", F(2), "pair")


def test_where_everybody_is_elected_there_is_no_margin() -> None:
    assert margin(borda(Profile.ranked(VOTES), seats=4)) is None
    assert margin(irv(Profile.ranked({("a",): 1}))) is None
