"""Chances over the panels on their face: had exactly, or not at all."""

from fractions import Fraction

import numpy as np

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of
from deliberation.sortition.tickets.face import every_panel, holding_all, mixed, whole_face


def test_chances_that_panels_of_the_face_make_up_are_made_up_exactly(made_up):
    panels = panels_of(*made_up(40, 10, (2, 3), seed=3))
    chances, known = fractional_leximin(panels).chances, []
    face = whole_face(panels, chances)
    mixture = mixed(panels, chances, face, known)
    assert mixture.chances == chances
    assert sum(mixture.weights) == 1
    assert min(mixture.weights) > 0
    assert all(map(panels.allow, mixture.panels))
    assert {*mixture.panels} <= {*known} <= {*map(tuple, face.tolist())}


def three_in_a_triangle():
    """Three people of whom each two share an edge, two without any, and two seats.

    Of each edge one person may sit, so that no two of the three sit together.
    """
    edges = {"a": "110", "b": "011", "c": "101", "d": "000", "e": "000"}
    people = (
        Person(id, {f"edge {i}": bit for i, bit in enumerate(bits)}) for id, bits in edges.items()
    )
    quotas = [Quota(f"edge {i}", "1", 0, 1) for i in range(3)]
    others = [Quota(f"edge {i}", "0", 0, 2) for i in range(3)]
    return panels_of(Pool(tuple(people)), Quotas(2, (*quotas, *others)))


def test_chances_that_only_fractional_panels_have_are_not_had():
    """Half of each of the three makes one of each edge, so that each would be on every panel.

    One of the three has two edges, and two of them share one. The other two people are one type.
    """
    panels, known = three_in_a_triangle(), []
    chances = [Fraction(3 - len(type.members), 4) for type in panels.types]
    face = whole_face(panels, chances)
    assert len(face) == 0
    assert mixed(panels, chances, face, known) is None


def test_chances_between_those_of_the_listed_panels_are_not_had_either():
    """A quarter of each of the three leaves five eighths to the two others: more than a seat each.

    Three of four tickets have one of the three, beside one of the pair, and the last has the pair.
    """
    panels, known = three_in_a_triangle(), []
    chances = [Fraction(5, 8) if len(t.members) == 2 else Fraction(1, 4) for t in panels.types]
    mixture = mixed(panels, chances, whole_face(panels, chances), known)
    assert sorted(mixture.weights) == [Fraction(1, 4)] * 4
    assert mixed(panels, chances, np.array(mixture.panels[1:]), known) is None


def test_all_panels_are_listed_and_some_hold_everybody():
    """Two of the type of two, or one of it beside one of three."""
    panels = three_in_a_triangle()
    pair = next(t for t, type in enumerate(panels.types) if len(type.members) == 2)
    every = every_panel(panels)
    expected = {
        tuple(2 * (u == pair) for u in range(4)),
        *(tuple(int(u in (t, pair)) for u in range(4)) for t in range(4) if t != pair),
    }
    assert {*map(tuple, every.tolist())} == expected
    assert {*holding_all(every)} <= expected
    assert all(any(panel[t] for panel in holding_all(every)) for t in range(4))
