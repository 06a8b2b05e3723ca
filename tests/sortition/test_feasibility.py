"""The smallest widening that makes a panel possible."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, Relaxation
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.feasibility import relaxations, require_a_panel
from deliberation.sortition.panels import panels_of


def pool_of(*values):
    return Pool(tuple(Person(f"p{i}", {"a": a, "b": b}) for i, (a, b) in enumerate(values)))


POOL = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "v"), ("y", "u"))
ONE_V_MORE = Quotas(
    3, (Quota("a", "x", 2, 3), Quota("a", "y", 0, 1), Quota("b", "u", 0, 1), Quota("b", "v", 1, 3))
)


def widened(quotas, found):
    by_value = {(r.feature, r.value): r for r in found}
    return Quotas(
        quotas.size,
        tuple(
            replace(q, lower=r.lower, upper=r.upper, flex_lower=None, flex_upper=None)
            if (r := by_value.get((q.feature, q.value)))
            else q
            for q in quotas
        ),
    )


def test_the_fewest_places_are_added():
    assert relaxations(POOL, ONE_V_MORE) == (Relaxation("b", "u", 0, 2),)


def test_flexible_bounds_are_widened_before_others():
    """Two places within flexible bounds are better than one beyond."""
    quotas = Quotas(
        3,
        (
            Quota("a", "x", 2, 3, flex_lower=0),
            Quota("a", "y", 0, 1, flex_upper=2),
            Quota("b", "u", 0, 1),
            Quota("b", "v", 1, 3),
        ),
    )
    pool = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "v"), ("y", "v"))
    assert relaxations(pool, quotas) == (Relaxation("a", "x", 1, 3), Relaxation("a", "y", 0, 2))


def test_nothing_is_widened_where_nothing_stands_in_the_way():
    assert relaxations(POOL, Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2)))) == ()


def test_no_widening_is_promised_where_households_stand_in_the_way():
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}, "one home") for i in range(4)))
    quotas = Quotas(2, (Quota("a", "x", 2, 2),))
    assert relaxations(pool, quotas) == ()
    with pytest.raises(InfeasibleQuotasError, match="invite more people") as caught:
        require_a_panel(pool, quotas, panels_of(pool, quotas))
    assert caught.value.relaxations == ()


def test_a_minimum_that_the_pool_cannot_fill_is_lowered():
    quotas = Quotas(3, (Quota("a", "x", 0, 1), Quota("a", "y", 2, 3)))
    pool = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "u"))
    assert relaxations(pool, quotas) == (Relaxation("a", "x", 0, 2), Relaxation("a", "y", 1, 3))


pairs = st.tuples(st.sampled_from("xy"), st.sampled_from("uv"))


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs, min_size=3, max_size=8), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_the_widened_quotas_have_a_panel_and_no_smaller_widening_does(values, numbers):
    pool = pool_of(*values)
    quotas = []
    for feature, names, (low, high) in [("a", "xy", numbers[:2]), ("b", "uv", numbers[2:])]:
        low, high = min(low, 3), min(high, 3)
        quotas.append(Quota(feature, names[0], min(low, high), max(low, high)))
        quotas.append(Quota(feature, names[1], 3 - max(low, high), 3 - min(low, high)))
    quotas = Quotas(3, tuple(quotas))
    found = relaxations(pool, quotas)
    wider = widened(quotas, found)
    require_a_panel(pool, wider, panels_of(pool, wider))
    if found:
        with pytest.raises(InfeasibleQuotasError) as caught:
            require_a_panel(pool, quotas, panels_of(pool, quotas))
        assert caught.value.relaxations == found
        assert fewest_places(pool, quotas) == sum(
            (q.lower - w.lower) + (w.upper - q.upper) for q, w in zip(quotas, wider, strict=True)
        )


def fewest_places(pool, quotas):
    """How many places the best panel is out of bounds, by looking at every panel."""
    from itertools import combinations

    def places(panel):
        counts = [sum(p.features[q.feature] == q.value for p in panel) for q in quotas]
        return sum(max(0, q.lower - n, n - q.upper) for q, n in zip(quotas, counts, strict=True))

    return min(places(panel) for panel in combinations(pool, quotas.size))
