"""Which alternates step in when members drop out, and how well the panel then meets its quotas.

A scenario is a set of people who do not come, members and alternates alike. From the alternates who
do come, those step in who leave the quotas missed least: for each quota the places short of its
minimum or beyond its maximum, divided by its maximum, so that one place counts more in a small
group; and for each empty seat, one divided by the size. Never are there more people than seats, nor
more of a home than the quotas allow.

Source: Assos, Baharav, Flanigan, Procaccia, "Alternates, assemble! Selecting optimal alternates for
citizens' assemblies", EC 2025; the empty seats are counted here in addition.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np

from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.reserve.filling import Filling
from deliberation.sortition.reserve.gaps import Scenario, gaps_of


@dataclass(frozen=True, slots=True)
class Readiness:
    """How well a reserve list makes up for drop-outs, over some scenarios.

    Args:
        missed: for each scenario by how much quotas are missed, exactly.
        stand_ins: for each scenario who steps in, sorted.
    """

    missed: tuple[Fraction, ...]
    stand_ins: tuple[tuple[str, ...], ...]

    @property
    def mean(self) -> Fraction:
        """By how much quotas are missed on average."""
        return sum(self.missed, Fraction(0)) / len(self.missed)

    @property
    def met(self) -> Fraction:
        """The share of scenarios in which every seat is filled and every quota met."""
        return Fraction(sum(not m for m in self.missed), len(self.missed))

    @property
    def error(self) -> float:
        """The standard error of the mean, were the scenarios a sample; for display."""
        n, mean = len(self.missed), self.mean
        squares = sum(((m - mean) ** 2 for m in self.missed), Fraction(0))
        return sqrt(squares / max(n - 1, 1) / n)

    def called(self, id: str) -> int:
        """In how many scenarios somebody steps in."""
        return sum(id in coming for coming in self.stand_ins)


def readiness(
    pool: Pool,
    quotas: Quotas,
    *,
    panel: Collection[str],
    alternates: Sequence[str],
    scenarios: Sequence[Scenario],
) -> Readiness:
    """How well *alternates* make up for those of *panel* who drop out.

    Args:
        scenarios: for each, the ids of those who do not come.

    Raises:
        InvalidInputError: somebody is not in the pool, is named twice, or is both on the panel
            and an alternate; or there is no scenario.
        SolverError: the optimiser stopped without an answer.
    """
    gaps = gaps_of(pool, quotas, panel=panel, waiting=alternates, scenarios=scenarios)
    filling = Filling(gaps, whole=True)
    numbers = np.array([len(ids) for ids in gaps.kinds], dtype=np.float64)
    missed, coming = [], []
    for s in range(len(gaps.times)):
        filling.run(s, numbers)
        taken = filling.taken
        missed.append(gaps.missed(s, taken))
        ids = (id for kind, n in zip(gaps.kinds, taken, strict=True) for id in kind[:n])
        coming.append(tuple(sorted(ids)))
    return Readiness(tuple(missed[s] for s in gaps.of), tuple(coming[s] for s in gaps.of))


def stand_ins(
    pool: Pool,
    quotas: Quotas,
    *,
    panel: Collection[str],
    alternates: Sequence[str],
    gone: Scenario,
) -> tuple[str, ...]:
    """Who of *alternates* steps in for those who are *gone*, in the order of the list.

    Raises:
        InvalidInputError: somebody is not in the pool, is named twice, or is both on the panel
            and an alternate.
        SolverError: the optimiser stopped without an answer.
    """
    ready = readiness(pool, quotas, panel=panel, alternates=alternates, scenarios=[gone])
    return tuple(id for id in alternates if ready.called(id))
