"""What a panel lacks when people do not come, and who could make up for it.

People who are alike to the quotas and come in every scenario are one kind; so the programmes that
ask who steps in are small. Scenarios that are the same to the panel and its alternates are one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.sortition.pool import Person, Pool
from deliberation.sortition.quotas import Quotas

Scenario = Collection[str]


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
