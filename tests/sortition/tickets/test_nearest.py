"""Weights of given panels that have the chances wanted, or how many seats these miss."""

from fractions import Fraction

import pytest

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of
from deliberation.sortition.tickets.mixture import Mixture, mixture_of
from deliberation.sortition.tickets.nearest import Nearest

TENTH = Fraction(1, 10)
TINY = Fraction(1, 10**15)


@pytest.fixture
def panels():
    """Two people from the north, three from the south, and two seats for whomever."""
    people = [Person(f"n{i}", {"from": "north"}) for i in range(2)]
    people += [Person(f"s{i}", {"from": "south"}) for i in range(3)]
    quotas = Quotas(2, (Quota("from", "north", 0, 2), Quota("from", "south", 0, 2)))
    return panels_of(Pool(tuple(people)), quotas)


LISTED = [(2, 0), (1, 1), (0, 2)]


def test_the_weights_are_had_exactly(panels):
    """2 a + b = 2 p and a + b + c = 1: where only two of the panels serve, there is one answer."""
    chances = (Fraction(1, 3), Fraction(4, 9))  # 2/3 and 4/3 of the two seats
    mixture = Nearest(panels, chances, LISTED[1:]).mixture()
    assert mixture == Mixture(chances, ((1, 1), (0, 2)), (Fraction(2, 3), Fraction(1, 3)))


def test_a_weight_too_small_for_floats_is_had_too(panels):
    chances = (1 - TINY / 2, TINY / 3)  # 2 - TINY and TINY of the two seats
    mixture = Nearest(panels, chances, LISTED[:2]).mixture()
    assert mixture == mixture_of(panels, LISTED, {0: 1 - TINY, 1: TINY})


def test_what_is_missing_is_measured(panels):
    """One of two seats each is wanted, and the only panel gives both to the south."""
    nearest = Nearest(panels, (Fraction(1, 2), Fraction(1, 3)), LISTED[2:])
    assert nearest.mixture() is None
    assert nearest.missing == pytest.approx(2)  # one is missing, and one too many
    # A panel that gives one away mends both.
    north, south = nearest.weights
    assert north - south == pytest.approx(2)
    assert not nearest.add(LISTED[2])
    assert nearest.add(LISTED[1])
    assert nearest.mixture().weights == (1,)


def test_what_floats_do_not_see_missing_is_measured(panels):
    nearest = Nearest(panels, (1 - TINY / 2, TINY / 3), LISTED[:1])
    assert nearest.mixture() is None
    assert nearest.missing == pytest.approx(float(2 * TINY), rel=1e-6)
    assert nearest.add(LISTED[1])
    assert nearest.mixture().weights == (1 - TINY, TINY)


def test_a_lottery_is_no_nearer_for_being_listed_twice(panels):
    twice = Nearest(panels, (Fraction(1, 2), Fraction(1, 3)), [*LISTED, *LISTED])
    assert twice.listed == LISTED
    assert twice.mixture().chances == (Fraction(1, 2), Fraction(1, 3))


@pytest.mark.parametrize("chances", [(TENTH, TENTH), (Fraction(1), Fraction(1))])
def test_chances_that_do_not_fill_the_seats_are_not_had(panels, chances):
    assert Nearest(panels, chances, LISTED).mixture() is None
