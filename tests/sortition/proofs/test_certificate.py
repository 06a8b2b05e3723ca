"""A certificate that leaves something out, or says it in the wrong order, is refused."""

from dataclasses import replace
from fractions import Fraction

import pytest

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.certificate import (
    Certificate,
    Level,
    require_proof,
    require_whole_proof,
)
from deliberation.sortition.proofs.trees import Leaf
from deliberation.sortition.tickets.mixture import mixture_of

PEOPLE = (Person("a", {"a": "x"}), Person("b", {"a": "y"}), Person("c", {"a": "y"}))
PANELS = panels_of(Pool(PEOPLE), Quotas(1, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 1))))
SIZE = Leaf({0: Fraction(1)})
THIRDS = mixture_of(PANELS, [(1, 0), (0, 1)], {0: Fraction(1, 3), 1: Fraction(2, 3)})
UNEVEN = mixture_of(PANELS, [(1, 0), (0, 1)], {0: Fraction(1, 2), 1: Fraction(1, 2)})
ALIKE = Ceiling((Fraction(1), Fraction(1)), Fraction(1), SIZE)


def unproven(chance: Fraction, *types: int) -> Level:
    return Level(chance, types, None)


def test_one_seat_for_three_gives_each_a_third_and_nobody_more():
    require_whole_proof(PANELS, Certificate(THIRDS, (Level(Fraction(1, 3), (0, 1), ALIKE),)))


def test_levels_that_fall_are_refused():
    """a has 1/2, b and c 1/4 each: the quarter comes first."""
    half, quarter = unproven(Fraction(1, 2), 0), unproven(Fraction(1, 4), 1)
    require_whole_proof(PANELS, Certificate(UNEVEN, (quarter, half)))
    with pytest.raises(SolverError, match="less of a chance"):
        require_proof(PANELS, Certificate(UNEVEN, (half, quarter)))


def test_who_is_in_no_level_has_no_less_than_the_levels_say():
    require_proof(PANELS, Certificate(UNEVEN, (unproven(Fraction(1, 4), 1),)))
    with pytest.raises(SolverError, match="less of a chance"):
        require_proof(PANELS, Certificate(UNEVEN, (unproven(Fraction(1, 2), 0),)))


def test_where_all_are_to_be_settled_somebody_left_out_is_noticed():
    certificate = Certificate(UNEVEN, (unproven(Fraction(1, 4), 1),))
    with pytest.raises(SolverError, match="leave out somebody"):
        require_whole_proof(PANELS, certificate)


@pytest.mark.parametrize(
    "level",
    [
        unproven(Fraction(1, 3)),
        unproven(Fraction(2, 3), 0, 1),
        Level(Fraction(1, 3), (0,), ALIKE),
        Level(Fraction(1, 3), (0, 1), replace(ALIKE, most=Fraction(1, 2))),
        Level(Fraction(1, 3), (0, 1), replace(ALIKE, most=Fraction(2))),
    ],
    ids=["nobody", "another chance", "half of those held", "an unproven ceiling", "a loose one"],
)
def test_a_level_that_does_not_hold_is_refused(level):
    with pytest.raises(SolverError, match="does not hold"):
        require_proof(PANELS, Certificate(THIRDS, (level,)))


def test_a_type_is_settled_once():
    twice = (unproven(Fraction(1, 3), 0, 1), unproven(Fraction(1, 3), 1))
    with pytest.raises(SolverError, match="does not hold"):
        require_proof(PANELS, Certificate(THIRDS, twice))


def test_panels_that_have_other_chances_are_refused():
    wrong = replace(THIRDS, chances=UNEVEN.chances)
    with pytest.raises(SolverError, match="do not have the chances"):
        require_proof(PANELS, Certificate(wrong, (unproven(Fraction(1, 4), 1),)))
