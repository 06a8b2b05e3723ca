"""Panels that weigh nearly what fractional ones can: all, and the same optimum with them."""

from fractions import Fraction
from itertools import product

import pytest

from deliberation.sortition.chances import columns, nearly_best
from deliberation.sortition.chances.columns import leximin_by_columns
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import BestPanel, panels_of


def lowest_level(panels, barred=frozenset()):
    levels = fractional_leximin(panels, barred=barred).levels
    return next(level for level in levels if level.multipliers and level.chance)


def falling_short_little(panels, level):
    """Every panel, weighed one by one: the definition, without any of the shortcuts."""
    weights = [sum(level.multipliers.get(r, 0) for r in rows) for rows in panels.rows_of]
    sure = sum(m * min(w, 0) for m, w in zip(panels.sizes, weights, strict=True))
    rows = panels.rows
    most = -sure + sum(
        y * (rows[r].upper if y > 0 else rows[r].lower) for r, y in level.multipliers.items()
    )
    held = set(level.types)
    for panel in product(*(range(m + 1) for m in panels.sizes)):
        missing = sum(
            -min(w, 0) * (m - c) for w, m, c in zip(weights, panels.sizes, panel, strict=True)
        )
        few = sum(c for t, c in enumerate(panel) if t in held) <= nearly_best.FEW
        if panels.allow(panel) and few and missing <= most * nearly_best.SHORT:
            yield panel


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("short", [Fraction(3, 100), Fraction(1, 2)])
def test_all_panels_that_fall_short_little_are_made_and_no_other(made_up, monkeypatch, seed, short):
    monkeypatch.setattr(nearly_best, "SHORT", short)
    panels = panels_of(*made_up(12, 5, (2, 3, 2), seed=seed))
    level = lowest_level(panels)
    made = nearly_best.nearly_best(panels, level).tolist()
    assert sorted(map(tuple, made)) == sorted(falling_short_little(panels, level))


def test_where_they_are_too_many_none_is_made(made_up, monkeypatch):
    panels = panels_of(*made_up(12, 5, (2, 3, 2), seed=1))
    level = lowest_level(panels)
    assert len(nearly_best.nearly_best(panels, level)) > 1
    monkeypatch.setattr(nearly_best, "MANY", 1)
    assert not len(nearly_best.nearly_best(panels, level))


@pytest.mark.parametrize("seed", range(3))
def test_the_optimum_is_the_same_with_them(made_up, monkeypatch, seed):
    panels = panels_of(*made_up(40, 10, (2, 3, 3, 2), seed=seed))
    best = BestPanel(panels)
    covered = covering(panels, best, [])
    levels = [covered.level] if covered.level else []
    alone = leximin_by_columns(panels, best, [*covered.panels], levels)
    monkeypatch.setattr(columns, "LONG", 0)
    lowest = lowest_level(panels, covered.barred)
    helped = leximin_by_columns(panels, best, [*covered.panels], levels, lowest=lowest)
    assert helped.mixture.chances == alone.mixture.chances
    assert helped.proven
