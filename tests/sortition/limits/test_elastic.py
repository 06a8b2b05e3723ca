"""Panels that keep some bounds, and what leaves none."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.limits import elastic
from deliberation.sortition.limits.bounds import Bounds, bounds_of
from deliberation.sortition.limits.elastic import Core, Elastic
from deliberation.sortition.panels import panels_of
from tests.sortition.limits.test_conflicts import keeps

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def elastic_of(pool, quotas):
    panels = panels_of(pool, quotas)
    taken = [*bounds_of(panels, quotas)]
    return panels, Elastic(panels, taken), [bound for _, bound in taken]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_is_found_is_a_panel_and_what_is_blamed_leaves_none(
    every_seating, small_assemblies, data
):
    """Beside all seatings, written out: a seating is anybody who may sit, whatever the quotas."""
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    panels, search, bounds = elastic_of(pool, quotas)
    kept = data.draw(st.frozensets(st.sampled_from(range(len(bounds)))) if bounds else st.just(()))
    t = data.draw(st.sampled_from([None, *range(len(panels.types))]))
    members = None if t is None else {*panels.types[t].members}
    seatings = [
        counts
        for seated, counts in every_seating(pool, quotas)
        if members is None or members & {*seated}
    ]
    found = search.panel(frozenset(kept), t)
    if isinstance(found, Core):
        assert found.bounds <= {*kept}
        blamed = [bounds[b] for b in found.bounds]
        assert not any(keeps(counts, blamed, quotas) for counts in seatings)
    else:
        counts = panels.count(found)[1 : 1 + len(quotas.quotas)]
        assert keeps(counts, [bounds[b] for b in kept], quotas)
        assert t is None or found[t]


def test_bounds_that_have_no_part_in_it_are_not_blamed():
    """Two y cannot be had, whatever is asked of b, c and d."""
    people = [Person(f"p{i}", {"a": "x", "b": "u"}) for i in range(4)]
    people.append(Person("q", {"a": "y", "b": "v"}))
    quotas = (Quota("a", "y", 2, 3), Quota("a", "x", 0, 3), Quota("b", "u", 1, 2))
    _, search, bounds = elastic_of(Pool(tuple(people)), Quotas(3, (*quotas, Quota("b", "v", 0, 1))))
    found = search.panel(frozenset(range(len(bounds))), None)
    assert found == Core(frozenset({0}))
    assert str(bounds[0]) == "at least 2 with a = y"


PAIRS = tuple(
    Person(f"{a}{b}{c}", {"a": a, "b": b, "c": c})
    for a, b, c in (("y", "y", "x"), ("y", "x", "y"), ("x", "y", "y"))
)


def test_a_conflict_that_only_whole_numbers_have_is_found_by_asking_about_types():
    """Three people, each y in two of three features; two seats, and exactly one y in each.

    With a fourth, who is x throughout, half of everybody fills two seats and has one y in each
    feature. Whole panels would need three y altogether, and have four or two: two of the three,
    or one of them beside the fourth.
    """
    pool = Pool((*PAIRS, Person("xxx", dict.fromkeys("abc", "x"))))
    quotas = tuple(q for f in "abc" for q in (Quota(f, "x", 1, 1), Quota(f, "y", 1, 1)))
    panels, search, bounds = elastic_of(pool, Quotas(2, quotas))
    assert all(row.lower <= len(row.types) / 2 <= row.upper for row in panels.rows)
    assert isinstance(search.panel(frozenset(range(len(bounds))), None), Core)


def test_where_patience_ends_the_integer_programme_is_asked():
    quotas = Quotas(2, tuple(q for f in "abc" for q in (Quota(f, "x", 0, 2), Quota(f, "y", 0, 2))))
    bounds = Bounds(panels_of(Pool(PAIRS), quotas), quotas)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(elastic, "PATIENCE", 0)
        assert bounds.broken(frozenset()) == frozenset()
    assert bounds.searches == 1
