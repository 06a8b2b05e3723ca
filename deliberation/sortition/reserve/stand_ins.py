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

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError, SolverError
from deliberation.solver import FREE, Floats, Outcome, Programme
from deliberation.sortition.pool import Person, Pool
from deliberation.sortition.quotas import Quotas

Scenario = Collection[str]


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


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """What a panel lacks in each scenario, and kinds of people who may step in.

    The rows are the seats, the quotas in order, then homes where too many could meet.

    Args:
        kinds: the ids of people who are alike and all come, or of one person.
        rows_of: for each kind the rows that count it.
        lower: for each scenario and row how many are missing to its minimum.
        upper: likewise how many there is room for; negative where there are too many already.
        present: for each scenario and kind whether its people come.
        of: for each scenario as it was given its place among those that differ, which follow.
        times: how often each of them was given.
        weights: what one place missed counts, for the seats and each quota.
    """

    kinds: tuple[tuple[str, ...], ...]
    rows_of: tuple[tuple[int, ...], ...]
    lower: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]
    present: npt.NDArray[np.bool_]
    of: tuple[int, ...]
    times: tuple[int, ...]
    weights: tuple[Fraction, ...]

    def missed(self, scenario: int, taken: Sequence[int]) -> Fraction:
        """By how much quotas are missed when so many of each kind step in."""
        filled = [0] * len(self.lower[scenario])
        for n, rows in zip(taken, self.rows_of, strict=True):
            for r in rows:
                filled[r] += n
        missed = Fraction(0)
        for r, weight in enumerate(self.weights):
            short = int(self.lower[scenario, r]) - filled[r]
            beyond = filled[r] - int(self.upper[scenario, r])
            missed += weight * max(short, beyond, 0)
        return missed


def gaps_of(
    pool: Pool,
    quotas: Quotas,
    *,
    panel: Collection[str],
    waiting: Sequence[str],
    scenarios: Sequence[Scenario],
) -> Gaps:
    """What *panel* lacks in each scenario, to be filled out of those *waiting*.

    Args:
        waiting: within a kind, whoever stands earlier steps in first.

    Raises:
        InvalidInputError: somebody is not in the pool, is named twice, or is both on the panel
            and waiting; or there is no scenario.
    """
    person = {p.id: p for p in pool}
    problems = [*_problems(person, [*panel, *waiting])]
    if not scenarios:
        problems.append("give at least one scenario of who does not come")
    if problems:
        raise InvalidInputError(problems)
    members = [person[id] for id in sorted(panel)]
    others = [person[id] for id in waiting]
    known = frozenset([*panel, *waiting])
    given = [known.intersection(gone) for gone in scenarios]
    times = Counter(given)
    place = {gone: s for s, gone in enumerate(times)}
    homes = _full_homes([*members, *others], quotas)
    unsure = frozenset().union(*times)
    kinds: dict[tuple[tuple[int, ...], str], list[str]] = {}
    for p in others:
        alone = p.id if p.id in unsure or p.household in homes else ""
        kinds.setdefault((_rows_of(p, quotas, homes), alone), []).append(p.id)
    limits = [(quotas.size, quotas.size), *((q.lower, q.upper) for q in quotas)]
    least, most = np.array([*limits, *[(0, quotas.per_household)] * len(homes)]).T
    counts = np.zeros((len(members), len(least)), dtype=np.int64)
    for i, member in enumerate(members):
        counts[i, [*_rows_of(member, quotas, homes)]] = 1
    here = np.array([[m.id not in gone for m in members] for gone in times]) @ counts
    lower = np.where(np.arange(len(least)) < len(limits), least - here, 0)
    present = np.array([[ids[0] not in gone for ids in kinds.values()] for gone in times])
    return Gaps(
        tuple(map(tuple, kinds.values())),
        tuple(rows for rows, _ in kinds),
        lower,
        most - here,
        present.reshape(len(times), len(kinds)),
        tuple(place[gone] for gone in given),
        tuple(times.values()),
        tuple(Fraction(1, max(upper, 1)) for _, upper in limits),
    )


