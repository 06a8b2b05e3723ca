"""Which instances go together, and what each suite is there to show."""

from __future__ import annotations

from itertools import product
from types import MappingProxyType
from typing import Final

QUICK: Final = (
    "two_features_small",
    "sf_fixture_22",
    "opendlp_monitoring_28",
    "mass_like",
    "lat_60_12_6_2_0",
    "lat_120_20_8_1_eq",
)
"""A minute or two: does everything run?"""

ATTAINED: Final = (
    "two_features_small",
    "sf_fixture_22",
    "opendlp_monitoring_28",
    "il_diversimax_exact_60",
    "il_diversimax_wide_60",
    "mass_like",
    "mass_like_eq",
    "sfc2_like",
    "sfc_like",
    "sfb_like",
    "sfb_like_eq",
    "hd_like",
    "hd_like_eq",
    "hd_like_households",
    "sfa_like",
    "sfa_like_eq",
    "obf_like",
    "obf_like_eq",
    "sfd_like",
    "sfd_like_eq",
    "nexus2_like",
    "cca_like",
    "sfscaled_300",
    "sfscaledT_300",
)
"""Pools in the sizes of real ones; whole panels mostly reach the chances of fractional ones."""

FAMILIES: Final = MappingProxyType(
    {
        f"lat_{family}_*_{quotas}": tuple(f"lat_{family}_{seed}_{quotas}" for seed in range(8))
        for family, quotas in product(
            ("60_12_6", "60_12_8", "120_20_6", "120_20_8", "250_30_6", "250_30_8", "300_30_8"),
            ("eq", "0"),
        )
    }
)
"""Small pools with many tight features, eight of a kind."""

HARD: Final = tuple(name for family in FAMILIES.values() for name in family)
"""Where they often do not."""

LARGE: Final = (
    "two_features_large",
    "sfscaled_750",
    "town_1727_110_1",
    "town_1727_110_1_eq",
    "town_1727_110_2",
    "town_1727_110_3",
    "town_5000_150_1",
    "lat_500_40_8_1",
    "lat_500_40_8_1_eq",
    "lat_1000_60_8_1",
    "lat_1000_60_8_1_eq",
    "lat_2000_100_8_1",
    "lat_2000_100_8_1_eq",
    "lat_5000_150_8_1",
    "lat_5000_150_8_1_eq",
)
"""Up to 5,000 people, 150 seats and 8 features."""

SUITES: Final = MappingProxyType(
    {
        "quick": QUICK,
        "attained": ATTAINED,
        "hard": HARD,
        "large": LARGE,
        "all": tuple(dict.fromkeys(QUICK + ATTAINED + HARD + LARGE)),
    }
)
