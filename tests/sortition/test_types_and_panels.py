"""Who is alike, and which panels there are."""

import numpy as np
import pytest

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.solver import Programme
from deliberation.sortition.types import types_of


def somebody(id, colour, size="s", home=None):
    return Person(id, {"colour": colour, "size": size}, home)


QUOTAS = Quotas(2, (Quota("colour", "red", 1, 2), Quota("colour", "blue", 0, 1)))
POOL = Pool(
    (
        somebody("d", "blue", home="h"),
        somebody("c", "red", home="h"),
        somebody("b", "red", "m"),
        somebody("a", "red", home="alone"),
    )
)


def test_people_are_alike_when_the_features_with_quotas_are():
    first, second, third = types_of(POOL, QUOTAS)
    assert (first.members, first.household) == (("d",), "h")
    assert (second.members, second.household) == (("a", "b"), None)
    assert (third.members, third.household) == (("c",), "h")


def test_panels_know_the_size_the_quotas_and_the_households():
    panels = panels_of(POOL, QUOTAS)
    assert panels.sizes == (1, 2, 1)
    assert panels.count((1, 1, 0)) == [2, 1, 1, 1]
    assert panels.allow((1, 1, 0))
    assert panels.allow((0, 2, 0))
    assert not panels.allow((1, 0, 1))  # d and c live together
    assert not panels.allow((0, 1, 0))  # too few
    assert not panels.allow((0, 3, -1))  # no such people


def test_the_best_panel_is_the_heaviest_that_is_allowed():
    best = BestPanel(panels_of(POOL, QUOTAS))
    assert best.of(np.array([3.0, 1.0, 2.0])) == (1, 1, 0)
    assert best.of(np.array([0.0, 1e-7, 3e-7])) == (0, 1, 1)
    assert best.of(np.array([-1.0, -1.0, -9.0])) == (0, 2, 0)


def test_there_is_no_best_panel_where_there_is_no_panel():
    impossible = Quotas(2, (Quota("colour", "red", 0, 0), Quota("colour", "blue", 2, 2)))
    with pytest.raises(SolverError):
        BestPanel(panels_of(POOL, impossible)).of(np.zeros(3))


def test_a_programme_without_bound_is_an_error_and_not_an_answer():
    programme = Programme(
        costs=[1.0],
        lower=[0.0],
        upper=[float("inf")],
        columns=[[(0, 1.0)]],
        row_lower=[0.0],
        row_upper=[float("inf")],
    )
    with pytest.raises(SolverError, match="HiGHS"):
        programme.run()


def test_a_programme_that_makes_no_sense_is_an_error():
    with pytest.raises(SolverError, match="HiGHS could not"):
        Programme(
            costs=[1.0],
            lower=[0.0],
            upper=[1.0],
            columns=[[(7, 1.0)]],
            row_lower=[0.0],
            row_upper=[1.0],
        )
