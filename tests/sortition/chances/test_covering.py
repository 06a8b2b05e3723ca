"""Panels that hold every type they can, and who is on none."""

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.panels import BestPanel, panels_of


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


def test_who_is_on_a_panel_that_is_known_is_not_looked_for(made_up):
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=1))
    best = BestPanel(panels)
    found = covering(panels, best, ()).panels
    held = {t for panel in found for t, c in enumerate(panel) if c}
    assert held == set(range(len(panels.types)))
    assert covering(panels, best, found).panels == ()
