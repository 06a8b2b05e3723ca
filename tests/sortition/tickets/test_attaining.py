"""Walks that do not get there alone."""

from dataclasses import replace

import pytest

from deliberation.sortition import Pool, Standing
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.tickets import attaining, walk
from deliberation.sortition.tickets.attaining import attain


@pytest.fixture
def astray(made_up, monkeypatch):
    """A pool, and walks that never look for panels with every share rounded, nor list any."""
    monkeypatch.setattr(walk, "STRAYED", 0)
    monkeypatch.setattr(walk, "ENDINGS", ())
    return panels_of(*made_up(60, 12, (2, 3, 2, 2), seed=0))


def test_two_walks_that_go_astray_make_up_the_chances_together(astray):
    chances, known = fractional_leximin(astray).chances, []
    assert attain(astray, chances, Near(astray), [], walks=1) is None
    mixture = attain(astray, chances, Near(astray), known, walks=2)
    assert mixture.chances == chances
    assert sum(mixture.weights) == 1
    assert min(mixture.weights) > 0
    assert {*mixture.panels} <= {*known}
    assert all(map(astray.allow, known))


def test_where_rows_are_many_none_goes_astray_twice(astray, monkeypatch):
    monkeypatch.setattr(attaining, "MANY", len(astray.rows) - 1)
    once, twice = [], []
    for walks, known in ((1, once), (2, twice)):
        found = attain(astray, fractional_leximin(astray).chances, Near(astray), known, walks=walks)
        assert found is None
    assert twice == once


def test_who_is_settled_makes_no_rows_many(made_up, monkeypatch):
    # Everybody stands in the pool once more, as somebody who cannot come: a row for each type.
    monkeypatch.setattr(walk, "STRAYED", 0)
    monkeypatch.setattr(walk, "ENDINGS", ())
    pool, quotas = made_up(40, 10, (2, 3, 2), seed=5)
    gone = (replace(p, id=f"{p.id} gone", standing=Standing.OUT) for p in pool)
    panels, alone = panels_of(Pool((*pool, *gone)), quotas), panels_of(pool, quotas)
    monkeypatch.setattr(attaining, "MANY", len(alone.rows))
    assert len(panels.rows) > len(alone.rows)
    chances = fractional_leximin(panels).chances
    assert attain(panels, chances, Near(panels), [], walks=1) is None
    mixture = attain(panels, chances, Near(panels), [], walks=2)
    assert mixture.chances == chances
