"""Made-up people by the name of the instance: families, and the sizes of real pools.

Source: the sizes are those of Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for
selecting citizens' assemblies", Nature 596 (2021); how many values the features have is not
published and is a guess here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from benchmarks import latent


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up pool, and what its quotas are to be."""

    made: latent.Made
    seats: int
    slack: int

    def bounds(self) -> latent.Ranges:
        """The quotas, whether or not a panel meets them all."""
        return latent.bounds(self.made.shares, self.seats, self.slack)


def made_up(name: str) -> MadeUp | None:
    """The people of the instance *name*, or nothing where it is not made up."""
    family, *words = name.split("_")
    if family == "lat" and len(words) >= 4:
        people, seats, features, seed = map(int, words[:4])
        made = latent.population(people, VALUES[:features], seed=seed, bias=0.6)
        return MadeUp(made, seats, _slack(words[4:]))
    if family == "town" and len(words) >= 3:
        people, seats, seed = map(int, words[:3])
        return MadeUp(latent.town(people, seed=seed), seats, _slack(words[3:]))
    stem = name.removesuffix("_eq")
    if stem not in LIKE:
        return None
    people, seats, values, seed, bias = LIKE[stem]
    made = latent.population(people, values, seed=seed or sum(map(ord, stem)), bias=bias)
    return MadeUp(made, seats, 0 if name == stem else latent.EXACT)


VALUES: Final = (2, 5, 4, 3, 6, 2, 4, 3)
"""How many values the features of ``lat`` have."""

LIKE: Final[Mapping[str, tuple[int, int, tuple[int, ...], int, float]]] = MappingProxyType(
    {  # people, seats, values of each feature, seed (0: from the name), self-selection
        "mass_like": (70, 24, (2, 3, 4, 3, 2), 0, 0.7),
        "sfc_like": (161, 44, (2, 4, 5, 3, 2, 3, 2), 0, 0.7),
        "sfc2_like": (161, 44, (2, 4, 5, 3, 2, 3, 2), 3, 0.35),
        "hd_like": (239, 30, (2, 5, 4, 3, 6, 2, 2), 0, 0.7),
        "sfb_like": (250, 20, (2, 4, 4, 3, 5, 2), 0, 0.7),
        "sfa_like": (312, 35, (2, 4, 5, 3, 3, 2), 0, 0.7),
        "obf_like": (321, 30, (2, 5, 4, 3, 6, 2, 2, 3), 0, 0.7),
        "nexus_like": (342, 170, (2, 4, 5, 3, 6), 0, 0.7),
        "nexus2_like": (342, 170, (2, 4, 5, 3, 6), 5, 0.15),
        "sfd_like": (404, 40, (2, 4, 6, 3, 3, 2), 0, 0.7),
        "cca_like": (825, 75, (2, 6, 4, 8), 0, 0.7),
    }
)


def _slack(words: Sequence[str]) -> int:
    """What the end of a name says of the quotas: nothing, ``eq`` or a number."""
    if not words:
        return 0
    return latent.EXACT if words[0] == "eq" else int(words[0])
