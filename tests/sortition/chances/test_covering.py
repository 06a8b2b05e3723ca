"""Panels that hold every type they can, and who is on none."""

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs.trees import Leaf


def test_who_can_be_on_no_panel_is_found():
    people = tuple(
        Person(f"{a}{b}{i}", {"a": a, "b": b})
        for a, b, n in [("x", "u", 3), ("x", "v", 1), ("y", "v", 2)]
        for i in range(n)
    )
    quotas = Quotas(
        3,
        (
            Quota("a", "x", 2, 2),
            Quota("a", "y", 1, 1),
            Quota("b", "u", 2, 2),
            Quota("b", "v", 1, 1),
        ),
    )
    panels = panels_of(Pool(people), quotas)
    covered = covering(panels, BestPanel(panels), [])
    assert [panels.types[t].values for t in covered.barred] == [("x", "v")]
    assert all(map(panels.allow, covered.panels))
    assert covered.level.proven


def test_where_less_than_one_is_possible_one_sum_proves_that_none_is():
    """Two people, one of each of three groups; nobody is of the third alone, beside "ab".

    Half of "ab" could be had, with half of "bc", "ac" and "none". No more: whoever is of the third
    group is of the first or the second too, which have one place each and twice that of "ab".
    """
    people = tuple(
        Person(id, {f: "in" if f in id else "out" for f in "abc"})
        for id in ("ab", "bc", "ac", "a", "b", "abc", "none")
    )
    rows = [("in", 1), ("out", 1)]
    quotas = Quotas(2, tuple(Quota(f, v, n, n) for f in "abc" for v, n in rows))
    panels = panels_of(Pool(people), quotas)
    covered = covering(panels, BestPanel(panels), [])
    barred = {panels.types[t].members for t in covered.barred}
    assert barred == {("ab",)}
    assert isinstance(covered.level.ceiling.proof, Leaf)


def test_who_is_on_a_panel_that_is_known_is_not_looked_for(made_up):
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=1))
    best = BestPanel(panels)
    found = covering(panels, best, ()).panels
    held = {t for panel in found for t, c in enumerate(panel) if c}
    assert held == set(range(len(panels.types)))
    assert covering(panels, best, found).panels == ()
