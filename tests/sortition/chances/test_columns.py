"""Generating panels: a second way to leximin that must agree with the first."""

from fractions import Fraction
from importlib import import_module

import pytest

from deliberation.errors import SolverError
from deliberation.sortition import Ground, Person, Pool, Quota, Quotas, leximin
from deliberation.sortition.chances import columns
from deliberation.sortition.chances.columns import leximin_by_columns
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs.certificate import Level, require_proof, require_whole_proof


def by_columns(panels):
    best = BestPanel(panels)
    covered = covering(panels, best, [])
    levels = [covered.level] if covered.level else []
    return leximin_by_columns(panels, best, [*covered.panels], levels)


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_give_exactly_the_same_chances(made_up, seed):
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=seed))
    certificate = by_columns(panels)
    require_proof(panels, certificate)
    assert certificate.proven
    mixture = certificate.mixture
    assert mixture.chances == fractional_leximin(panels).chances
    assert sum(mixture.weights) == 1
    assert all(map(panels.allow, mixture.panels))


def test_where_a_proof_without_rounding_takes_too_long_later_levels_are_searched_for(
    made_up, monkeypatch
):
    asked = []

    def too_long(*_):
        asked.append(1)
        raise SolverError("no proof was found in time")

    monkeypatch.setattr(columns.Resting, "on", too_long)
    panels = panels_of(*made_up(70, 14, (2, 3, 3), seed=0))
    certificate = by_columns(panels)
    require_proof(panels, certificate)
    assert certificate.proven
    assert certificate.mixture.chances == fractional_leximin(panels).chances
    assert len(asked) == 1 < len(certificate.levels)


def test_where_proofs_take_too_many_programmes_what_is_left_is_not_claimed(
    made_up, every_panel, leximin_over, monkeypatch
):
    """Fractional panels promise more than real ones keep here, so levels are searched for."""
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=0)
    best = min(filter(None, leximin_over(pool, every_panel(pool, quotas)).values()))
    monkeypatch.setattr(import_module("deliberation.sortition.leximin"), "PROOFS", 0)
    lottery = leximin(pool, quotas)
    certificate, guarantee = lottery.certificate, lottery.guarantee
    assert not certificate.proven
    assert guarantee.attained == min(filter(None, lottery.optimum.values()))
    assert float(guarantee.attained) <= best + 1e-6
    assert best <= float(guarantee.bound) + 1e-6
    assert guarantee.best == (guarantee.ground is Ground.PROOF)
    require_whole_proof(panels_of(pool, quotas), certificate)
    assert leximin(pool, quotas).panels == lottery.panels


@pytest.mark.parametrize("last", [1, 2, 6])
def test_panels_that_floats_take_for_enough_are_added_to(coins, last):
    """Everybody has 20 seats of 100. Without the last panels some are missing, by too little."""
    panels = panels_of(*coins(100, 20, 20, seed=5))
    best, chances = BestPanel(panels), (Fraction(1, 5),) * 100
    known = [*covering(panels, best, ()).panels]
    assert project(panels, chances, best, known) is not None
    del known[-last:]
    certificate = leximin_by_columns(panels, best, known, [])
    require_proof(panels, certificate)
    assert certificate.proven
    assert certificate.mixture.chances == chances
    assert {*certificate.mixture.panels} <= {*known}


def test_chances_that_the_panels_listed_do_not_have_are_refused():
    """Two people, one seat: their chances add up to one, and to nothing else."""
    pool = Pool((Person("a", {"a": "x"}), Person("b", {"a": "y"})))
    panels = panels_of(pool, Quotas(1, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 1))))
    known, third, slightly = [(1, 0), (0, 1)], Fraction(1, 3), Fraction(1, 10**12)

    def mixed(*chances):
        levels = [Level(chance, (t,), None) for t, chance in enumerate(chances)]
        return leximin_by_columns(panels, BestPanel(panels), known, levels).mixture

    assert mixed(third, 2 * third).weights == (third, 2 * third)
    with pytest.raises(SolverError, match="as fractions"):
        mixed(third, 2 * third + slightly)
