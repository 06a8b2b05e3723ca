"""Exact chances to whole tickets."""

from collections import Counter
from fractions import Fraction

import pytest

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.tickets.mixture import mixture_of
from deliberation.sortition.tickets.rounding import seated, whole_tickets

POOL = Pool(tuple(Person(f"{v}{i}", {"a": v}) for v, n in [("x", 3), ("y", 4)] for i in range(n)))
PANELS = panels_of(POOL, Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2))))


@pytest.mark.parametrize("tickets", [1, 2, 7, 100])
def test_each_type_gets_its_share_up_or_down(tickets):
    mixture = mixture_of(PANELS, [(2, 0), (0, 2)], {0: Fraction(1, 3), 1: Fraction(2, 3)})
    found = whole_tickets(PANELS, mixture, tickets, near=Near(PANELS))
    assert sum(n for _, n in found) == tickets
    for t, share in enumerate([Fraction(2, 3), Fraction(4, 3)]):
        assert abs(sum(panel[t] * n for panel, n in found) - share * tickets) < 1


def test_every_panel_keeps_the_tickets_that_its_weight_is_sure_of():
    # 100 tickets of weights 2/7, 1/7, 4/7 are 28.6, 14.3 and 57.1; two tickets are left.
    weights = {0: Fraction(2, 7), 1: Fraction(1, 7), 2: Fraction(4, 7)}
    mixture = mixture_of(PANELS, [(2, 0), (1, 1), (0, 2)], weights)
    found = dict(whole_tickets(PANELS, mixture, 100, near=Near(PANELS)))
    assert found[2, 0] >= 28
    assert found[1, 1] >= 14
    assert found[0, 2] >= 57
    assert sum(found.values()) == 100


def test_within_a_type_seats_go_round_in_a_circle():
    assert seated(PANELS, [((2, 0), 2), ((1, 1), 2)], per_household=1) == [
        (("x0", "x1"), 1),
        (("x0", "x2"), 1),
        (("x1", "y0"), 1),
        (("x2", "y1"), 1),
    ]


def test_equal_panels_are_one_with_more_tickets():
    everybody = panels_of(Pool(POOL.people[:2]), Quotas(2, (Quota("a", "x", 2, 2),)))
    assert seated(everybody, [((2,), 5)], per_household=1) == [(("x0", "x1"), 5)]


def test_couples_of_one_kind_take_turns_and_nobody_sits_beside_their_own():
    people = [Person(f"{v}{home}", {"a": v}, f"home {home}") for home in range(3) for v in "xy"]
    panels = panels_of(
        Pool(tuple(people)), Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2)))
    )
    seats = seated(panels, [((1, 1), 9), ((2, 0), 3)], per_household=1)
    assert sum(n for _, n in seats) == 12
    assert all(ids[0][1] != ids[1][1] for ids, _ in seats)
    held = Counter(id for ids, n in seats for id in ids for _ in range(n))
    assert held == {"x0": 5, "x1": 5, "x2": 5, "y0": 3, "y1": 3, "y2": 3}


def test_the_lottery_says_what_rounding_cost_each_person():
    optimum = {"a": Fraction(1, 3), "b": Fraction(2, 3)}
    lottery = Lottery(("a", "b"), (("a",), ("b",)), (3, 7), "leximin", optimum)
    assert lottery.shifts() == {"a": Fraction(-1, 30), "b": Fraction(1, 30)}
    assert Lottery(("a", "b"), (("a",),), (1,)).shifts() == {}
