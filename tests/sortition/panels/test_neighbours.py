"""Heavier panels beside those known: against every panel of the pool and a naive search."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, combinations_with_replacement, product

from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.neighbours import Neighbours


def town():
    """Of each kind there are enough for a panel of five; one is on every panel, and one on none."""
    people = [
        Person(f"{''.join(values)}{i}", dict(zip("abc", values, strict=True)))
        for values in product("xyz", "uv", "st")
        for i in range(5)
    ]
    people[0], people[7] = (
        replace(person, standing=standing)
        for person, standing in ((people[0], Standing.IN), (people[7], Standing.OUT))
    )
    bounds = [("a", v, 1, 2) for v in "xyz"] + [("b", v, 2, 3) for v in "uv"]
    bounds += [("c", v, 1, 4) for v in "st"]
    return Pool(tuple(people)), Quotas(5, tuple(Quota(*q) for q in bounds))


def after_one_change(panel, every, size):
    """The panels that differ from *panel* in two people at most, and fill the same rows."""
    return {
        other
        for other in every
        if sum(abs(a - b) for a, b in zip(panel, other, strict=True)) <= 2 * size
    }


def listed(panels):
    """Every panel, by trying all sets of types with repetition."""
    free = [t for t, k in enumerate(panels.types) if k.standing is Standing.OPEN]
    certain = [t for t, k in enumerate(panels.types) if k.standing is Standing.IN]
    found = set()
    for chosen in combinations_with_replacement(free, 5 - len(certain)):
        numbers = Counter([*certain, *chosen])
        panel = tuple(numbers[t] for t in range(len(panels.types)))
        if panels.allow(panel):
            found.add(panel)
    return found


def test_what_is_found_is_heavier_allowed_and_no_less_than_the_best_single_change():
    pool, quotas = town()
    panels = panels_of(pool, quotas)
    every = listed(panels)
    rows = range(len(panels.rows))
    rng = random.Random(5)
    improved = 0
    for panel in sorted(every)[::12]:
        weights = [rng.randrange(100) for _ in panels.types]

        def weight(other, weights=weights):
            return sum(w * c for w, c in zip(weights, other, strict=True))

        beside = Neighbours(panels, rows, ())
        beside.show([panel])
        found = beside.heavier(weights, weight(panel))
        assert set(found) <= every
        assert [*map(weight, found)] == sorted(map(weight, found), reverse=True)
        assert all(weight(other) > weight(panel) for other in found)
        near = [
            other
            for other in after_one_change(panel, every, 2)
            if panels.count(other) == panels.count(panel) and weight(other) > weight(panel)
        ]
        assert bool(found) == bool(near)
        if near:
            improved += 1
            assert weight(found[0]) >= max(map(weight, near))
    assert improved > 5


def test_rows_that_changes_need_not_keep_are_looked_at_afterwards():
    pool, quotas = town()
    panels = panels_of(pool, quotas)
    every = listed(panels)
    beside = Neighbours(panels, [0], ())
    beside.show(sorted(every)[:3])
    found = [
        panel
        for one, other in combinations(range(len(panels.types)), 2)
        for panel in beside.heavier([int(t in (one, other)) for t in range(len(panels.types))], 1)
    ]
    assert found
    assert set(found) <= every


def test_nothing_shown_and_nothing_barred_is_found():
    pool, quotas = town()
    panels = panels_of(pool, quotas)
    every = listed(panels)
    barred = {max(range(len(panels.types)), key=lambda t: sum(panel[t] for panel in every))}
    beside = Neighbours(panels, [0], barred)
    assert not beside.heavier([1] * len(panels.types), 0)
    beside.show(panel for panel in every if not any(panel[t] for t in barred))
    weights = [9 * (t in barred) + t % 5 for t in range(len(panels.types))]
    assert not any(panel[t] for panel in beside.heavier(weights, 0) for t in barred)