class Filling:
    """The programme of who steps in: for one scenario after another, the least missed.

    Its variables are the kinds, then places short in each row that counts, then places beyond in
    each quota.

    Args:
        whole: whether people are whole; if not, the programme is a little too hopeful, and its
            prices say what each further alternate would be worth.
    """

    def __init__(self, gaps: Gaps, *, whole: bool) -> None:
        self._gaps = gaps
        n_rows, n_limits = gaps.lower.shape[1], len(gaps.weights)
        weights = np.array([float(w) for w in gaps.weights])
        columns = [[(r, 1.0) for r in rows] for rows in gaps.rows_of]
        columns += [[(r, 1.0)] for r in range(n_limits)]
        columns += [[(r, -1.0)] for r in range(1, n_limits)]
        self._weights = weights
        self._places = np.full(2 * n_limits - 1, FREE)
        self._matrix = np.zeros((len(gaps.kinds), n_rows))
        for kind, rows in enumerate(gaps.rows_of):
            self._matrix[kind, [*rows]] = 1.0
        self._programme = Programme(
            costs=np.concatenate([np.zeros(len(gaps.kinds)), -weights, -weights[1:]]),
            lower=np.zeros(len(columns)),
            upper=np.full(len(columns), FREE),
            columns=columns,
            row_lower=np.zeros(n_rows),
            row_upper=np.zeros(n_rows),
            whole=whole,
            options={"mip_rel_gap": 0.0} if whole else {"presolve": "off"},
        )

    def run(self, scenario: int, numbers: Floats) -> float:
        """How much is missed at least, when so many of each kind wait.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        gaps = self._gaps
        self._low = gaps.lower[scenario].astype(np.float64)
        self._high = gaps.upper[scenario].astype(np.float64)
        upper = np.concatenate([numbers * gaps.present[scenario], self._places])
        self._programme.set_bounds(np.zeros(len(upper)), upper)
        self._programme.set_row_bounds(self._low, self._high)
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("who steps in was not found; nothing was decided")
        return -self._programme.objective

    @property
    def taken(self) -> list[int]:
        """How many of each kind step in, after a run with whole people."""
        return [round(v) for v in self._programme.values[: len(self._gaps.kinds)]]

    def cut(self, scenario: int) -> tuple[float, Floats]:
        """After a run: a number a and worths w; with any numbers x at least a - wx is missed.

        The prices are cut back to what one place counts, so that the bound holds whatever HiGHS's
        tolerances are.
        """
        prices = self._programme.row_prices
        limits = len(self._weights)
        prices[1:limits] = np.clip(prices[1:limits], -self._weights[1:], self._weights[1:])
        prices[0] = max(prices[0], -self._weights[0])
        least = -float(np.where(prices > 0, prices * self._high, prices * self._low).sum())
        worth = np.maximum(-(self._matrix @ prices), 0.0) * self._gaps.present[scenario]
        return least, worth


def _problems(person: Mapping[str, Person], named: Sequence[str]) -> Iterator[str]:
    yield from (f"{id!r} is not in the pool" for id in dict.fromkeys(named) if id not in person)
    yield from (
        f"{id!r} is named {n} times; nobody can be a member and an alternate, or two of them"
        for id, n in Counter(named).items()
        if n > 1
    )


def _full_homes(people: Iterable[Person], quotas: Quotas) -> dict[str, int]:
    """The homes where too many could meet, each with the number of its row."""
    at_home = Counter(p.household for p in people if p.household is not None)
    full = sorted(home for home, n in at_home.items() if n > quotas.per_household)
    return {home: number for number, home in enumerate(full, start=1 + len(quotas.quotas))}


def _rows_of(person: Person, quotas: Quotas, homes: Mapping[str, int]) -> tuple[int, ...]:
    """The rows that count *person*: the seats, quotas, and the home where it could be too full."""
    counted = (r for r, quota in enumerate(quotas, start=1) if quota.counts(person))
    home = homes.get(person.household or "")
    return (0, *counted, *([] if home is None else [home]))
