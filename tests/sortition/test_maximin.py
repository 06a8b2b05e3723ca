"""Maximin: published values, every panel listed as a twin, and a proof that needs no solver."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import (
    Ground,
    Person,
    Pool,
    Quota,
    Quotas,
    goldilocks,
    leximin,
    maximin,
    nash,
)
from deliberation.sortition.panels import panels_of
from deliberation.sortition.pool import Standing
from deliberation.sortition.proofs.ceiling import proven_most
from deliberation.sortition.proofs.certificate import require_proof

PUBLISHED = {
    "sf_fixture_22": Fraction(1, 11),
    "opendlp_monitoring_28": Fraction(1, 4),
    "il_diversimax_exact_60": Fraction(4, 37),
    "il_diversimax_wide_60": Fraction(8, 43),
}
STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def bound_by_hand(pool, quotas, lottery):
    """What the ceiling says about the lowest chance, worked out again from its weights."""
    panels, ceiling = panels_of(pool, quotas), lottery.guarantee.ceiling
    chances = [lottery.optimum[type.members[0]] for type in panels.types]
    barred = [t for t, chance in enumerate(chances) if not chance]
    most = proven_most(panels, ceiling.weights, ceiling.proof, barred=barred)
    assert most <= ceiling.most
    people = Fraction(0)
    for weight, size, chance in zip(ceiling.weights, panels.sizes, chances, strict=True):
        if 0 < chance < 1:
            assert weight >= 0
            people += weight * size
        else:
            most -= weight * size * chance
    return most / people


def test_everybody_has_exactly_one_tenth_in_the_published_example(two_features):
    lottery = maximin(*two_features)
    assert set(lottery.optimum.values()) == {Fraction(1, 10)}
    assert lottery.guarantee.proven
    assert bound_by_hand(*two_features, lottery) == Fraction(1, 10)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_lowest_chance_in_published_pools_is_the_certified_one(published, name):
    pool, quotas = published(name)
    lottery = maximin(pool, quotas)
    assert min(filter(None, lottery.optimum.values())) == PUBLISHED[name]
    assert lottery.guarantee.attained == lottery.guarantee.bound == PUBLISHED[name]
    assert lottery.guarantee.proven


def test_the_lowest_chance_is_that_of_leximin_and_the_proof_needs_no_solver(made_up):
    pool, quotas = made_up(120, 16, (2, 4, 3, 3), seed=3, couples=8)
    lottery, other = maximin(pool, quotas), leximin(pool, quotas)
    assert min(lottery.optimum.values()) == min(other.optimum.values())
    assert max(lottery.optimum.values()) <= max(other.optimum.values())
    assert bound_by_hand(pool, quotas, lottery) == lottery.guarantee.attained


def test_twice_the_people_for_twice_the_seats_have_the_same_lowest_chance(made_up):
    pool, quotas = made_up(40, 8, (2, 3, 3), seed=4)
    twice = Pool(tuple(Person(f"{p.id}{x}", p.features) for p in pool for x in "ab"))
    doubled = [Quota(q.feature, q.value, 2 * q.lower, 2 * q.upper) for q in quotas]
    more = maximin(twice, Quotas(2 * quotas.size, tuple(doubled)))
    assert more.guarantee.attained == maximin(pool, quotas).guarantee.attained


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_lottery_over_all_panels_does_better(every_panel, extremes_over, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises((InfeasibleQuotasError, InvalidInputError)):
            maximin(pool, quotas, tickets=20)
        return
    lottery = maximin(pool, quotas, tickets=20)
    assert set(lottery.panels) <= set(panels)
    assert lottery.guarantee.best
    free, best = extremes_over(pool, panels)
    chances = [lottery.optimum[id] for id in free]
    if free:
        lowest, _ = best(1.0, 0.0)
        _, highest = best(0.0, 1.0, least=lowest - 1e-9)
        assert float(min(chances)) == pytest.approx(lowest, abs=1e-7)
        assert float(max(chances)) == pytest.approx(highest, abs=1e-6)
        assert lottery.guarantee.attained == min(chances)


@pytest.mark.parametrize("seed", [0, 8])
def test_what_no_real_panels_reach_is_not_promised(made_up, every_panel, extremes_over, seed):
    """In these pools fractional panels promise more than real ones keep."""
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=seed)
    lottery = maximin(pool, quotas)
    free, best = extremes_over(pool, every_panel(pool, quotas))
    assert float(min(lottery.optimum[id] for id in free)) == pytest.approx(best(1.0, 0.0)[0])
    assert lottery.guarantee.proven
    assert lottery.guarantee.ground is Ground.PROOF
    assert bound_by_hand(pool, quotas, lottery) == lottery.guarantee.attained


@pytest.mark.parametrize("couples", [0, 3])
def test_the_certificate_has_the_chances_and_the_level_that_holds_the_lowest(made_up, couples):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=2, couples=couples)
    lottery = maximin(pool, quotas)
    certificate, panels = lottery.certificate, panels_of(pool, quotas)
    require_proof(panels, certificate)
    assert certificate.proven
    by_type = [lottery.optimum[type.members[0]] for type in panels.types]
    assert certificate.mixture.chances == tuple(by_type)
    assert certificate.levels[-1].chance == lottery.guarantee.attained
    nobody = {t for t, chance in enumerate(by_type) if not chance}
    assert {t for level in certificate.levels[:-1] for t in level.types} == nobody


@pytest.mark.parametrize("objective", [maximin, goldilocks, nash])
def test_a_proof_that_takes_too_long_is_not_claimed(made_up, monkeypatch, objective):
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=8)
    proven = objective(pool, quotas).guarantee
    monkeypatch.setattr("deliberation.sortition.proofs.search.PATIENCE", 0)
    believed = objective(pool, quotas).guarantee
    assert believed.attained == pytest.approx(proven.attained, rel=1e-7)
    assert (proven.ground, believed.ground) == (Ground.PROOF, Ground.SEARCH)
    assert believed.ceiling is None
    assert not believed.proven


def test_who_is_always_or_never_chosen_is_left_out_of_both_ends():
    people = [Person("child", {"age": "child"}), Person("elder", {"age": "old"})]
    people += [Person(f"p{i}", {"age": "young"}) for i in range(4)]
    bounds = (Quota("age", "child", 0, 0), Quota("age", "old", 1, 1), Quota("age", "young", 0, 3))
    lottery = maximin(Pool(tuple(people)), Quotas(3, bounds))
    assert lottery.optimum["child"] == 0
    assert lottery.optimum["elder"] == 1
    assert {lottery.optimum[f"p{i}"] for i in range(4)} == {Fraction(1, 2)}
    assert lottery.guarantee.attained == Fraction(1, 2)
