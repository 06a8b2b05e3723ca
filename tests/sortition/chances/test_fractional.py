"""The levels of fractional leximin, checked by a reader who knows only the rows."""

from fractions import Fraction
from itertools import pairwise

import pytest

from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of


def proves(panels, fractional, weights=None):
    """Whether each level's multipliers bound it from above, given the levels before."""
    pinned, worth = {}, weights or [1] * len(panels.types)
    for level in fractional.levels:
        if level.multipliers:
            total = sum(
                y * (panels.rows[r].upper if y > 0 else panels.rows[r].lower)
                for r, y in level.multipliers.items()
            )
            counted = [Fraction(0)] * len(panels.types)
            for r, y in level.multipliers.items():
                for t in panels.rows[r].types:
                    counted[t] += y * panels.sizes[t]
            for t, count in enumerate(counted):
                if t in pinned:
                    total -= count * pinned[t]
                elif count < 0:
                    total -= count
            raised = {t for t, count in enumerate(counted) if t not in pinned and count > 0}
            assert raised == set(level.types)
            assert total / sum(counted[t] * worth[t] for t in raised) == level.chance
        else:
            assert {level.chance * worth[t] for t in level.types} == {1}
        pinned.update({t: level.chance * worth[t] for t in level.types})
    assert pinned == dict(enumerate(fractional.chances))


def possible(panels, chances):
    assert all(0 <= p <= 1 for p in chances)
    for row in panels.rows:
        members = sum(panels.sizes[t] * chances[t] for t in row.types)
        assert row.lower <= members <= row.upper


@pytest.mark.parametrize("couples", [0, 8])
@pytest.mark.parametrize("seed", range(6))
def test_each_level_is_proven_by_its_multipliers(made_up, seed, couples):
    panels = panels_of(*made_up(80, 16, (2, 4, 3, 5), seed=seed, couples=couples))
    found = fractional_leximin(panels)
    possible(panels, found.chances)
    proves(panels, found)
    assert all(a.chance < b.chance or a.types != b.types for a, b in pairwise(found.levels))


@pytest.mark.parametrize("seed", range(4))
def test_so_is_each_level_in_proportion_to_weights(made_up, seed):
    panels = panels_of(*made_up(80, 16, (2, 4, 3, 5), seed=seed, couples=4))
    weights = [1 + (7 * t + seed) % 23 for t in range(len(panels.types))]
    found = fractional_leximin(panels, weights=weights)
    possible(panels, found.chances)
    proves(panels, found, weights)


def test_scarce_people_who_must_come_are_certain(made_up):
    pool, quotas = made_up(30, 12, (2, 3, 3), seed=3)
    panels = panels_of(pool, quotas)
    found = fractional_leximin(panels)
    possible(panels, found.chances)
    assert sum(m * p for m, p in zip(panels.sizes, found.chances, strict=True)) == quotas.size


def test_types_that_are_barred_have_no_chance(made_up):
    panels = panels_of(*made_up(80, 16, (2, 4, 3, 5), seed=1))
    found = fractional_leximin(panels, barred=frozenset({0, 5}))
    possible(panels, found.chances)
    assert found.chances[0] == found.chances[5] == 0
    assert found.levels[0].types == (0, 5)
