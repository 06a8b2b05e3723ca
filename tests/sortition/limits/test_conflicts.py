"""The smallest set of bounds that cannot be met together."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.limits import conflicts
from deliberation.sortition.limits.bounds import Bounds, UndecidedError
from deliberation.sortition.limits.conflicts import conflict
from deliberation.sortition.limits.hitting import smallest_hitting
from deliberation.sortition.panels import panels_of

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def pool_of(*values, household=None):
    people = (Person(f"p{i}", {"a": a, "b": b}, household) for i, (a, b) in enumerate(values))
    return Pool(tuple(people))


def conflict_in(pool, quotas):
    return conflict(Bounds(panels_of(pool, quotas), quotas))


def keeps(counts, bounds, quotas):
    """Whether a panel with these counts meets all of some bounds."""
    counted = {quota.name: n for quota, n in zip(quotas, counts, strict=True)}
    return all(
        counted[b.quota] >= b.number if b.at == "least" else counted[b.quota] <= b.number
        for b in bounds
    )


def test_a_value_that_too_few_people_have_conflicts_alone():
    pool = pool_of(*[("x", "u")] * 3, ("y", "u"))
    found = conflict_in(pool, Quotas(3, (Quota("a", "x", 0, 1), Quota("a", "y", 2, 3))))
    assert str(found) == "at least 2 with a = y cannot hold: the pool has only 1"
    assert found.proven == "smallest"


def test_a_maximum_that_the_pool_exceeds_conflicts_alone():
    found = conflict_in(
        pool_of(*[("x", "u")] * 3), Quotas(2, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 2)))
    )
    assert str(found) == "at most 1 with a = x cannot hold: every panel has at least 2 with a = x"


def test_quotas_of_two_features_conflict_together():
    """Whoever is y is also v, so that three x leave no place for two v."""
    pool = pool_of(*[("x", "u")] * 4, *[("y", "v")] * 4)
    quotas = Quotas(
        4,
        (
            Quota("a", "x", 3, 4),
            Quota("a", "y", 0, 4),
            Quota("b", "u", 0, 4),
            Quota("b", "v", 2, 2),
        ),
    )
    found = conflict_in(pool, quotas)
    assert str(found) == (
        "at least 3 with a = x and at least 2 with b = v cannot all hold: where the others hold, "
        "a panel has at most 2 with a = x"
    )


def test_a_joint_quota_conflicts_with_those_of_its_features():
    pool = pool_of(*[("x", "u")] * 4, *[("y", "v")] * 4, ("x", "v"))
    joint = Quota("a", "x", 1, 4, also=(("b", "v"),))
    alone = (
        Quota("a", "x", 0, 4),
        Quota("a", "y", 0, 4),
        Quota("b", "u", 4, 4),
        Quota("b", "v", 0, 4),
    )
    found = conflict_in(pool, Quotas(4, (*alone, joint)))
    assert [str(bound) for bound in found.bounds] == [
        "at least 4 with b = u",
        "at least 1 with a = x and b = v",
    ]


def test_homes_that_leave_no_panel_are_no_fault_of_the_quotas():
    pool = pool_of(*[("x", "u")] * 4, household="one home")
    found = conflict_in(pool, Quotas(2, (Quota("a", "x", 2, 2),)))
    assert found.bounds == ()
    assert str(found) == "whatever the quotas are, the pool and the other rules allow no panel"


def test_homes_are_seen_in_how_far_a_quota_can_be_met():
    people = [Person(f"p{i}", {"a": "x"}, "home") for i in range(3)]
    people += [Person(f"q{i}", {"a": "y"}) for i in range(3)]
    quotas = Quotas(3, (Quota("a", "x", 2, 3), Quota("a", "y", 0, 3)))
    found = conflict_in(Pool(tuple(people)), quotas)
    assert str(found) == "at least 2 with a = x cannot hold: every panel has at most 1 with a = x"


def test_quotas_that_can_be_met_have_no_conflict():
    with pytest.raises(SolverError, match="nothing conflicts"):
        conflict_in(
            pool_of(("x", "u"), ("y", "u")),
            Quotas(1, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 1))),
        )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_conflict_is_smaller_and_none_of_its_bounds_can_be_left_out(
    every_seating, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    seatings = every_seating(pool, quotas)
    bounds = Bounds(panels_of(pool, quotas), quotas)
    if any(keeps(counts, bounds.all, quotas) for _, counts in seatings):
        assert bounds.broken(frozenset(range(len(bounds.all)))) == frozenset()
        return
    found = conflict(bounds)
    assert found.proven == "smallest"
    assert set(found.bounds) <= set(bounds.all)
    assert not any(keeps(counts, found.bounds, quotas) for _, counts in seatings)
    if found.bounds:
        for fewer in combinations(bounds.all, len(found.bounds) - 1):
            assert any(keeps(counts, fewer, quotas) for _, counts in seatings)
        first, others = found.bounds[0], found.bounds[1:]
        place = [quota.name for quota in quotas].index(first.quota)
        reached = [counts[place] for _, counts in seatings if keeps(counts, others, quotas)]
        assert found.reach == (max(reached) if first.at == "least" else min(reached))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_where_rounds_run_out_the_conflict_is_irreducible_and_says_so(
    every_seating, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(joint=2))
    seatings = every_seating(pool, quotas)
    bounds = Bounds(panels_of(pool, quotas), quotas)
    if any(keeps(counts, bounds.all, quotas) for _, counts in seatings):
        return
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(conflicts, "ROUNDS", 1)
        patched.setattr(conflicts, "MORE", 0)
        found = conflict(bounds)
    assert found.proven in ("smallest", "irreducible")
    assert not any(keeps(counts, found.bounds, quotas) for _, counts in seatings)
    for fewer in combinations(found.bounds, len(found.bounds) - 1) if found.bounds else ():
        assert any(keeps(counts, fewer, quotas) for _, counts in seatings)


class Undecided(Bounds):
    """Bounds about which nothing is found out in time."""

    def broken(self, kept, seated=None):
        raise UndecidedError("not in time")


def test_what_is_not_found_out_in_time_is_not_claimed():
    pool = pool_of(*[("x", "u")] * 3, ("y", "u"))
    quotas = Quotas(3, (Quota("a", "x", 0, 1), Quota("a", "y", 2, 3)))
    bounds = Undecided(panels_of(pool, quotas), quotas)
    found = conflict(bounds)
    assert found.proven == "conflicting"
    assert set(found.bounds) == set(bounds.all)
    assert str(found) == "at least 2 with a = y and at most 1 with a = x cannot all hold"


def test_a_minimum_is_told_rather_than_the_maximum_that_says_the_same():
    pool = pool_of(*[("x", "u")] * 3, ("y", "u"))
    found = conflict_in(pool, Quotas(3, (Quota("a", "y", 2, 2), Quota("a", "x", 1, 1))))
    assert [str(bound) for bound in found.bounds] == ["at least 2 with a = y"]


@given(
    st.lists(st.frozensets(st.integers(0, 6), min_size=1), max_size=6),
    st.frozensets(st.integers(0, 6)),
)
def test_the_fewest_that_hit_every_set(sets, reluctant):
    chosen = smallest_hitting(sets, reluctant=reluctant)
    as_few = [c for c in combinations(range(7), len(chosen)) if all(set(c) & s for s in sets)]
    assert len(chosen & reluctant) == min(len(reluctant & set(c)) for c in as_few)
    assert all(chosen & s for s in sets)
    for fewer in combinations(range(7), max(0, len(chosen) - 1)):
        assert not chosen or not all(set(fewer) & s for s in sets)
