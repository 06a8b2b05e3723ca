"""People who change places on single tickets until everybody has their share."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of
from deliberation.sortition.tickets import swaps
from deliberation.sortition.tickets.swaps import Swaps, swapped

AGES = range(4)


def couples():
    """A woman and a man of each of four ages, of whom a panel has one woman and one man."""
    people = tuple(
        Person(f"{sex} {age}", {"sex": sex, "age": str(age)}) for sex in "fm" for age in AGES
    )
    ages = (Quota("age", str(age), 0, 2) for age in AGES)
    return panels_of(Pool(people), Quotas(2, (*(Quota("sex", s, 1, 1) for s in "fm"), *ages)))


def couple(panels, woman, man):
    """The panel of a woman and a man of these ages."""
    seated = {f"f {woman}", f"m {man}"}
    return tuple(int(type.members[0] in seated) for type in panels.types)


def sums(given):
    return sum(n * np.array(panel) for panel, n in given)


def test_a_panel_that_nobody_listed_is_reached_by_a_swap():
    """The woman of 0 and the man of 2 leave for the man of 0 and the woman of 2."""
    panels = couples()
    tickets = [(couple(panels, 0, 1), 1), (couple(panels, 0, 2), 1), (couple(panels, 1, 2), 1)]
    one = np.array([float("3" not in type.values) for type in panels.types])
    held, within = swapped(Swaps.of(panels), tickets, one, one)
    assert within
    assert couple(panels, 2, 0) in dict(held)


@given(st.lists(st.booleans(), min_size=12, max_size=12), st.permutations(AGES))
def test_tickets_in_disorder_come_back_to_equal_shares(disorder, ages):
    """Every woman and man had three tickets, until some couples exchanged their ages."""
    panels = couples()
    pairs = [(a, ages[(a + round) % 4]) for round in range(3) for a in AGES]
    given = Counter(
        couple(panels, *(pair[::-1] if swap else pair))
        for pair, swap in zip(pairs, disorder, strict=True)
    )
    three = np.full(8, 3.0)
    held, within = swapped(Swaps.of(panels), [*given.items()], three, three)
    assert within
    assert sums(held).tolist() == [3] * 8
    assert all(panels.allow(panel) for panel, _ in held)


def test_what_no_swap_mends_is_said_and_comes_back_as_it_was(monkeypatch):
    """Two people who fill different quotas cannot change places, however long that is tried."""
    monkeypatch.setattr(swaps, "PATIENCE", 10**12)
    people = (Person("a", {"city": "north"}), Person("b", {"city": "south"}))
    quotas = Quotas(1, (Quota("city", "north", 0, 1), Quota("city", "south", 0, 1)))
    panels = panels_of(Pool(people), quotas)
    tickets = [((1, 0), 3)]
    held, within = swapped(Swaps.of(panels), tickets, np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    assert not within
    assert held == tickets


def test_a_pair_is_kept_once_and_serves_both_ways():
    """Who leaves in a swap comes in the one back; each type knows the swaps that it is in."""
    swaps = Swaps.of(couples())
    assert swaps.number == 2 * len(swaps.pairs) > 0
    leave, come = swaps.types(np.arange(swaps.number))
    back = [swaps.back(place) for place in range(swaps.number)]
    assert np.array_equal(leave[back], come)
    for t in range(8):
        assert sorted(swaps.leaving(t).tolist()) == np.nonzero(leave == t)[0].tolist()
        assert sorted(swaps.coming(t).tolist()) == np.nonzero(come == t)[0].tolist()
