"""Willingness, estimated from what is known of those who were written to."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from scipy.optimize import minimize

from deliberation.errors import InvalidInputError, SolverError
from deliberation.sortition import Person, Pool, from_sample, from_shares

VALUES = {"age": ("young", "middle", "old"), "school": ("short", "long")}
FACTORS = {"young": 0.5, "middle": 1.0, "old": 1.5, "short": 0.8, "long": 1.6}
KINDS = [*product(*VALUES.values())]
RATES = {kind: 0.05 * prod(FACTORS[v] for v in kind) for kind in KINDS}


def pool_of(counts: dict[tuple[str, ...], int]) -> Pool:
    people = [dict(zip(VALUES, kind, strict=True)) for kind, n in counts.items() for _ in range(n)]
    return Pool(tuple(Person(f"p{i:05}", values) for i, values in enumerate(people)))


def of_kinds(pool: Pool, willingness: dict[str, Fraction]) -> dict[tuple[str, ...], Fraction]:
    return {tuple(p.features[f] for f in VALUES): willingness[p.id] for p in pool}


def shares_of(town: dict[tuple[str, ...], int]) -> dict[str, dict[str, Fraction]]:
    total = sum(town.values())
    return {
        f: {v: Fraction(sum(n for kind, n in town.items() if kind[i] == v), total) for v in vs}
        for i, (f, vs) in enumerate(VALUES.items())
    }


def problems(call, *arguments, **options) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        call(*arguments, **options)
    return [str(problem) for problem in caught.value.problems]


TOWN = dict(zip(KINDS, (4000, 2000, 6000, 4000, 8000, 2000), strict=True))
EXACT = {kind: round(TOWN[kind] * rate) for kind, rate in RATES.items()}


def test_both_ways_find_the_rates_of_a_pool_that_follows_the_model_exactly():
    pool = pool_of(EXACT)
    by_sample = from_sample(pool, TOWN, features=[*VALUES], letters=26_000)
    by_shares = from_shares(pool, shares_of(TOWN), letters=26_000)
    for found in (of_kinds(pool, by_sample), of_kinds(pool, by_shares)):
        for kind, rate in RATES.items():
            assert float(found[kind]) == pytest.approx(rate, rel=2e-3)


def test_a_smaller_sample_says_the_same_of_the_same_shares():
    pool = pool_of(EXACT)
    tenth = {kind: n // 10 for kind, n in TOWN.items()}
    found = of_kinds(pool, from_sample(pool, tenth, features=[*VALUES], letters=26_000))
    for kind, rate in RATES.items():
        assert float(found[kind]) == pytest.approx(rate, rel=2e-3)


def test_the_likelihood_has_no_higher_point():
    """The twin climbs the same likelihood without any of our algebra."""
    rng = np.random.default_rng(7)
    pool = pool_of({kind: int(rng.binomial(TOWN[kind], rate)) for kind, rate in RATES.items()})
    sample = dict(zip(KINDS, map(int, rng.multinomial(900, np.ones(6) / 6)), strict=True))
    volunteers = Counter(tuple(p.features.values()) for p in pool)
    letters = 26_000

    def chance(theta, kind):
        age, school = VALUES["age"].index(kind[0]), VALUES["school"].index(kind[1])
        return np.exp(theta[0] + (0, theta[1], theta[2])[age] + (0, theta[3])[school])

    def unlikely(theta):
        total = 0.0
        for kind in KINDS:
            odds = len(pool) * chance(theta, kind) / (len(pool) / letters) / 900
            total -= volunteers[kind] * np.log(odds / (1 + odds))
            total -= sample[kind] * np.log(1 / (1 + odds))
        return total

    answer = minimize(unlikely, [-3.0, 0, 0, 0], method="BFGS", options={"gtol": 1e-7})
    found = of_kinds(pool, from_sample(pool, sample, features=[*VALUES], letters=letters))
    for kind in KINDS:
        assert float(found[kind]) == pytest.approx(chance(answer.x, kind), rel=1e-3)


def test_raked_volunteers_stand_for_everybody_who_was_written_to():
    rng = np.random.default_rng(8)
    pool = pool_of({kind: int(rng.binomial(TOWN[kind], rate)) for kind, rate in RATES.items()})
    found = from_shares(pool, shares_of(TOWN), letters=26_000)
    for place, (feature, values) in enumerate(VALUES.items()):
        for value in values:
            stands_for = sum(1 / found[p.id] for p in pool if p.features[feature] == value)
            told = sum(n for kind, n in TOWN.items() if kind[place] == value)
            assert float(stands_for) == pytest.approx(told, rel=1e-3)


def test_values_that_nobody_in_the_pool_has_are_passed_over():
    short = {kind: n for kind, n in EXACT.items() if kind[0] != "young"}
    pool = pool_of(short)
    by_sample = from_sample(pool, TOWN, features=[*VALUES], letters=26_000)
    for kind, found in of_kinds(pool, by_sample).items():
        assert float(found) == pytest.approx(RATES[kind], rel=5e-3)
    assert set(from_shares(pool, shares_of(TOWN), letters=26_000)) == set(pool.ids)


def test_a_chance_is_a_short_fraction_and_never_above_one():
    pool = pool_of(dict.fromkeys(KINDS, 10))
    found = from_shares(pool, shares_of(dict.fromkeys(KINDS, 10)), letters=60)
    assert set(found.values()) == {Fraction(1)}
    found = from_shares(pool, shares_of(dict.fromkeys(KINDS, 10)), letters=180)
    assert set(found.values()) == {Fraction(1, 3)}


def test_the_order_of_people_does_not_matter():
    pool = pool_of(EXACT)
    turned = Pool(tuple(reversed(pool.people)))
    for find, known in ((from_sample, TOWN), (from_shares, shares_of(TOWN))):
        options = {"features": [*VALUES]} if find is from_sample else {}
        assert find(pool, known, letters=26_000, **options) == find(
            turned, known, letters=26_000, **options
        )


def test_every_problem_is_found_at_once():
    pool = pool_of(EXACT)
    assert problems(from_sample, pool, {("young", "short"): 5}, features=[*VALUES], letters=3) == [
        f"3 letters cannot have brought {len(pool)} volunteers",
        "nobody in the sample has age = middle, but somebody in the pool has",
        "nobody in the sample has age = old, but somebody in the pool has",
        "nobody in the sample has school = long, but somebody in the pool has",
    ]
    assert problems(
        from_shares, pool, {"school": {"short": Fraction(1), "long": Fraction(0)}}, letters=10**5
    ) == ["school = long has no share above 0, but somebody in the pool has it"]
    assert problems(from_shares, pool, {"shoes": {}}, letters=10**5) == [
        "nobody in the pool has the feature 'shoes'"
    ]


def test_what_cannot_be_estimated_is_an_error_and_no_guess():
    pool = pool_of({("young", "short"): 5, ("old", "long"): 5})
    shares = {
        "age": {"young": Fraction(1, 4), "old": Fraction(3, 4)},
        "school": {"short": Fraction(1, 2), "long": Fraction(1, 2)},
    }
    with pytest.raises(SolverError, match="no factors fit all shares"):
        from_shares(pool, shares, letters=1000)
    apart = {("young", "long"): 50, ("middle", "short"): 9, ("old", "none"): 9}
    with pytest.raises(SolverError, match="could not be estimated"):
        from_sample(pool, apart, features=[*VALUES], letters=1000)
    strangers = {
        ("young", "none"): 5,
        ("old", "none"): 5,
        ("none", "short"): 5,
        ("none", "long"): 5,
    }
    assert problems(from_sample, pool, strangers, features=[*VALUES], letters=1000) == [
        "nobody in the sample has the values of anybody in the pool"
    ]
