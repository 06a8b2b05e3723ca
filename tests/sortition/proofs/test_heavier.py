"""What the heaviest panel weighs: a proof, or a panel that is heavier, against every panel."""

from fractions import Fraction
from math import floor

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs.ceiling import proven_most
from deliberation.sortition.proofs.heavier import Heavier, Most
from deliberation.sortition.proofs.search import Search
from deliberation.sortition.proofs.trees import Branch, Leaf


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_one_question_after_another_is_answered_as_by_listing_every_panel(
    counted, small_assemblies, data
):
    """Each proof follows the branches of the one before, and holds for its own weights."""
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    panels = panels_of(pool, quotas)
    every = counted(pool, quotas, panels)
    assume(every)
    rounding, types = data.draw(st.booleans()), len(panels.types)
    heavier = Heavier(panels, BestPanel(panels), (), rounding=rounding)
    listed = {data.draw(st.sampled_from(sorted(every)))}
    for _ in range(3):
        weights = data.draw(
            st.lists(st.fractions(-9, 9, max_denominator=7), min_size=types, max_size=types)
        )

        def weight(panel, weights=weights):
            return sum((w * c for w, c in zip(weights, panel, strict=True)), Fraction(0))

        enough = data.draw(st.integers(1, 3))
        found = heavier.most(weights, listed, enough=enough)
        while not isinstance(found, Most):
            assert 1 <= len(set(found)) == len(found) <= enough
            assert every - listed >= set(found)
            assert min(map(weight, found)) > max(map(weight, listed))
            listed.update(found)
            found = heavier.most(weights, listed, enough=enough)
        scale = next((a / b for a, b in zip(found.weights, weights, strict=True) if b), 1)
        assert list(found.weights) == [w * scale for w in weights]
        assert found.most == scale * max(map(weight, every))
        proven = proven_most(panels, found.weights, found.ceiling.proof)
        assert (floor(proven) if rounding else proven) <= found.most


def test_where_no_panel_is_known_one_that_weighs_anything_is_heavier(made_up):
    panels = panels_of(*made_up(30, 12, (2, 3, 3), seed=3))
    heavier = Heavier(panels, BestPanel(panels), ())
    (found,) = heavier.most([Fraction(1)] * len(panels.types), ())
    assert panels.allow(found)
    nothing = heavier.most([Fraction(0)] * len(panels.types), ())
    assert nothing.most == 0


def test_some_that_are_heavier_are_found_or_none_or_not_in_time(made_up):
    """A panel weighs as much as it seats of the type that most people are of."""
    panels = panels_of(*made_up(30, 12, (2, 3, 3), seed=3))
    t = max(range(len(panels.types)), key=panels.sizes.__getitem__)
    weights = np.array([float(u == t) for u in range(len(panels.types))])
    heavier = Heavier(panels, BestPanel(panels), ())
    most = heavier.most([*map(Fraction, weights)], heavier.some(weights, 0, number=1, patience=99))
    while not isinstance(most, Most):
        most = heavier.most([*map(Fraction, weights)], most)
    found = heavier.some(weights, most.most - 0.5, number=3, patience=999)
    assert 1 <= len(set(found)) == len(found) <= 3
    assert {panel[t] for panel in found} == {most.most}
    assert heavier.some(weights, most.most + 0.5, number=3, patience=999) == ()
    assert heavier.some(weights, most.most - 0.5, number=3, patience=0) == ()


def test_half_a_panel_is_none_so_bounds_are_rounded_down():
    """Three people, each of two of three groups, one of each group at most: one of them sits.

    Half of each row adds up to 3/2 for the three; so a sum proves that two are too many.
    """
    people = [
        Person(id, {f: "in" if f in id else "out" for f in "abc"}) for id in ("ab", "bc", "ac")
    ]
    people += [Person(f"n{i}", dict.fromkeys("abc", "out")) for i in range(3)]
    quotas = Quotas(
        2, tuple(Quota(f, v, n, n + 1) for f in "abc" for v, n in (("in", 0), ("out", 1)))
    )
    panels = panels_of(Pool(tuple(people)), quotas)
    weights = [int("in" in type.values) for type in panels.types]
    assert sum(weights) == 3
    without, rounded = (
        Search(panels, rounding=rounding).heavier(weights, 1).proof for rounding in (False, True)
    )
    assert isinstance(without, Branch)
    assert isinstance(rounded, Leaf)
    whole = [*map(Fraction, weights)]
    assert proven_most(panels, whole, rounded) == Fraction(3, 2)
    assert Search(panels, rounding=True).heavier(weights, 0).panels, "one of them does sit"


def test_panels_found_before_time_is_over_come_with_a_tree_that_serves_again(made_up):
    """However early searches end, going on from their trees comes to the same heaviest panel."""
    panels = panels_of(*made_up(30, 12, (2, 3, 3, 3), seed=3))
    weights = [t * t * 7 % 11 - 4 for t in range(len(panels.types))]
    ended, heaviest = 0, set()
    for patience in (5, 20, 40, 80, 160, 20_000):
        search, limit, tree = Search(panels), -99, None
        while True:
            try:
                answer = search.heavier(weights, limit, along=tree, enough=99, patience=patience)
            except SolverError:
                break
            tree = answer.proof
            weigh = [sum(w * c for w, c in zip(weights, p, strict=True)) for p in answer.panels]
            if not weigh:
                heaviest.add(limit)
                assert proven_most(panels, [*map(Fraction, weights)], tree) == limit
                break
            assert min(weigh) > limit
            assert all(map(panels.allow, answer.panels))
            limit, ended = max(weigh), ended + 1
    assert ended > 2
    assert len(heaviest) == 1
