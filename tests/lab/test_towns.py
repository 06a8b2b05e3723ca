import time

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from deliberation.lab import Town, albertslund, proportional_quotas


@pytest.fixture(scope="module")
def town() -> Town:
    return albertslund(rng=np.random.default_rng(2020))


def has_a_panel(town: Town) -> bool:
    """Whether some panel meets every quota, by a solver that is not ours."""
    people = town.pool.people
    rows = [[p.features[q.feature] == q.value for p in people] for q in town.quotas]
    answer = milp(
        np.zeros(len(people)),
        integrality=np.ones(len(people)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(
                np.array(rows, dtype=float),
                [q.lower for q in town.quotas],
                [q.upper for q in town.quotas],
            ),
            LinearConstraint(np.ones((1, len(people))), town.quotas.size, town.quotas.size),
        ],
    )
    return answer.x is not None


def test_the_town_has_the_size_of_the_real_one(town: Town) -> None:
    assert (town.size, len(town.pool), town.quotas.size) == (22_345, 547, 36)
    assert set(town.features) == set(town.pool.features) == set(town.quotas.features)


def test_the_same_seed_gives_the_same_town(town: Town) -> None:
    assert albertslund(rng=np.random.default_rng(2020)) == town
    assert albertslund(rng=np.random.default_rng(2021)) != town


def test_the_town_is_made_in_less_than_a_second() -> None:
    began = time.process_time()
    albertslund(rng=np.random.default_rng(0))
    assert time.process_time() - began < 1


@pytest.mark.parametrize("seed", range(8))
def test_every_pool_holds_a_panel_that_meets_the_quotas(seed: int) -> None:
    town = albertslund(rng=np.random.default_rng(seed))
    assert not town.quotas.problems_with(town.pool)
    assert has_a_panel(town)


def test_quotas_follow_those_invited_and_not_those_who_volunteered(town: Town) -> None:
    for quota in town.quotas:
        share = 36 * town.count(quota.feature, quota.value) / town.size
        assert abs((quota.lower + quota.upper) / 2 - share) < 1


def test_the_older_and_the_longer_educated_volunteer_more(town: Town) -> None:
    def willingness(feature: str, value: str) -> float:
        return town.pool.count(feature, value) / town.count(feature, value)

    assert willingness("age", "67+") > 2 * willingness("age", "16-24")
    assert willingness("education", "long higher") > 3 * willingness("education", "basic school")


def test_features_hang_together(town: Town) -> None:
    age = town.features.index("age")
    years = town.features.index("years as a resident")
    assert not any(v[age] == "16-24" and v[years] == "30+" for v in town.invited)
    graduates = {
        group: sum(n for v, n in town.invited.items() if group in v and "long higher" in v)
        / town.count("age", group)
        for group in ("25-39", "67+")
    }
    assert graduates["25-39"] > 2 * graduates["67+"]


def test_ids_tell_nothing(town: Town) -> None:
    assert town.pool.ids == tuple(f"A{n:04}" for n in range(1, 548))
    first, last = town.pool.people[:273], town.pool.people[273:]
    for group in ("long higher", "basic school"):
        halves = [sum(group in p.features.values() for p in half) for half in (first, last)]
        assert abs(halves[0] - halves[1]) < 4 * sum(halves) ** 0.5


def test_quotas_in_proportion_stay_between_none_and_all() -> None:
    quotas = proportional_quotas({"side": {"left": 1, "right": 999}}, size=5, slack=2)
    assert [(q.lower, q.upper) for q in quotas] == [(0, 2), (3, 5)]
