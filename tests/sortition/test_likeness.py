"""What is known of each group's share of the population, the pool and the panel."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from deliberation.sortition import GroupShares, Person, Pool, Quota, group_shares, shares

POOL = Pool(
    tuple(
        Person(f"p{i}", {"gender": g, "age": a})
        for i, (g, a) in enumerate([("w", "old"), ("w", "old"), ("w", "new"), ("m", "old")])
    )
)
QUARTER = Fraction(1, 4)


def test_what_nobody_told_is_unknown_and_not_nought():
    woman, man, old, new = group_shares(POOL, {"gender": {"w": 51}}, panel=["p0", "p3"])
    assert woman == GroupShares("gender", "w", Fraction(1), 3 * QUARTER, Fraction(1, 2), 1)
    assert (man.population, man.pool, man.seats) == (None, QUARTER, 1)
    assert [(one.value, one.population) for one in (old, new)] == [("old", None), ("new", None)]


def test_before_the_draw_there_is_no_panel():
    assert {(one.panel, one.seats) for one in group_shares(POOL, {})} == {(None, None)}


def test_groups_stand_in_the_order_of_the_quotas_and_those_that_nobody_volunteered_for_follow():
    town = {"gender": {"x": 1, "m": 49, "w": 50}, "shoe": {"44": 1}}
    quotas = [Quota("age", "new", 0, 1), Quota("gender", "w", 1, 2), Quota("age", "old", 0, 1)]
    found = group_shares(POOL, town, answers=[a for quota in quotas for a in quota.answers])
    assert [one.value for one in found] == ["new", "old", "w", "x", "m"]
    assert (found[3].population, found[3].pool) == (Fraction(1, 100), 0)


def test_what_is_missing_in_the_pool_is_never_below_nought():
    town = {"gender": {"w": 1, "m": 1}}
    assert [one.missing for one in group_shares(POOL, town)] == [0, QUARTER, 0, 0]


@given(st.sets(st.sampled_from(POOL.ids), min_size=1), st.integers(1, 9), st.integers(1, 9))
def test_where_all_is_known_these_are_the_shares_that_distances_are_measured_by(panel, w, m):
    town = {"gender": {"w": w, "m": m}}
    found = group_shares(POOL, town, panel=panel)[:2]
    assert [(g.value, g.population, g.pool, g.panel, g.seats) for g in found] == [
        (s.value, s.population, s.pool, s.panel, s.seats) for s in shares(POOL, sorted(panel), town)
    ]
