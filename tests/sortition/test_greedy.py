"""The older draw, kept to be compared with: it works, and it is as unfair as published."""

from fractions import Fraction

import pytest

from deliberation.errors import InfeasibleQuotasError, SolverError
from deliberation.sortition import Ground, Person, Pool, Quota, Quotas, greedy
from deliberation.sortition.solution import require_all_rules

LONE = "conservative-woman-00"


def test_the_one_conservative_woman_gets_the_published_fraction_of_a_tenth(two_features):
    lottery = greedy(*two_features, tickets=2000)
    assert Fraction(5, 1000) < lottery.marginals()[LONE] <= Fraction(16, 1000)


def test_every_ticket_meets_every_rule(made_up):
    pool, quotas = made_up(120, 15, (2, 4, 3), seed=2, couples=20)
    lottery = greedy(pool, quotas, tickets=50)
    require_all_rules(pool, quotas, lottery.panels)
    assert lottery.total == 50


def test_nothing_is_promised(two_features):
    lottery = greedy(*two_features, tickets=20)
    assert lottery.objective == "greedy"
    assert lottery.optimum is None
    assert lottery.guarantee.ground is Ground.NOTHING
    assert lottery.guarantee.attained == min(lottery.marginals().values())
    assert not lottery.guarantee.best


def test_the_draw_starts_again_when_it_is_stuck():
    """Whoever takes ab first has nobody left for the other seat."""
    people = tuple(Person(x, {"f": x[0], "g": x[1]}) for x in ("aa", "bb", "ab"))
    quotas = Quotas(2, tuple(Quota(f, v, 1, 1) for f in "fg" for v in "ab"))
    assert greedy(Pool(people), quotas, tickets=20).panels == (("aa", "bb"),)


def test_a_draw_that_is_stuck_again_and_again_says_so():
    """Only aa and bb fit together, and thousands stand before them in every queue."""
    people = [Person(f"{v}{v}", {"f": v, "g": v, "h": "y"}) for v in "ab"]
    people += [
        Person(f"{x}{i}", {"f": x[0], "g": x[1], "h": "x"})
        for i in range(4000)
        for x in ("ab", "ba")
    ]
    quotas = [Quota(f, v, 1, 1) for f in "fg" for v in "ab"]
    quotas += [Quota("h", "x", 0, 1), Quota("h", "y", 0, 2)]
    with pytest.raises(SolverError, match="choose another objective"):
        greedy(Pool(tuple(people)), Quotas(2, tuple(quotas)), tickets=1)


def test_quotas_that_cannot_be_met_are_refused(two_features):
    pool, _ = two_features
    impossible = (Quota("gender", "woman", 0, 0), Quota("gender", "man", 20, 20))
    leaning = (Quota("leaning", "liberal", 1, 1), Quota("leaning", "conservative", 19, 19))
    with pytest.raises(InfeasibleQuotasError):
        greedy(pool, Quotas(20, impossible + leaning))
