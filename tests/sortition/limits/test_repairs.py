"""The smallest widenings that make a panel possible, and what they do to chances."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deliberation.errors import Relaxation
from deliberation.sortition import Demands, Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.limits.repairs import Spread, repair_of, widenings
from deliberation.sortition.panels import panels_of

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def pool_of(*values):
    return Pool(tuple(Person(f"p{i}", {"a": a, "b": b}) for i, (a, b) in enumerate(values)))


POOL = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "v"), ("y", "u"))
TWO_OF_BOTH = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "v"), ("y", "v"))
ONE_V_MORE = Quotas(
    3, (Quota("a", "x", 2, 3), Quota("a", "y", 0, 1), Quota("b", "u", 0, 1), Quota("b", "v", 1, 3))
)


def found_in(pool, quotas, **options):
    return widenings(panels_of(pool, quotas), quotas, **options)


def widened(quotas, found):
    by_name = {r.name: r for r in found}
    return replace(
        quotas,
        quotas=tuple(
            replace(q, lower=r.lower, upper=r.upper, flex_lower=None, flex_upper=None)
            if (r := by_name.get(q.name))
            else q
            for q in quotas
        ),
    )


def excess(quotas, counts):
    """By how many places each bound is broken, of those that are."""
    return {
        (quota.name, side): places
        for quota, n in zip(quotas, counts, strict=True)
        for side, places in (("least", quota.lower - n), ("most", n - quota.upper))
        if places > 0
    }


def test_the_fewest_places_are_added():
    assert found_in(POOL, ONE_V_MORE, count=1) == ((Relaxation("b", "u", 0, 2),),)


def test_other_repairs_leave_alone_what_the_first_widens():
    first, second, *_ = found_in(TWO_OF_BOTH, ONE_V_MORE)
    assert first == (Relaxation("b", "u", 0, 2),)
    assert second == (Relaxation("a", "x", 1, 3), Relaxation("a", "y", 0, 2))


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
    first, *_ = found_in(pool, quotas)
    assert first == (Relaxation("a", "x", 1, 3), Relaxation("a", "y", 0, 2))


def test_nothing_is_widened_where_nothing_stands_in_the_way():
    assert found_in(POOL, Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2)))) == ()


def test_no_widening_is_promised_where_households_stand_in_the_way():
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}, "one home") for i in range(4)))
    assert found_in(pool, Quotas(2, (Quota("a", "x", 2, 2),))) == ()


def test_a_minimum_that_the_pool_cannot_fill_is_lowered():
    quotas = Quotas(3, (Quota("a", "x", 0, 1), Quota("a", "y", 2, 3)))
    pool = pool_of(("x", "u"), ("x", "u"), ("x", "u"), ("y", "u"))
    assert found_in(pool, quotas)[0] == (Relaxation("a", "x", 0, 2), Relaxation("a", "y", 1, 3))


def test_where_one_bound_has_to_be_widened_that_is_the_only_repair():
    assert len(found_in(POOL, ONE_V_MORE)) == 1


def test_repairs_may_differ_in_how_far_they_widen():
    """Nobody is z, so its minimum falls in any case; x or y takes its places, or each takes one."""
    quotas = Quotas(2, (Quota("a", "x", 0, 0), Quota("a", "y", 0, 0), Quota("a", "z", 2, 2)))
    pool = pool_of(("x", "u"), ("x", "u"), ("y", "u"), ("y", "u"))
    z = Relaxation("a", "z", 0, 2)
    assert {frozenset(repair) for repair in found_in(pool, quotas)} == {
        frozenset({Relaxation("a", "x", 0, 2), z}),
        frozenset({Relaxation("a", "y", 0, 2), z}),
        frozenset({Relaxation("a", "x", 0, 1), Relaxation("a", "y", 0, 1), z}),
    }


def test_a_repair_says_what_becomes_of_the_chances():
    panels = panels_of(TWO_OF_BOTH, ONE_V_MORE)
    repair = repair_of(panels, ONE_V_MORE, (Relaxation("b", "u", 0, 2),))
    assert (repair.places, repair.lowest, repair.without) == (1, Fraction(1, 2), 0)
    two_thirds, half = Fraction(2, 3), Fraction(1, 2)
    assert repair.spreads == (
        Spread("a = x", 3, two_thirds, two_thirds),
        Spread("a = y", 2, half, half),
        Spread("b = u", 3, two_thirds, two_thirds),
        Spread("b = v", 2, half, half),
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_each_repair_is_the_smallest_that_is_not_like_those_before(
    every_seating, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    each_is_the_smallest_that_is_left(every_seating, pool, quotas)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_so_it_is_where_quotas_do_not_add_up_to_the_seats(every_seating, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    demands = data.draw(asked_anyhow(quotas))
    assume(demands.problems_with(pool) == [])
    each_is_the_smallest_that_is_left(every_seating, pool, demands)
    for repair in found_in(pool, demands):
        panels_of(pool, widened(demands, repair).as_quotas())


@st.composite
def asked_anyhow(draw, quotas):
    """The same quotas with any bounds, so that those of a feature may be too much or too little."""
    seats = st.integers(0, quotas.size + 1)
    bounds = [sorted(draw(st.tuples(seats, seats))) for _ in quotas]
    return Demands(
        quotas.size,
        tuple(
            replace(quota, lower=low, upper=high)
            for quota, (low, high) in zip(quotas, bounds, strict=True)
        ),
        quotas.per_household,
    )


def each_is_the_smallest_that_is_left(every_seating, pool, quotas):
    """Of all ways to break *quotas*, by listing every panel that there would be without them."""
    broken = [excess(quotas, counts) for _, counts in every_seating(pool, quotas)]
    found = found_in(pool, quotas)
    if {} in broken:
        assert found == ()
        return
    taken = []
    for repair in found:
        wide = widened(quotas, repair)
        own = {
            (q.name, side): places
            for q, w in zip(quotas, wide, strict=True)
            for side, places in (("least", q.lower - w.lower), ("most", w.upper - q.upper))
            if places
        }
        left = [e for e in broken if not any(e.keys() >= t.keys() for t in taken)] or [
            e for e in broken if not any(covers(e, t) for t in taken)
        ]
        assert own in left
        assert sum(own.values()) == min(sum(e.values()) for e in left)
        taken.append(own)
    if len(found) < 3:
        assert all(any(covers(e, t) for t in taken) for e in broken)


def covers(excess, other):
    """Whether every place of the *other* is in *excess* too."""
    return all(excess.get(bound, 0) >= places for bound, places in other.items())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_chances_of_a_repair_are_those_of_the_widened_quotas(small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    panels = panels_of(pool, quotas)
    for found in widenings(panels, quotas, count=2):
        repair = repair_of(panels, quotas, found)
        wide = widened(quotas, found)
        afresh = panels_of(pool, wide)
        chances = fractional_leximin(afresh).chances
        by_id = {id: p for t, p in zip(afresh.types, chances, strict=True) for id in t.members}
        assert repair.lowest == min(p for p in chances if p)
        assert repair.without == sum(not p for p in by_id.values())
        expected = []
        for quota in quotas:
            own = [by_id[person.id] for person in pool if quota.counts(person)]
            if own:
                expected.append(Spread(quota.name, len(own), min(own), max(own)))
        assert repair.spreads == tuple(expected)
        assert repair.places == sum(
            q.lower - w.lower + w.upper - q.upper for q, w in zip(quotas, wide, strict=True)
        )
