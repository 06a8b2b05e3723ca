"""Nash: a published value, every panel listed as a twin, and a bound that needs no solver."""

from fractions import Fraction
from math import fsum, log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import (
    Ground,
    Quotas,
    Standing,
    goldilocks,
    leximin,
    nash,
)
from deliberation.sortition.panels import panels_of
from deliberation.sortition.proofs.ceiling import proven_most

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def welfare(lottery):
    return fsum(log(p) for p in lottery.optimum.values() if p)


def attained_by_hand(pool, quotas, lottery):
    """What the weights of the ceiling say about the exact chances, worked out again."""
    panels, ceiling = panels_of(pool, quotas), lottery.guarantee.ceiling
    most = proven_most(panels, ceiling.weights, ceiling.proof)
    weight = {id: w for t, w in zip(panels.types, ceiling.weights, strict=True) for id in t.members}
    inverse = sum(1 / (weight[id] * p) for id, p in lottery.optimum.items())
    return len(pool) ** 2 / (most * inverse)


def heaviest(lottery, panels):
    """What the members of a panel weigh at most for each person, at the inverse of chances."""
    always = set.intersection(*map(set, panels))
    free = {id: p for id, p in lottery.optimum.items() if p and id not in always}
    weights = [sum(1 / free[id] for id in panel if id in free) for panel in panels]
    return float(max(weights) / len(free)) if free else 1.0


def test_everybody_has_exactly_one_tenth_in_the_published_example(two_features):
    lottery = nash(*two_features)
    assert set(lottery.optimum.values()) == {Fraction(1, 10)}
    assert lottery.guarantee.proven


@pytest.mark.shared
def test_the_welfare_is_the_published_one(published):
    lottery = nash(*published("sf_fixture_22"))
    assert welfare(lottery) == pytest.approx(-292.8919330231, abs=1e-8)
    assert lottery.guarantee.gap < Fraction(1, 10**9)


@pytest.mark.parametrize("couples", [0, 10])
def test_the_bound_is_as_good_as_met_and_needs_no_solver(made_up, couples):
    pool, quotas = made_up(120, 16, (2, 4, 3, 3), seed=3, couples=couples)
    lottery = nash(pool, quotas)
    assert lottery.guarantee.ground is Ground.ROWS
    assert lottery.guarantee.gap < Fraction(1, 10**9)
    by_hand = attained_by_hand(pool, quotas, lottery)
    assert lottery.guarantee.attained <= by_hand <= lottery.guarantee.attained + Fraction(1, 10**12)


def test_no_other_objective_has_a_greater_product_of_chances(made_up):
    pool, quotas = made_up(100, 15, (2, 4, 3), seed=2)
    best = welfare(nash(pool, quotas))
    assert best > welfare(leximin(pool, quotas))
    assert best > welfare(goldilocks(pool, quotas))


def test_the_order_of_quotas_hardly_matters(made_up):
    pool, quotas = made_up(60, 10, (2, 3, 3), seed=6)
    lottery = nash(pool, quotas)
    other = nash(pool, Quotas(quotas.size, tuple(reversed(quotas.quotas))))
    for id, chance in lottery.optimum.items():
        assert float(other.optimum[id]) == pytest.approx(float(chance), abs=1e-5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_panel_among_all_is_missing(every_panel, small_assemblies, data):
    """At the best chances, and only there, no panel weighs more than there are people."""
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises((InfeasibleQuotasError, InvalidInputError)):
            nash(pool, quotas, tickets=20)
        return
    lottery = nash(pool, quotas, tickets=20)
    assert set(lottery.panels) <= set(panels)
    assert {id for id, p in lottery.optimum.items() if p} == {
        id for panel in panels for id in panel
    }
    assert heaviest(lottery, panels) < 1 + 1e-4
    assert lottery.guarantee.gap < Fraction(1, 10**7)


@pytest.mark.parametrize("seed", [0, 8])
def test_what_no_real_panels_reach_is_not_promised(made_up, every_panel, seed):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=seed)
    lottery = nash(pool, quotas)
    assert heaviest(lottery, every_panel(pool, quotas)) < 1 + 1e-6
    assert lottery.guarantee.gap < Fraction(1, 10**7)
    assert lottery.guarantee.ground is Ground.PROOF
