"""Who is on no panel, what keeps them off, and the smallest change that frees them."""

from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import Relaxation
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.limits.bounds import bounds_of
from deliberation.sortition.limits.locked_out import locked_out
from deliberation.sortition.limits.presence import on_no_panel
from deliberation.sortition.panels import panels_of
from tests.sortition.limits.test_conflicts import keeps
from tests.sortition.limits.test_repairs import excess, widened

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def locked_out_of(pool, quotas):
    panels = panels_of(pool, quotas)
    barred = on_no_panel(panels, frozenset(range(len(panels.types))))
    out = {t for t in barred if panels.types[t].standing is Standing.OUT}
    return locked_out(panels, quotas, barred=barred - out)


def test_a_value_without_a_seat_locks_out_who_has_it():
    people = [Person(f"p{i}", {"a": "x"}) for i in range(3)]
    people += [Person(id, {"a": "z"}) for id in ("q2", "q1")]
    quotas = Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "z", 0, 0)))
    (found,) = locked_out_of(Pool(tuple(people)), quotas)
    assert found.people == ("q1", "q2")
    assert [str(bound) for bound in found.conflict.bounds] == ["at most 0 with a = z"]
    assert found.conflict.reach == 1
    assert found.freed_by == (Relaxation("a", "z", 0, 1),)


def test_whoever_shares_a_home_with_somebody_who_must_be_in_is_kept_off_by_no_quota():
    pool = Pool(
        (
            Person("p1", {"a": "x"}, "home", Standing.IN),
            Person("p2", {"a": "x"}, "home"),
            Person("p3", {"a": "x"}),
        )
    )
    (found,) = locked_out_of(pool, Quotas(2, (Quota("a", "x", 0, 2),)))
    assert found.people == ("p2",)
    assert found.conflict.bounds == ()
    assert found.freed_by == ()


def test_who_must_be_in_leaves_no_place_for_others_like_them():
    pool = Pool(
        (
            Person("p1", {"a": "x", "b": "u"}, None, Standing.IN),
            Person("p2", {"a": "x", "b": "v"}),
            Person("p3", {"a": "y", "b": "u"}),
        )
    )
    joint = Quota("a", "y", 1, 1, also=(("b", "u"),))
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 0, 1), joint))
    (found,) = locked_out_of(pool, quotas)
    assert found.people == ("p2",)
    assert found.conflict.proven == "smallest"
    assert len(found.conflict.bounds) == 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_those_locked_out_are_those_on_no_panel_and_the_reason_and_the_change_are_smallest(
    every_panel, every_seating, that_can_be_met, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    quotas, _ = that_can_be_met(pool, quotas, data)
    everybody = {id for panel in every_panel(pool, quotas) for id in panel}
    groups = locked_out_of(pool, quotas)
    listed = [id for group in groups for id in group.people]
    out = {person.id for person in pool if person.standing is Standing.OUT}
    assert sorted(listed) == sorted(set(pool.ids) - everybody - out)
    bounds = [bound for _, bound in bounds_of(panels_of(pool, quotas), quotas)]
    for group in groups:
        for id in group.people:
            seatings = [counts for seated, counts in every_seating(pool, quotas) if id in seated]
            conflict = group.conflict.bounds
            assert group.conflict.proven == "smallest"
            assert not any(keeps(counts, conflict, quotas) for counts in seatings)
            for fewer in combinations(bounds, len(conflict) - 1) if conflict else ():
                assert any(keeps(counts, fewer, quotas) for counts in seatings)
            if not seatings:
                assert group.freed_by == ()
                continue
            wide = widened(quotas, group.freed_by)
            assert any(id in panel for panel in every_panel(pool, wide))
            added = sum(
                q.lower - w.lower + w.upper - q.upper for q, w in zip(quotas, wide, strict=True)
            )
            assert added == min(sum(excess(quotas, counts).values()) for counts in seatings)


def test_people_with_one_reason_are_told_together(made_up):
    pool, quotas = made_up(60, 10, (2, 3, 3), seed=6)
    rare = quotas.of("f2")[0].value
    tight = replace(
        quotas,
        quotas=tuple(
            replace(q, lower=0, upper=0)
            if (q.feature, q.value) == ("f2", rare)
            else replace(q, lower=0, upper=10)
            for q in quotas
        ),
    )
    (found,) = locked_out_of(pool, tight)
    assert len(found.people) == pool.count("f2", rare)
