"""How the chances are spread."""

from dataclasses import astuple
from fractions import Fraction
from math import isclose, prod

from hypothesis import given
from hypothesis import strategies as st

from deliberation.sortition import (
    GroupChances,
    Lottery,
    PairChances,
    Person,
    Pool,
    Quota,
    Quotas,
    Standing,
    by_pair,
    by_quota,
    by_value,
    evenness,
    leximin,
    whose_chances,
)
from deliberation.sortition.fairness import gini

POOL = Pool(
    (
        Person("a", {"size": "s", "colour": "red"}),
        Person("b", {"size": "m", "colour": "red"}),
        Person("c", {"size": "m", "colour": "blue"}),
    )
)
LOTTERY = Lottery(POOL.ids, (("a", "b"), ("b", "c")), (3, 1))
QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)


def test_each_value_has_its_lowest_mean_and_highest_chance():
    assert by_value(POOL, LOTTERY) == (
        GroupChances("colour", "blue", 1, QUARTER, QUARTER, QUARTER),
        GroupChances("colour", "red", 2, Fraction(3, 4), Fraction(7, 8), Fraction(1)),
        GroupChances("size", "m", 2, QUARTER, Fraction(5, 8), Fraction(1)),
        GroupChances("size", "s", 1, Fraction(3, 4), Fraction(3, 4), Fraction(3, 4)),
    )


def test_each_pair_of_values_that_somebody_has_is_a_group():
    features = ("colour", "size")
    assert by_pair(POOL, LOTTERY) == (
        PairChances(features, ("blue", "m"), 1, QUARTER, QUARTER, QUARTER),
        PairChances(features, ("red", "m"), 1, Fraction(1), Fraction(1), Fraction(1)),
        PairChances(features, ("red", "s"), 1, Fraction(3, 4), Fraction(3, 4), Fraction(3, 4)),
    )


def test_the_measures_are_those_of_everybodys_chance():
    even = evenness(LOTTERY)
    assert (even.people, even.left_out, even.lowest, even.highest) == (3, 0, QUARTER, 1)
    assert even.gini == QUARTER
    assert isclose(even.geometric_mean, (3 / 16) ** (1 / 3))


def test_whoever_is_on_no_panel_is_left_out_and_whoever_got_no_ticket_is_not():
    people, panels = ("a", "b", "c"), (("a",), ("b",))
    barred = Lottery(people, panels, (1, 1), optimum={"a": HALF, "b": HALF, "c": Fraction(0)})
    assert astuple(evenness(barred)) == (2, 1, HALF, HALF, 0, 0.5)
    unlucky = Lottery(people, panels, (1, 1), optimum=dict.fromkeys(people, Fraction(1, 3)))
    assert astuple(evenness(unlucky)) == (3, 0, 0, HALF, Fraction(1, 3), 0.0)
    assert evenness(Lottery(people, panels, (1, 1))).left_out == 0


CHANCES = st.lists(st.fractions(0, 1, max_denominator=12), min_size=1, max_size=8).filter(any)


@given(CHANCES)
def test_the_gini_coefficient_is_the_mean_difference_of_all_pairs(chances):
    """Twin: the definition, over all ordered pairs."""
    n = len(chances)
    differences = sum(abs(x - y) for x in chances for y in chances)
    assert gini(chances) == differences / (2 * n * sum(chances))
    assert 0 <= gini(chances) < 1


@given(CHANCES, st.integers(2, 3))
def test_neither_copies_of_everybody_nor_another_scale_change_the_gini_coefficient(chances, n):
    assert gini(chances * n) == gini([x / n for x in chances]) == gini(chances)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6))
def test_the_geometric_mean_is_the_root_of_the_product(tickets):
    people = tuple(f"p{i}" for i in range(len(tickets)))
    lottery = Lottery(people, tuple((id,) for id in people), tuple(tickets))
    root = prod(n / lottery.total for n in tickets) ** (1 / len(tickets))
    assert isclose(evenness(lottery).geometric_mean, root)


def test_those_who_are_settled_beforehand_need_not_count() -> None:
    """One must be in and one out: the chances of the other two say what the lottery does."""
    people = [("a", Standing.IN), ("b", Standing.OUT), ("c", Standing.OPEN), ("d", Standing.OPEN)]
    pool = Pool(tuple(Person(id, {"gender": "woman"}, None, standing) for id, standing in people))
    quotas = Quotas(2, (Quota("gender", "woman", 0, 2),))
    lottery = leximin(pool, quotas, tickets=2)
    half = Fraction(1, 2)
    everybody, drawn = (
        by_value(pool, lottery, among=among)[0] for among in (None, whose_chances(pool, lottery))
    )
    assert (everybody.people, everybody.lowest, everybody.highest) == (4, 0, 1)
    assert (drawn.people, drawn.lowest, drawn.highest) == (2, half, half)
    assert by_quota(pool, quotas, lottery, among=whose_chances(pool, lottery)) == (drawn,)
