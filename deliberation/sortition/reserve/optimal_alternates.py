"""The reserve list that makes up best for drop-outs, over given scenarios.

1. Gather the people outside the panel into kinds, each in an order by lot.
2. Search for the numbers of each kind that miss the quotas least (``reserve_search``), with a bound
   on what any list misses.
3. Fill up a list that is shorter than asked by the greedy rule, and put whoever is called most
   often first.

Source: Assos, Baharav, Flanigan, Procaccia, "Alternates, assemble! Selecting optimal alternates for
citizens' assemblies", EC 2025: the least average loss over sampled scenarios.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import floor

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.solver import Floats
from deliberation.sortition.alternates import PURPOSE, alternates
from deliberation.sortition.draw import Draw
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.reserve.gaps import Gaps, Scenario, gaps_of
from deliberation.sortition.reserve.search import Search
from deliberation.sortition.reserve.stand_ins import Readiness, readiness

PLACES = 10**6  # the bound is kept to so many parts


@dataclass(frozen=True, slots=True)
class Reserve:
    """A reserve list, and how good it is over the scenarios that it was chosen for.

    Args:
        alternates: whoever is called in most scenarios stands first.
        missed: by how much quotas are missed on average, exactly (see ``stand_ins``).
        bound: no list of this length misses less, by the solver's word.
    """

    alternates: tuple[str, ...]
    missed: Fraction
    bound: Fraction

    @property
    def best(self) -> bool:
        """Whether no list misses less in these scenarios."""
        return self.missed <= self.bound


def optimal_alternates(
    pool: Pool, quotas: Quotas, drawn: Draw, *, count: int, scenarios: Sequence[Scenario]
) -> Reserve:
    """Up to *count* people outside the panel who make up best for drop-outs in the *scenarios*.

    Never a list that misses more there than that of ``alternates``. Among people who are alike,
    those whom the draw's lots put first are on the list.

    Args:
        scenarios: for each, the ids of those who do not come (see ``drop_outs``).

    Raises:
        InvalidInputError: the panel drawn names somebody who is not in the pool, *count* is not
            positive, or there is no scenario.
        SolverError: the optimiser stopped without an answer.
    """
    if count < 1:
        raise InvalidInputError([f"a reserve list of {count} people is none; ask for at least one"])
    greedy = alternates(pool, quotas, drawn, count=count)
    may_sit = {person.id for person in pool if person.standing is not Standing.OUT}
    waiting = drawn.lots(PURPOSE).shuffle(sorted(may_sit - {*drawn.panel}))
    gaps = gaps_of(pool, quotas, panel=drawn.panel, waiting=waiting, scenarios=scenarios)

    @cache
    def ready(ids: tuple[str, ...]) -> Readiness:
        return readiness(pool, quotas, panel=drawn.panel, alternates=ids, scenarios=scenarios)

    def filled(numbers: Floats) -> tuple[str, ...]:
        return _filled(gaps, numbers, [*greedy, *waiting], count)

    def missed(ids: tuple[str, ...]) -> Fraction:
        return ready(ids).mean

    search = Search(gaps, count)
    starts = _numbers(gaps, greedy), search.rounded(search.fractional())
    lists = [filled(starts[0]), *(filled(search.exchanged(start)) for start in starts)]
    best = min(lists, key=missed)  # the earliest of equals
    lists = [best, *map(filled, search.whole_lists(below=float(missed(best))))]
    best = min(lists, key=missed)
    by_lot = sorted(best, key=waiting.index)
    order = sorted(by_lot, key=ready(best).called, reverse=True)  # equals stay by lot
    return Reserve(tuple(order), missed(best), _bound(search.low, missed(best)))


def _numbers(gaps: Gaps, ids: Collection[str]) -> Floats:
    """How many of each kind are among *ids*."""
    named = {*ids}
    return np.array([float(len(named.intersection(kind))) for kind in gaps.kinds])


def _filled(gaps: Gaps, numbers: Floats, others: list[str], count: int) -> tuple[str, ...]:
    """So many of each kind, and then of the *others*, up to *count* people."""
    ids = [id for kind, n in zip(gaps.kinds, numbers, strict=True) for id in kind[: int(n)]]
    return tuple(dict.fromkeys([*ids, *others]))[:count]


def _bound(low: float, missed: Fraction) -> Fraction:
    """The bound that the solver gave, cut off; or what is missed, where the two meet."""
    if float(missed) - low <= 1 / PLACES:
        return missed
    return max(Fraction(floor(low * PLACES), PLACES), Fraction(0))
