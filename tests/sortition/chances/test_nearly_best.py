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


def falling_short_little(panels, level, barred):
    """Every panel, weighed one by one: the definition, without any of the shortcuts.

    Those held down weigh most where all rows are at their bounds and all others who weigh less than
    nothing are there.
    """
    weights = [sum(level.multipliers.get(r, 0) for r in rows) for rows in panels.rows_of]
    rows, sizes = panels.rows, [0 if t in barred else m for t, m in enumerate(panels.sizes)]
    most = sum(
        y * (rows[r].upper if y > 0 else rows[r].lower) for r, y in level.multipliers.items()
    )
    most -= sum(m * min(w, 0) for m, w in zip(sizes, weights, strict=True))
    for panel in product(*(range(m + 1) for m in sizes)):
        few = sum(panel[t] for t in level.types) <= nearly_best.FEW
        weight = sum(max(w, 0) * c for w, c in zip(weights, panel, strict=True))
        if panels.allow(panel) and few and weight >= most * (1 - nearly_best.SHORT):
            yield panel


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("short", [Fraction(3, 100), Fraction(1, 2)])
def test_all_panels_that_fall_short_little_are_made_and_no_other(made_up, monkeypatch, seed, short):
    monkeypatch.setattr(nearly_best, "SHORT", short)
    panels = panels_of(*made_up(12, 5, (2, 3, 2), seed=seed))
    barred = covering(panels, BestPanel(panels), []).barred
    level = lowest_level(panels, barred)
    made = nearly_best.nearly_best(panels, level, barred)
    assert sorted(map(tuple, made.tolist())) == sorted(falling_short_little(panels, level, barred))
    weights = [*range(len(panels.types))]
    assert nearly_best.weighed(made, weights).tolist() == [
        sum(map(int.__mul__, weights, panel)) for panel in made.tolist()
    ]


def test_where_they_are_too_many_none_is_made(made_up, monkeypatch):
    panels = panels_of(*made_up(12, 5, (2, 3, 2), seed=1))
    level = lowest_level(panels)
    assert len(nearly_best.nearly_best(panels, level)) > 1
    for limit in ("MANY", "NUMBERS"):
        with monkeypatch.context() as patch:
            patch.setattr(nearly_best, limit, 1)
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
