"""Sets of types that fill the same quotas as others."""

from itertools import combinations, product

import numpy as np
import pytest

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of
from deliberation.sortition.tickets import alike as module
from deliberation.sortition.tickets.alike import NEIGHBOURS, alike

FEATURES = {"sex": "fm", "age": "oy", "city": "nsw"}


def everybody(more=0):
    """One person of each sex, age and city, and so many more of other cities; all can be had."""
    values = [*product(*FEATURES.values()), *(("f", "o", f"c{i}") for i in range(more))]
    people = [dict(zip(FEATURES, value, strict=True)) for value in values]
    quotas = {(feature, value) for person in people for feature, value in person.items()}
    return panels_of(
        Pool(tuple(Person(f"p{i}", person) for i, person in enumerate(people))),
        Quotas(3, tuple(Quota(feature, value, 0, 3) for feature, value in sorted(quotas))),
    )


def filled(panels, types):
    """The rows that people of these *types* count in, each as often as it does."""
    return sorted(r for t in types for r in panels.rows_of[t])


def halves(pair, panels):
    """The two sets of types of a *pair*."""
    n = len(panels.types)
    return [frozenset(t for t in half if t != n) for half in (pair[:3], pair[3:])]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_both_sets_of_a_pair_fill_the_same_quotas_and_share_nobody(size):
    panels = everybody()
    for pair in alike(panels, size).tolist():
        one, other = halves(pair, panels)
        assert len(one) == len(other) == size
        assert not one & other
        assert filled(panels, one) == filled(panels, other)


def test_of_few_sets_that_fill_the_same_all_pairs_are_found():
    """Two people whose one difference each is exchanged: nobody has more than four others."""
    panels = everybody()
    wanted = {
        frozenset((frozenset(one), frozenset(other)))
        for one, other in combinations(combinations(range(len(panels.types)), 2), 2)
        if not {*one} & {*other} and filled(panels, one) == filled(panels, other)
    }
    found = [frozenset(halves(pair, panels)) for pair in alike(panels, 2).tolist()]
    assert len(wanted) > NEIGHBOURS
    assert len(found) == len(wanted)
    assert {*found} == wanted


def test_sums_looked_at_range_by_range_give_the_same_pairs_in_the_same_order(monkeypatch):
    panels = everybody()
    at_once = alike(panels, 3)
    monkeypatch.setattr(module, "AT_ONCE", 7)
    assert np.array_equal(alike(panels, 3), at_once)


@pytest.mark.parametrize(("more", "bytes"), [(0, 1), (250, 2)])
def test_a_type_takes_as_few_bytes_as_hold_the_number_of_types(more, bytes):
    """The number itself stands for nobody, and must not run over."""
    panels = everybody(more)
    pairs = alike(panels, 2)
    assert pairs.itemsize == bytes
    assert (pairs == len(panels.types)).sum() == 2 * len(pairs)
