"""The smallest widening that lets somebody in, with and without panels met before."""

import pytest

from deliberation.errors import Relaxation
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.limits import freeing
from deliberation.sortition.limits.bounds import Bounds
from deliberation.sortition.limits.freeing import Freeing
from deliberation.sortition.panels import panels_of

POOL = Pool(
    (
        *(Person(f"p{i}", {"a": "x", "b": "u"}) for i in range(3)),
        *(Person(f"q{i}", {"a": "y", "b": "v"}) for i in range(3)),
        Person("r", {"a": "x", "b": "v"}),
    )
)


def exact(*numbers):
    """Exact quotas for x, y, u and v."""
    names = (("a", "x"), ("a", "y"), ("b", "u"), ("b", "v"))
    return Quotas(2, tuple(Quota(*name, n, n) for name, n in zip(names, numbers, strict=True)))


def test_of_exact_quotas_one_is_lowered_and_another_raised():
    """One x and one y, one u and one v: r, who is x and v, needs somebody who is y and u.

    There is nobody. With a q beside r there is no u and one v too many; with a p no y.
    """
    quotas = exact(1, 1, 1, 1)
    panels = panels_of(POOL, quotas)
    (t,) = [t for t, type in enumerate(panels.types) if type.members == ("r",)]
    found = Freeing(panels, quotas).widening(t, ())
    assert found in (
        (Relaxation("b", "u", 0, 1), Relaxation("b", "v", 1, 2)),
        (Relaxation("a", "x", 1, 2), Relaxation("a", "y", 0, 1)),
    )


def test_a_panel_that_was_met_and_breaks_no_more_than_must_be_is_the_answer(monkeypatch):
    """Two places must be given up, and the panel that was met gives up two: nothing is sought."""
    quotas = exact(1, 1, 1, 1)
    panels = panels_of(POOL, quotas)
    (t,) = [t for t, type in enumerate(panels.types) if type.members == ("r",)]
    bounds = Bounds(panels, quotas)
    bounds.broken(frozenset(), t)
    monkeypatch.setattr(freeing, "least_broken", None)
    found = Freeing(panels, quotas).widening(t, bounds.met(t))
    assert sum(r.upper - r.lower for r in found) == 2


@pytest.mark.parametrize("flexible", [False, True])
def test_places_within_flexible_bounds_come_before_one_beyond(flexible):
    """z may be let in at the cost of one place, or, within what is flexible, of that place too."""
    people = [Person(f"p{i}", {"a": "x"}) for i in range(3)] + [Person("z", {"a": "z"})]
    quota = Quota("a", "z", 0, 0, None, 1) if flexible else Quota("a", "z", 0, 0)
    quotas = Quotas(2, (Quota("a", "x", 0, 2), quota))
    panels = panels_of(Pool(tuple(people)), quotas)
    (t,) = [t for t, type in enumerate(panels.types) if type.members == ("z",)]
    assert Freeing(panels, quotas).widening(t, ()) == (Relaxation("a", "z", 0, 1),)
