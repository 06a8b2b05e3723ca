"""Panels for chances that no walk reaches, found where most is missing."""

from fractions import Fraction

import pytest

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs import search


def test_chances_that_panels_make_up_are_made_up_exactly(made_up):
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=1))
    best, chances = BestPanel(panels), fractional_leximin(panels).chances
    known = [*covering(panels, best, ()).panels]
    mixture = project(panels, chances, best, known)
    assert mixture.chances == chances
    assert sum(mixture.weights) == 1
    assert min(mixture.weights) > 0
    assert all(map(panels.allow, mixture.panels))
    assert {*mixture.panels} <= {*known}


def test_what_is_missing_is_found_however_little_it_is():
    """Two people, one seat; only one panel is known, and the other is wanted very seldom."""
    pool = Pool((Person("a", {"a": "x"}), Person("b", {"a": "y"})))
    panels = panels_of(pool, Quotas(1, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 1))))
    seldom = Fraction(1, 10**20)
    known = [(0, 1)]
    mixture = project(panels, (seldom, 1 - seldom), BestPanel(panels), known)
    assert dict(zip(mixture.panels, mixture.weights, strict=True)) == {
        (1, 0): seldom,
        (0, 1): 1 - seldom,
    }


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_equal_chances_are_had_where_weights_are_hard_numbers(coins, seed):
    """Nobody is held down, so that everybody has 16 / 80; only floats miss nothing too early."""
    panels = panels_of(*coins(80, 16, 16, seed=seed))
    best, chances = BestPanel(panels), (Fraction(1, 5),) * 80
    known = [*covering(panels, best, ()).panels]
    mixture = project(panels, chances, best, known)
    assert mixture.chances == chances
    assert sum(mixture.weights) == 1
    assert min(mixture.weights) > 0
    assert all(map(panels.allow, mixture.panels))


def test_panels_that_no_dive_meets_are_searched_for(made_up, monkeypatch):
    monkeypatch.setattr(search, "DIVES", ((0, 0),))
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=1))
    best, chances = BestPanel(panels), fractional_leximin(panels).chances
    known = [*covering(panels, best, ()).panels]
    mixture = project(panels, chances, best, known)
    assert mixture.chances == chances
    assert all(map(panels.allow, mixture.panels))


@pytest.fixture
def odd_three():
    """Of each two of three people at most one may sit; two seats, and six others.

    Fractional panels seat half of each of the three. Real ones seat one of them at most, so that
    their chances never add up to more than 1, let alone to 3/2.
    """
    pairs = ("ab", "bc", "ca")
    people = [Person(x, {pair: "one" if x in pair else "no" for pair in pairs}) for x in "abc"]
    people += [Person(f"d{n}", dict.fromkeys(pairs, "no")) for n in range(6)]
    quotas = [Quota(pair, "one", 0, 1) for pair in pairs]
    quotas += [Quota(pair, "no", 0, 2) for pair in pairs]
    return panels_of(Pool(tuple(people)), Quotas(2, tuple(quotas)))


def test_chances_that_no_panels_make_up_are_come_close_to(odd_three):
    half, best = Fraction(1, 2), BestPanel(odd_three)
    chances = [half if len(type.members) == 1 else half / 6 for type in odd_three.types]
    known = [*covering(odd_three, best, ()).panels]
    assert project(odd_three, chances, best, known) is None
    assert {sum(panel) for panel in known} == {2}
    alone = [t for t, type in enumerate(odd_three.types) if len(type.members) == 1]
    assert {t for panel in known for t in alone if panel[t]} == {*alone}


def test_progress_is_told_from_nothing_to_nearly_all(made_up):
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=1))
    best, told = BestPanel(panels), []
    known = [*covering(panels, best, ()).panels]
    chances = fractional_leximin(panels).chances
    assert project(panels, chances, best, known, progress=told.append) is not None
    assert told[0] == 0
    assert told == sorted(told)
    assert 0.5 < told[-1] < 1
