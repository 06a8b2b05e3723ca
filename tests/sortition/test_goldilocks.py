"""Goldilocks: the bound is met, and a search over every panel finds nothing better."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import (
    Ground,
    Person,
    Pool,
    Quota,
    Quotas,
    Standing,
    goldilocks,
    maximin,
)
from deliberation.sortition.panels import panels_of
from deliberation.sortition.proofs.ceiling import proven_most

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def balance(lottery, gamma=1):
    """What is minimised, from the exact chances."""
    free = [p for p in lottery.optimum.values() if 0 < p < 1]
    equal = sum(free) / len(free)
    return max(free) / equal + gamma * equal / min(free)


def bound_by_hand(pool, quotas, lottery, gamma=1):
    """What the weights of the ceiling say, worked out again, in floats."""
    panels, ceiling = panels_of(pool, quotas), lottery.guarantee.ceiling
    most = proven_most(panels, ceiling.weights, ceiling.proof)
    weighed = [w * len(t.members) for t, w in zip(panels.types, ceiling.weights, strict=True)]
    rise, fall = sum(w for w in weighed if w > 0), -sum(w for w in weighed if w < 0)
    return 2 * sqrt(gamma * rise / fall) - most / fall * len(pool) / quotas.size


def test_everybody_has_exactly_one_tenth_in_the_published_example(two_features):
    lottery = goldilocks(*two_features)
    assert set(lottery.optimum.values()) == {Fraction(1, 10)}
    assert lottery.guarantee.attained == 2
    assert lottery.guarantee.proven


@pytest.mark.parametrize("gamma", [Fraction(1, 50), Fraction(1), Fraction(20)])
def test_the_bound_is_met_and_follows_from_the_weights(made_up, gamma):
    pool, quotas = made_up(120, 16, (2, 4, 3, 3), seed=3)
    lottery = goldilocks(pool, quotas, gamma=gamma)
    assert lottery.guarantee.attained == balance(lottery, gamma)
    assert lottery.guarantee.gap <= Fraction(1, 10**9)
    assert lottery.guarantee.ground is Ground.ROWS
    bound = bound_by_hand(pool, quotas, lottery, gamma)
    assert bound == pytest.approx(float(lottery.guarantee.bound), rel=1e-12)


def test_it_balances_better_than_maximin_and_less_weight_on_small_chances_lowers_them(made_up):
    pool, quotas = made_up(100, 15, (2, 4, 3), seed=2)
    lottery, fairest = goldilocks(pool, quotas), maximin(pool, quotas)
    robust = goldilocks(pool, quotas, gamma=Fraction(1, 100))
    assert balance(lottery) < balance(fairest)
    lowest = [min(each.optimum.values()) for each in (robust, lottery, fairest)]
    highest = [max(each.optimum.values()) for each in (robust, lottery, fairest)]
    assert lowest == sorted(lowest)
    assert highest == sorted(highest)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_search_over_all_panels_finds_nothing_better(
    every_panel, extremes_over, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    gamma = data.draw(st.sampled_from([Fraction(1, 3), Fraction(1), Fraction(4)]))
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises((InfeasibleQuotasError, InvalidInputError)):
            goldilocks(pool, quotas, tickets=20, gamma=gamma)
        return
    lottery = goldilocks(pool, quotas, tickets=20, gamma=gamma)
    assert lottery.guarantee.gap <= Fraction(1, 10**9)
    free, best = extremes_over(pool, panels)
    if not free:
        assert lottery.guarantee.attained == 1 + gamma
        return
    chances = [lottery.optimum[id] for id in free]
    equal = sum(chances) / len(free)
    attained = max(chances) / equal + gamma * equal / min(chances)
    assert lottery.guarantee.attained == attained
    top = best(1.0, 0.0)[0]

    def at(lowest):
        return best(0.0, 1.0, least=lowest)[1] / float(equal) + float(gamma * equal) / lowest

    found = minimize_scalar(at, bounds=(top / 50, top * (1 - 1e-9)), method="bounded")
    assert float(attained) <= min(found.fun, at(top * (1 - 1e-9))) + 1e-5


@pytest.mark.parametrize("seed", [0, 8])
def test_what_no_real_panels_reach_is_not_promised(made_up, seed):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=seed)
    lottery = goldilocks(pool, quotas)
    assert lottery.guarantee.attained == balance(lottery)
    assert lottery.guarantee.gap <= Fraction(1, 10**9)
    assert lottery.guarantee.ground is Ground.PROOF


def test_where_the_quotas_leave_no_choice_the_balance_is_perfect():
    answers = {"aa": None, "bb": None, "ab": "home", "ba": "home"}
    people = tuple(Person(x, {"f": x[0], "g": x[1]}, home) for x, home in answers.items())
    quotas = Quotas(2, tuple(Quota(f, v, 1, 1) for f in "fg" for v in "ab"))
    lottery = goldilocks(Pool(people), quotas)
    assert lottery.guarantee.attained == lottery.guarantee.bound == 2
    assert lottery.guarantee.ground is Ground.PROOF


@pytest.mark.parametrize("gamma", [Fraction(0), Fraction(-1)])
def test_a_weight_that_is_not_positive_is_refused(two_features, gamma):
    with pytest.raises(InvalidInputError, match="gamma"):
        goldilocks(*two_features, gamma=gamma)
