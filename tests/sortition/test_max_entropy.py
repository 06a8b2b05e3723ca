"""Every panel equally likely."""

from collections import Counter
from fractions import Fraction

import pytest

from deliberation.errors import SolverError
from deliberation.sortition import (
    Ground,
    Person,
    Pool,
    Quota,
    Quotas,
    count_panels,
    max_entropy,
)


def test_the_chances_are_the_shares_of_all_panels(made_up, every_panel):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=0)
    panels, lottery = every_panel(pool, quotas), max_entropy(pool, quotas)
    held = Counter(id for panel in panels for id in panel)
    assert lottery.optimum == {p.id: Fraction(held[p.id], len(panels)) for p in pool}
    assert lottery.guarantee.attained == lottery.guarantee.bound == len(panels)
    assert lottery.guarantee.ground is Ground.COUNT
    assert lottery.guarantee.proven


def test_few_panels_all_get_tickets_and_as_many_as_the_shares_allow(made_up, every_panel):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=8)
    lottery = max_entropy(pool, quotas)
    assert set(lottery.panels) == set(every_panel(pool, quotas))
    assert max(lottery.tickets) - min(lottery.tickets) <= 3


@pytest.mark.parametrize("couples", [0, 10])
def test_many_panels_have_so_many_tickets_that_nobody_is_one_off(made_up, couples):
    pool, quotas = made_up(100, 15, (2, 3, 3), seed=5, couples=couples)
    lottery = max_entropy(pool, quotas)
    by_tickets = lottery.marginals()
    assert all(abs(by_tickets[id] - p) * 1000 < 1 for id, p in lottery.optimum.items())
    assert lottery.guarantee.attained == count_panels(pool, quotas)
    assert sum(lottery.optimum.values()) == quotas.size


def test_without_quotas_everybody_has_the_same_chance():
    lottery = max_entropy(Pool(tuple(Person(f"p{i}", {}) for i in range(7))), Quotas(3, ()))
    assert set(lottery.optimum.values()) == {Fraction(3, 7)}
    assert lottery.guarantee.attained == 35


def test_where_there_is_one_panel_it_is_certain():
    answers = {"aa": None, "bb": None, "ab": "home", "ba": "home"}
    people = tuple(Person(x, {"f": x[0], "g": x[1]}, home) for x, home in answers.items())
    quotas = Quotas(2, tuple(Quota(f, v, 1, 1) for f in "fg" for v in "ab"))
    lottery = max_entropy(Pool(people), quotas, tickets=7)
    assert lottery.panels == (("aa", "bb"),)
    assert lottery.guarantee.attained == 1


def test_panels_that_are_too_many_to_count_give_no_lottery(made_up):
    with pytest.raises(SolverError, match="choose another objective"):
        max_entropy(*made_up(300, 40, (5, 5, 5, 5), seed=1))
