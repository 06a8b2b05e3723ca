"""The instances of the benchmark: the same name gives the same instance, for ever."""

import json
from collections import Counter
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from benchmarks import instances, latent
from benchmarks.growth import all_instances
from benchmarks.instances import named
from benchmarks.made_up import made_up
from benchmarks.suites import SUITES
from deliberation.sortition import Quota, Quotas


def digest(name: str) -> str:
    content = json.dumps(named(name).document(), sort_keys=True)
    return sha256(content.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two_features_small", "15bd65221d65f9ef"),
        ("lat_60_12_6_2_0", "4868ca66eb2d3923"),
        ("lat_120_20_8_1_eq", "0b5dee81ca03affe"),
        ("sfa_like", "cb0998832c661e1a"),
        ("obf_like_eq", "e1e85b8e057ab7b8"),
        ("hd_like_households", "2fd4ca7cc711d2f8"),
        ("lat_1000_60_8_1_first2", "a5af3ddff2c00820"),
    ],
)
def test_an_instance_is_the_one_that_was_measured_before(name: str, expected: str) -> None:
    assert digest(name) == expected


def test_exact_quotas_are_one_number_each_and_fill_the_seats() -> None:
    made = latent.town(50, seed=3)
    for f, share in enumerate(made.shares):
        ranges = latent.bounds(made.shares, 110, latent.EXACT)
        exact = [ranges[f, v] for v in range(len(share))]
        assert all(low == high for low, high in exact)
        assert sum(low for low, _ in exact) == 110


def test_other_quotas_are_floor_and_ceiling_with_some_slack() -> None:
    shares = [np.array([0.25, 0.75])]
    assert latent.bounds(shares, 10, 0) == {(0, 0): (2, 3), (0, 1): (7, 8)}
    assert latent.bounds(shares, 10, 2) == {(0, 0): (0, 5), (0, 1): (5, 10)}
    assert latent.bounds(shares, 8, 0) == {(0, 0): (2, 2), (0, 1): (6, 6)}


def test_what_is_written_down_as_widened_is_as_little_as_there_is_to_widen() -> None:
    name, seats = "lat_60_12_6_3_eq", 12
    found = made_up(name)
    assert found is not None
    made, ranges = found.made, found.bounds()

    def total(wider: latent.Ranges) -> int:
        return sum(
            ranges[key][0] - low + high - ranges[key][1] for key, (low, high) in wider.items()
        )

    assert total(latent.widening(made.people, ranges, seats)) == 8
    assert total(latent.feasible(name, made, ranges, seats)) == 8


def test_the_town_has_seven_features_with_31_values_that_go_together() -> None:
    town = named("town_1000_60_1")
    assert len(town.features) == 7
    assert len(town.quotas) == 31
    columns = [*zip(*town.people, strict=True)]
    surprises = [_surprise(one, other) for one, other in combinations(columns, 2)]
    chi, freedom = map(sum, zip(*surprises, strict=True))
    assert chi / freedom > 1.5  # independent features come to about 1


def _surprise(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, int]:
    """Pearson's chi-squared of a table of two features, and its degrees of freedom."""
    pairs, ones, others = Counter(zip(one, other, strict=True)), Counter(one), Counter(other)
    means = {(a, b): ones[a] * others[b] / len(one) for a in ones for b in others}
    chi = sum((pairs[cell] - mean) ** 2 / mean for cell, mean in means.items())
    return chi, (len(ones) - 1) * (len(others) - 1)


def test_the_quotas_make_sense_to_the_library() -> None:
    for name in ("lat_60_12_8_6_eq", "mass_like_eq", "two_features_large", "town_300_30_1"):
        asked = named(name)
        Quotas(asked.seats, tuple(Quota(*quota) for quota in asked.quotas))


def test_a_tenth_of_the_people_may_live_in_twos() -> None:
    alone, together = named("mass_like"), named("mass_like_households")
    homes = Counter(home for home in together.households if home)
    assert together.people == alone.people
    assert [*homes.values()] == [2] * 3


def test_an_instance_may_be_cut_to_its_first_features() -> None:
    whole, cut = named("mass_like"), named("mass_like_first2")
    assert cut.features == whole.features[:2]
    assert cut.people == tuple(person[:2] for person in whole.people)
    assert {feature for feature, *_ in cut.quotas} == {*cut.features}


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(LookupError, match="no instance is named 'lot_60'"):
        named("lot_60")


def test_a_shared_pool_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(instances, "SHARED", tmp_path)
    with pytest.raises(FileNotFoundError, match="sf_fixture_22"):
        named("sfscaled_300")


@pytest.mark.shared
def test_a_shared_pool_is_read_in_place(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "SHARED", shared_data / "sortition")
    pool = named("opendlp_monitoring_28")
    assert (len(pool.people), pool.seats, len(pool.quotas)) == (100, 28, 18)
    assert len(named("sfscaledT_300").people) == 300


def test_every_made_up_instance_of_a_suite_says_whether_it_was_widened() -> None:
    known = json.loads(latent.WIDENED.read_text())
    names = {name for name in (*SUITES["all"], *all_instances(seeds=3)) if "_first" not in name}
    assert {name for name in names if name.startswith(("lat_", "town_"))} <= known.keys()
