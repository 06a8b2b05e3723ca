"""Panels that touch a ceiling, and ceilings that rest on it, against every panel."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import floor

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs import search, touching
from deliberation.sortition.proofs.ceiling import Ceiling, Joint, Part, proven_most
from deliberation.sortition.proofs.heavier import Heavier
from deliberation.sortition.proofs.resting import Resting
from deliberation.sortition.proofs.shown import Shown
from deliberation.sortition.proofs.spots import Spot
from deliberation.sortition.proofs.trees import Leaf


def weighed(weights, panel):
    return sum((w * c for w, c in zip(weights, panel, strict=True)), Fraction(0))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_what_rests_on_a_ceiling_is_proven_for_every_panel(counted, small_assemblies, data):
    """The panels that touch are those that weigh most; by other weights, these settle the rest."""
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    panels = panels_of(pool, quotas)
    every = counted(pool, quotas, panels)
    assume(every)
    n = len(panels.types)
    drawn = st.lists(st.integers(0, 9), min_size=n, max_size=n)
    heavier = Heavier(panels, BestPanel(panels), (), rounding=data.draw(st.booleans()))
    first = heavier.most([*map(Fraction, data.draw(drawn))], every)
    resting = Resting.on(panels, first.ceiling, ())
    heaviest = {p for p in every if weighed(first.weights, p) == first.most}
    assert set(resting.known) == heaviest
    assert len(resting.known) == len(heaviest)
    shown = Shown(panels, frozenset())
    for _ in range(3):
        weights = [Fraction(w, 3) for w in data.draw(drawn)]
        found = resting.most(weights)
        assert all(w.denominator == 1 for w in found.weights)
        together = proven_most(panels, found.weights, found.ceiling.proof)
        assert together <= shown.most(found.ceiling)
        assert floor(shown.most(found.ceiling)) <= found.most
        assert found.ceiling.weights == found.weights
        assert not isinstance(found.ceiling.made, Joint) or found.ceiling.made.times >= 1
        assert found.most == max(weighed(found.weights, p) for p in every)
        in_order = sorted(heaviest, key=lambda p: (weighed(weights, p), p))
        assert in_order == sorted(heaviest, key=lambda p: (weighed(found.weights, p), p))


def test_the_settled_weight_is_added_as_often_as_it_takes():
    """Of four who are all different two are chosen, and one of them, x, weighs something.

    Every panel that touches has x and one of three others. If each of the three is to weigh one, no
    such panel weighs more than one, and the two of them that are without x weigh two: x must weigh
    as much besides for one and one to be the most.
    """
    pool = Pool(tuple(Person(id, {"who": id}) for id in "axyz"))
    panels = panels_of(pool, Quotas(2, tuple(Quota("who", id, 0, 1) for id in "axyz")))
    every = [tuple(int(t in pair) for t in range(4)) for pair in PAIRS]
    x = [Fraction(int(t == 1)) for t in range(4)]
    resting = Resting.on(panels, Heavier(panels, BestPanel(panels), ()).most(x, every).ceiling, ())
    assert {*resting.known} == {p for p in every if p[1]}
    found = resting.most([1 - w for w in x])
    assert found.weights[1] >= found.weights[0] == found.weights[2] == found.weights[3] == 1
    assert found.most == 1 + found.weights[1]
    more = replace(found.ceiling, weights=(found.weights[0] + 1, *found.weights[1:]))
    assert Shown(panels, frozenset()).most(more) >= found.most + 1, "a and x weigh so much then"


PAIRS = [(a, b) for b in range(4) for a in range(b)]


@pytest.mark.parametrize("patience", [0, 20_000])
def test_bounds_rounded_down_are_proven_anew_if_there_is_time(monkeypatch, patience):
    """Three people, each of two of three groups, one of each group at most: one of them sits.

    Half of each row adds up to 3/2, which rounded down is the most. That would not do for what
    rests on it; so it is asked whether one of them sits or not, which proves one exactly.
    """
    ids = ("ab", "bc", "ac", "n0", "n1", "n2")
    pool = Pool(tuple(Person(id, {f: "in" if f in id else "out" for f in "abc"}) for id in ids))
    rows = [("in", 0), ("out", 1)]
    panels = panels_of(
        pool, Quotas(2, tuple(Quota(f, v, n, n + 1) for f in "abc" for v, n in rows))
    )
    weights = [Fraction("in" in type.values) for type in panels.types]
    every = [
        panel for panel in product(*(range(m + 1) for m in panels.sizes)) if panels.allow(panel)
    ]
    ceiling = Heavier(panels, BestPanel(panels), (), rounding=True).most(weights, every).ceiling
    assert isinstance(ceiling.proof, Leaf)
    monkeypatch.setattr(search, "PATIENCE", patience)
    if not patience:
        with pytest.raises(SolverError, match="in time"):
            Resting.on(panels, ceiling, ())
        return
    resting = Resting.on(panels, ceiling, ())
    assert {*resting.known} == {panel for panel in every if weighed(weights, panel) == 1}
    first = [Fraction(int(t == 0)) for t in range(len(weights))]
    found = resting.most(first)
    assert floor(proven_most(panels, found.weights, found.ceiling.proof)) == found.most


def test_where_too_many_panels_touch_nothing_rests_on_the_ceiling(made_up, monkeypatch):
    """By weights of nothing, every panel touches."""
    panels = panels_of(*made_up(30, 12, (2, 3, 3), seed=3))
    nothing = Heavier(panels, BestPanel(panels), ()).most([Fraction(0)] * len(panels.types), ())
    monkeypatch.setattr(touching, "MANY", 5)
    assert Resting.on(panels, nothing.ceiling, ()) is None


def test_a_level_whose_proof_takes_too_long_has_no_ceiling(monkeypatch):
    """As above; but no linear programme is left to prove that no panel with x weighs more."""
    pool = Pool(tuple(Person(id, {"who": id}) for id in "axyz"))
    panels = panels_of(pool, Quotas(2, tuple(Quota("who", id, 0, 1) for id in "axyz")))
    every = [tuple(int(t in pair) for t in range(4)) for pair in PAIRS]
    x = [Fraction(int(t == 1)) for t in range(4)]
    resting = Resting.on(panels, Heavier(panels, BestPanel(panels), ()).most(x, every).ceiling, ())
    monkeypatch.setattr(search, "PATIENCE", 0)
    found = resting.most([1 - w for w in x])
    assert (found.most, found.ceiling) == (1, None)


@pytest.mark.parametrize("low", [0, 1])
def test_a_type_that_is_barred_touches_nothing(low):
    """One of two is chosen, and the other is barred."""
    pool = Pool((Person("a", {"a": "x"}), Person("b", {"a": "y"})))
    panels = panels_of(pool, Quotas(1, (Quota("a", "x", low, 1), Quota("a", "y", 0, 1))))
    heavier = Heavier(panels, BestPanel(panels), {1})
    ceiling = heavier.most([Fraction(1), Fraction(1)], [(1, 0)]).ceiling
    assert Resting.on(panels, ceiling, {1}).known == ((1, 0),)


def test_a_spot_makes_up_any_weights_by_the_rows_that_leave_its_panel():
    """Two of x and y, of whom one is an a and one a b: x a with y b, or x b with y a.

    With nobody who is x and a, the first of these is no panel, and the other weighs what xb and ya
    do, whatever yb weighs: three rows make up three weights.
    """
    people = [("xa", "x", "a"), ("xb", "x", "b"), ("ya", "y", "a"), ("yb", "y", "b")]
    pool = Pool(tuple(Person(id, {"one": v, "other": w}) for id, v, w in people))
    rows = [("one", "x"), ("one", "y"), ("other", "a"), ("other", "b")]
    panels = panels_of(pool, Quotas(2, tuple(Quota(*row, 1, 1) for row in rows)))
    part = Part(panels, [(0, 0), (0, 1), (0, 1), (0, 1)])
    spot = Spot.of(part, np.array([(0, 1, 1, 0)]))
    for weights in ([0, 5, 7, 100], [0, -3, 2, -9], [0, 1, 0, 0]):
        leaf = spot.proof(weights)
        sums = [sum(leaf.multipliers.get(r, 0) for r in panels.rows_of[t]) for t in range(4)]
        assert sums[1:] == weights[1:]
        assert sum(y * panels.rows[r].upper for r, y in leaf.multipliers.items()) == sum(
            weights[1:3]
        )
    assert Spot.of(Part(panels, [(0, 1)] * 4), np.array([(0, 1, 1, 0), (1, 0, 0, 1)])) is None
    assert Spot.of(Part(panels, [(0, 1)] * 4), np.array([(0, 1, 1, 0)])) is None, (
        "its rows leave a line"
    )


def test_types_with_equal_bounds_in_a_place_share_one_pair():
    """There are hundreds of places with hundreds of types each, and few bounds."""
    people = tuple(Person(f"p{i}", {"city": f"c{i % 20}"}) for i in range(30))
    quotas = Quotas(10, tuple(Quota("city", f"c{i}", 0, 2) for i in range(20)))
    panels = panels_of(Pool(people), quotas)
    ceiling = Ceiling((1,) * 20, Fraction(10), Leaf({0: 1}))
    (place,) = touching.places(panels, ceiling)
    assert {*place.touching.bounds} == {(0, 1), (0, 2)}
    assert len({id(pair) for pair in place.touching.bounds}) == 2
