"""Pools with quotas for the benchmark, by name; the same name gives the same instance.

=======================  =========================================================================
``two_features_small``   200 people, 20 seats: gender and leaning; ``two_features_large``: ten times
``lat_N_K_F_S[_eq]``     N made-up people, K seats, F features, seed S (``made_up``)
``town_N_K_S[_eq]``      N made-up people of a town, 7 features with 31 values (``latent``)
``NAME_like[_eq]``       made-up people in the size of a real pool that is not public
``sfscaled[T]_N``        N people drawn from ``sf_fixture_22``; with T the quotas are tight
a shared pool            read in place from ``../shared/data/sortition``
``..._households``       the same, a tenth of the people in households of two
``..._firstF``           the same, with quotas for the first F features only
=======================  =========================================================================

Quotas are the floor and ceiling of each value's share of the seats. With ``_eq`` they are one whole
number each, by largest remainders; a number W in the place of ``eq`` widens them by W.

Source: the two-feature example is that of Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair
algorithms for selecting citizens' assemblies", Nature 596 (2021).
"""

from __future__ import annotations

import csv
import os
import random
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from benchmarks import latent
from benchmarks.made_up import MadeUp, made_up

Bounds = tuple[str, str, int, int]

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")) / "sortition"


@dataclass(frozen=True, slots=True)
class Instance:
    """A pool and quotas as plain rows, for any solver.

    Args:
        quotas: feature, value, least and most.
        people: one value for each feature, in the order of *features*.
        households: one name for each person, or ``None``; nothing where nobody shares one.
    """

    name: str
    seats: int
    features: tuple[str, ...]
    quotas: tuple[Bounds, ...]
    people: tuple[tuple[str, ...], ...]
    households: tuple[str | None, ...] = ()

    def document(self) -> dict[str, Any]:
        """The instance as JSON holds it."""
        written = {
            "k": self.seats,
            "features": [*self.features],
            "quotas": [[*quota] for quota in self.quotas],
            "people": [[*values] for values in self.people],
        }
        return written | ({"households": [*self.households]} if self.households else {})


def named(name: str) -> Instance:
    """The instance of this name.

    Raises:
        FileNotFoundError: it is made of a shared pool, and that is not beside the project.
        LookupError: no instance has this name.
    """
    if name.endswith("_households"):
        return _in_households(named(name.removesuffix("_households")), name)
    whole, first, many = name.rpartition("_first")
    if first:
        return _first(named(whole), int(many), name)
    if name in _TWO_FEATURES:
        return _two_features(name)
    if name in _SHARED:
        return _shared(name)
    if name.startswith(("sfscaled_", "sfscaledT_")):
        return _scaled(name)
    if found := made_up(name):
        return _made_up(name, found)
    raise LookupError(f"no instance is named {name!r}; benchmarks/instances.py lists the families")


_TWO_FEATURES: Final = MappingProxyType(
    {"two_features_small": (1, 9), "two_features_large": (10, 99)}
)


def _two_features(name: str) -> Instance:
    """One conservative woman, all other women liberal, all men conservative."""
    times, least = _TWO_FEATURES[name]
    people = [("woman", "conservative")] + [("woman", "liberal")] * (100 * times - 1)
    people += [("man", "conservative")] * (100 * times)
    values = [("gender", "woman"), ("gender", "man")]
    values += [("leaning", "conservative"), ("leaning", "liberal")]
    quotas = tuple((feature, value, least, 20 * times) for feature, value in values)
    return Instance(name, 20 * times, ("gender", "leaning"), quotas, tuple(people))


_SHARED: Final = (
    "sf_fixture_22",
    "opendlp_monitoring_28",
    "il_diversimax_exact_60",
    "il_diversimax_wide_60",
)


def _shared(name: str) -> Instance:
    """A pool that stands beside the project; its name ends with its number of seats."""
    rows = _rows(SHARED / name / "categories.csv")
    features = tuple(dict.fromkeys(row["category"] for row in rows))
    quotas = [(row["category"], row["feature"], int(row["min"]), int(row["max"])) for row in rows]
    people = _rows(SHARED / name / "respondents.csv")
    values = tuple(tuple(person[feature] for feature in features) for person in people)
    return Instance(name, int(name.rpartition("_")[2]), features, tuple(quotas), values)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _made_up(name: str, found: MadeUp) -> Instance:
    """The instance of a made-up population, its quotas widened where no panel would meet them."""
    made, seats = found.made, found.seats
    bounds = latent.feasible(name, made, found.bounds(), seats)
    quotas = [
        (feature, value, *bounds[f, v])
        for f, (feature, values) in enumerate(made.values.items())
        for v, value in enumerate(values)
    ]
    rows = [
        tuple(values[v] for v, values in zip(row, made.values.values(), strict=True))
        for row in made.people.tolist()
    ]
    return Instance(name, seats, tuple(made.values), tuple(quotas), tuple(rows))


def _scaled(name: str) -> Instance:
    """People drawn with replacement from ``sf_fixture_22``, quotas around their own shares."""
    family, _, many = name.partition("_")
    fixture, rng, tight = _shared("sf_fixture_22"), random.Random(42), family.endswith("T")
    people = [fixture.people[rng.choice(range(len(fixture.people)))] for _ in range(int(many))]
    seats = max(22, int(len(people) * 0.15))
    quotas = []
    for feature, value, _, _ in fixture.quotas:
        column = fixture.features.index(feature)
        held = sum(person[column] == value for person in people)
        wish = round(held / len(people) * seats)
        quotas.append((feature, value, max(0, wish - (0 if tight else 2)), wish + 2 - tight))
    return Instance(name, seats, fixture.features, tuple(quotas), tuple(people))


def _first(instance: Instance, many: int, name: str) -> Instance:
    """The same people and seats, and fewer features."""
    features = instance.features[:many]
    return replace(
        instance,
        name=name,
        features=features,
        quotas=tuple(quota for quota in instance.quotas if quota[0] in features),
        people=tuple(values[:many] for values in instance.people),
    )


def _in_households(instance: Instance, name: str) -> Instance:
    """A twentieth as many households of two as there are people."""
    order = np.random.default_rng(7).permutation(len(instance.people)).tolist()
    homes: list[str | None] = [None] * len(order)
    for home in range(len(order) // 20):
        homes[order[2 * home]] = homes[order[2 * home + 1]] = f"h{home}"
    return replace(instance, name=name, households=tuple(homes))
