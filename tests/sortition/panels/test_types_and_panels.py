"""Who is alike, and which panels there are."""

from dataclasses import replace

import numpy as np
import pytest

from deliberation.errors import SolverError
from deliberation.solver import Programme
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.panels import BestPanel, Row, panels_of
from deliberation.sortition.panels.types import types_of


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
    assert (first.members, first.kind, first.homes) == (("d",), 0, (("d",),))
    assert (second.members, second.kind, second.homes) == (("a", "b"), None, ())
    assert (third.members, third.kind, third.homes) == (("c",), 0, (("c",),))


def test_people_are_alike_when_their_homes_are():
    pool = Pool(
        (
            *(somebody(f"{c}{h}", c, home=h) for h in "zy" for c in ("blue", "red")),
            somebody("r1", "red", home="x"),
            somebody("r2", "red", home="x"),
            somebody("r3", "red"),
        )
    )
    types = types_of(pool, QUOTAS)
    assert [(t.members, t.homes) for t in types] == [
        (("bluey", "bluez"), (("bluey",), ("bluez",))),
        (("r3",), ()),
        (("redy", "redz"), (("redy",), ("redz",))),
        (("r1", "r2"), (("r1", "r2"),)),
    ]
    panels = panels_of(pool, QUOTAS)
    assert panels.rows[3:] == (Row(0, 1, (3,)),)  # two seats cannot be too many of the two homes
    assert panels.allow((1, 0, 1, 0))  # not of one home
    assert not panels.allow((0, 0, 0, 2))


def test_homes_that_fit_on_a_panel_set_nobody_apart():
    for_two = replace(QUOTAS, per_household=2)
    assert [t.kind for t in types_of(POOL, for_two)] == [None, None]


def test_the_standing_of_people_sets_them_apart():
    pool = Pool(
        (
            somebody("a", "red"),
            replace(somebody("b", "red"), standing=Standing.IN),
            replace(somebody("c", "red", home="h"), standing=Standing.OUT),
            somebody("d", "red", home="h"),  # whoever shares a home with c has it alone
        )
    )
    types = types_of(pool, QUOTAS)
    assert [(t.standing, t.members) for t in types] == [
        (Standing.IN, ("b",)),
        (Standing.OPEN, ("a", "d")),
        (Standing.OUT, ("c",)),
    ]
    assert panels_of(pool, QUOTAS).rows[3:] == (Row(1, 1, (0,)), Row(0, 0, (2,)))


def test_joint_quotas_count_those_who_have_every_answer():
    joint = Quota("colour", "red", 0, 1, also=(("size", "m"),))
    quotas = Quotas(2, (*QUOTAS, joint))
    types = types_of(POOL, quotas)
    assert [(t.values, t.members) for t in types] == [
        (("blue", "s"), ("d",)),
        (("red", "m"), ("b",)),
        (("red", "s"), ("a",)),
        (("red", "s"), ("c",)),
    ]
    assert panels_of(POOL, quotas).rows[3] == Row(0, 1, (1,))


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
