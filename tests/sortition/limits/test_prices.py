"""What quotas cost the lowest chance."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.chances.lowest import LowestChance
from deliberation.sortition.limits.presence import on_no_panel
from deliberation.sortition.limits.prices import prices
from deliberation.sortition.panels import panels_of

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def priced(pool, quotas):
    panels = panels_of(pool, quotas)
    barred = on_no_panel(panels, frozenset(range(len(panels.types))))
    return prices(panels, quotas, barred=barred)


def test_a_promise_to_few_costs_the_many():
    """One y of ten people has half of the seats for certain; with one seat less all are equal."""
    people = [Person(f"p{i}", {"a": "x"}) for i in range(9)] + [Person("q", {"a": "y"})]
    found = priced(Pool(tuple(people)), Quotas(2, (Quota("a", "x", 0, 1), Quota("a", "y", 1, 2))))
    assert found.lowest == Fraction(1, 9)
    prices = {str(price.bound): price for price in found.of_bounds}
    assert prices.keys() <= {"at most 1 with a = x", "at least 1 with a = y"}
    assert sum(price.shadow for price in found.of_bounds) == Fraction(1, 9)
    (together,) = found.of_features
    assert together.features == ("a",)
    assert (together.wider, together.dropped) == (Fraction(1, 5), Fraction(1, 5))


def test_the_price_of_a_quota_is_told_in_chances():
    people = [Person(f"p{i}", {"a": "x"}) for i in range(8)]
    people += [Person(f"q{i}", {"a": "y"}) for i in range(2)]
    quotas = Quotas(5, (Quota("a", "x", 0, 5), Quota("a", "y", 2, 5)))
    found = priced(Pool(tuple(people)), quotas)
    (price,) = found.of_bounds
    assert str(price.bound) == "at least 2 with a = y"
    assert found.lowest == Fraction(3, 8)
    assert price.shadow == Fraction(1, 8)
    assert (price.wider, price.dropped) == (Fraction(1, 2), Fraction(1, 2))


def test_quotas_that_cost_nothing_are_not_listed():
    people = [Person(f"p{i}", {"a": "xy"[i % 2]}) for i in range(8)]
    found = priced(Pool(tuple(people)), Quotas(4, (Quota("a", "x", 1, 3), Quota("a", "y", 1, 3))))
    assert found.lowest == Fraction(1, 2)
    assert found.of_bounds == found.of_features == ()


def test_where_everybody_has_a_seat_nothing_costs_anything():
    people = [Person(f"p{i}", {"a": "x"}) for i in range(3)]
    found = priced(Pool(tuple(people)), Quotas(3, (Quota("a", "x", 3, 3),)))
    assert found.lowest == 1
    assert found.of_bounds == ()


def test_the_lowest_chance_of_a_town_is_that_of_leximin(made_up):
    pool, quotas = made_up(150, 20, (3, 4, 3), seed=2, couples=10)
    panels = panels_of(pool, quotas)
    lowest = min(fractional_leximin(panels).chances)
    assert priced(pool, quotas).lowest == lowest


def highest_lowest(pool, quotas, counted):
    """The same by a linear programme over the people *counted*, with nothing of ours."""
    people = [person for person in pool if person.id in counted]
    n = len(people)
    rows, limits = [], []
    for quota in quotas:
        row = [float(quota.counts(person)) for person in people]
        rows += [[*row, 0.0], [*(-x for x in row), 0.0]]
        limits += [quota.upper, -quota.lower]
    for home in {person.household for person in people} - {None}:
        rows.append([*(float(person.household == home) for person in people), 0.0])
        limits.append(quotas.per_household)
    for i in range(n):
        row = np.zeros(n + 1)
        row[i], row[n] = -1.0, 1.0
        rows.append(row)
        limits.append(0.0)
    bounds = [(float(person.standing is Standing.IN), 1.0) for person in people]
    answer = linprog(
        [0.0] * n + [-1.0],
        A_ub=rows,
        b_ub=limits,
        A_eq=[[1.0] * n + [0.0]],
        b_eq=[quotas.size],
        bounds=[*bounds, (0, 1)],
    )
    assert answer.status == 0, answer.message
    return -answer.fun


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_prices_are_the_differences_that_solving_again_gives(
    every_panel, that_can_be_met, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    quotas, _ = that_can_be_met(pool, quotas, data)
    counted = {id for panel in every_panel(pool, quotas) for id in panel}
    found = priced(pool, quotas)

    def lowest(changed):
        return pytest.approx(highest_lowest(pool, changed, counted), abs=1e-7)

    assert found.lowest == lowest(quotas)
    listed = {(price.bound.quota, price.bound.at): price for price in found.of_bounds}
    for quota in quotas:
        for at in ("least", "most"):
            price = listed.get((quota.name, at))
            wider, dropped = (
                lowest(changed(quotas, quota, at, 1)),
                lowest(changed(quotas, quota, at, 99)),
            )
            if price:
                assert (price.wider, price.dropped) == (wider, dropped)
                assert found.lowest <= price.wider <= price.dropped
                assert price.wider <= found.lowest + price.shadow
            else:
                assert found.lowest == wider == dropped
    groups = {price.features: price for price in found.of_features}
    for features in {quota.features for quota in quotas}:
        wider, dropped = (lowest(changed_together(quotas, features, places)) for places in (1, 99))
        price = groups.get(features)
        if price:
            assert (price.wider, price.dropped) == (wider, dropped)
        else:
            assert found.lowest == wider == dropped


def changed(quotas, quota, at, places):
    """The *quotas* with one bound so many places wider."""
    return replace(
        quotas,
        quotas=tuple(widen(q, [at], places, quotas.size) if q is quota else q for q in quotas),
    )


def changed_together(quotas, features, places):
    """The *quotas* with all those of some features so many places wider on both sides."""
    return replace(
        quotas,
        quotas=tuple(
            widen(q, ["least", "most"], places, quotas.size) if q.features == features else q
            for q in quotas
        ),
    )


def widen(quota, at, places, size):
    lower = max(0, quota.lower - places) if "least" in at else quota.lower
    upper = min(size, quota.upper + places) if "most" in at else quota.upper
    return replace(quota, lower=lower, upper=upper)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_real_panels_never_do_better(
    every_panel, that_can_be_met, leximin_over, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(limits=(1, 2)))
    quotas, _ = that_can_be_met(pool, quotas, data)
    panels = every_panel(pool, quotas)
    chances = leximin_over(pool, panels)
    real = min(chances[id] for id in {id for panel in panels for id in panel})
    assert real <= float(priced(pool, quotas).lowest) + 1e-6


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_tightening_a_quota_never_raises_the_lowest_chance(that_can_be_met, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    quotas, counts = that_can_be_met(pool, quotas, data)
    panels = panels_of(pool, quotas)
    solver = LowestChance(panels, frozenset(range(len(panels.types))))
    before = solver.under(panels.rows).chance
    r = data.draw(st.integers(1, len(counts)))
    lower = data.draw(st.integers(panels.rows[r].lower, counts[r - 1]))
    upper = data.draw(st.integers(counts[r - 1], panels.rows[r].upper))
    tighter = replace(panels.rows[r], lower=lower, upper=upper)
    rows = (*panels.rows[:r], tighter, *panels.rows[r + 1 :])
    assert solver.under(rows).chance <= before
