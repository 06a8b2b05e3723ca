"""Walking chances into panels, and joining walks that got stuck."""

from math import lcm

import numpy as np
import pytest

from deliberation.randomness import Lots
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Box, Near
from deliberation.sortition.tickets import walk as walks
from deliberation.sortition.tickets.walk import noise, walk


@pytest.fixture(scope="module")
def panels(made_up):
    return panels_of(*made_up(100, 15, (2, 4, 3), seed=2))


@pytest.fixture(scope="module")
def chances(panels):
    return fractional_leximin(panels).chances


def mixed(panels, found):
    return [
        sum(w * panel[t] for panel, w in zip(found.panels, found.weights, strict=True))
        for t in range(len(panels.types))
    ]


def test_the_panels_of_a_walk_make_up_the_target_exactly(panels, chances):
    whole = lcm(*(p.denominator for p in chances))
    target = [int(p * whole) * m for p, m in zip(chances, panels.sizes, strict=True)]
    found = walk(panels, target, whole, lots=Lots("1", "walk"), near=Near(panels))
    assert found.finished
    assert mixed(panels, found) == target
    assert sum(found.weights) == whole
    assert all(w > 0 for w in found.weights)
    assert all(map(panels.allow, found.panels))


@pytest.mark.parametrize("seed", [2, 4, 5])
def test_a_walk_that_is_stuck_is_ended_by_the_panels_on_a_face_before(made_up, monkeypatch, seed):
    few = panels_of(*made_up(90, 15, (2, 5, 4, 4, 3), seed=seed))
    chances = fractional_leximin(few).chances
    whole = lcm(*(p.denominator for p in chances))
    target = [int(p * whole) * m for p, m in zip(chances, few.sizes, strict=True)]
    monkeypatch.setattr(walks, "STEPS_BACK", ())
    found = walk(few, target, whole, lots=Lots("a", "walk"), near=Near(few))
    assert found.finished
    assert mixed(few, found) == target
    assert sum(found.weights) == whole
    assert all(w > 0 for w in found.weights)
    assert all(map(few.allow, found.panels))
    monkeypatch.setattr(walks, "ENDINGS", ())
    assert not walk(few, target, whole, lots=Lots("a", "walk"), near=Near(few)).finished


def test_a_walk_that_has_gone_astray_still_adds_up_or_gives_up(monkeypatch):
    # From the start any panel will do.
    monkeypatch.setattr(walks, "STRAYED", 0)
    pool = Pool(tuple(Person(f"{v}{i}", {"a": v}) for v in "xy" for i in range(4)))
    few = panels_of(pool, Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2))))
    found = walk(few, [6, 2], 4, lots=Lots("1", "walk"), near=Near(few))
    assert found.astray or found.finished
    assert not found.finished or mixed(few, found) == [6, 2]
    assert not walk(few, [9, -1], 4, lots=Lots("1", "walk"), near=Near(few)).finished


def test_whole_weights_stay_whole(panels):
    first, second = (
        Near(panels).point(
            np.array([float((t * k) % 7) for t in range(len(panels.types))]), all_of(panels)
        )
        for k in (3, 5)
    )
    target = [3 * a + 4 * b for a, b in zip(first, second, strict=True)]
    found = walk(panels, target, 7, lots=Lots("1", "walk"), near=Near(panels), whole=True)
    assert found.finished
    assert mixed(panels, found) == target
    assert all(w.denominator == 1 for w in found.weights)


def test_a_target_that_no_panels_make_up_is_not_reached(panels):
    target = [0] * len(panels.types)
    found = walk(panels, target, 1, lots=Lots("1", "walk"), near=Near(panels))
    assert not found.finished
    assert found.weights == ()


def all_of(panels):
    rows = panels.rows
    return Box(
        np.zeros(len(panels.types)),
        np.array(panels.sizes, dtype=float),
        np.array([float(row.lower) for row in rows]),
        np.array([float(row.upper) for row in rows]),
    )


def test_the_noise_is_the_same_for_ever():
    first = noise(Lots("attempt 0", "walk"), 3)
    assert [float(x) for x in first] == [float(x) for x in noise(Lots("attempt 0", "walk"), 9)[:3]]
    assert (abs(noise(Lots("attempt 1", "walk"), 1000)) <= 0.5).all()
