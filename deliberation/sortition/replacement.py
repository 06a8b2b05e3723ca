"""New members for seats that have become free, by the same objective and the same public draw.

The confirmed members are on every panel and those who cannot come on none; nothing else changes.
So the quotas stay those of the whole panel, what is left of each for the free seats follows, and
the lottery is one like any other: over panels that hold everybody who is confirmed, fair to those
who may still be drawn, with its certificate, its record and its check.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from deliberation.errors import InfeasibleQuotasError, InvalidInputError, Relaxation
from deliberation.sortition.feasibility import require_a_panel
from deliberation.sortition.leximin import leximin
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.objective import Objective
from deliberation.sortition.panels import panels_of
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report


@dataclass(frozen=True, slots=True)
class Replacement:
    """A lottery over the panels that hold everybody who is confirmed.

    Args:
        pool: everybody, with what is settled about them: what the record needs.
        quotas: of the whole panel.
        confirmed: the members who stay, sorted.
    """

    pool: Pool
    quotas: Quotas
    confirmed: tuple[str, ...]
    lottery: Lottery

    @property
    def seats(self) -> int:
        """How many seats are drawn for."""
        return self.quotas.size - len(self.confirmed)


def replacement(
    pool: Pool,
    quotas: Quotas,
    *,
    confirmed: Iterable[str],
    unavailable: Iterable[str] = (),
    objective: Objective = leximin,
    tickets: int = 1000,
    report: Report | None = None,
) -> Replacement:
    """The lottery for the free seats, given who is *confirmed*.

    Whoever shares a home with confirmed members is drawn only where the quotas let so many of one
    home sit.

    Args:
        quotas: those of the whole panel, as they were before anybody withdrew.
        confirmed: the ids of the members who stay; whoever must be in by the pool is one of them.
        unavailable: the ids of those who have withdrawn or cannot be asked; whoever must be out
            by the pool stays out.
        objective: what is made fair to those who may be drawn.
        tickets: as for the objective.
        report: as for the objective.

    Raises:
        InvalidInputError: somebody is not in the pool, is both confirmed and unavailable or must
            be out and is confirmed, no seat is free, or what the objective refuses.
        InfeasibleQuotasError: the free seats cannot be filled so that the whole panel meets every
            quota; carries the smallest widening, for the whole panel.
        SolverError: the optimiser stopped without an answer.
    """
    confirmed, unavailable = [*confirmed], [*unavailable]
    if problems := [*_problems(pool, confirmed, unavailable)]:
        raise InvalidInputError(problems)
    settled = settle(pool, confirmed=confirmed, unavailable=unavailable)
    members = [person for person in settled if person.standing is Standing.IN]
    if len(members) >= quotas.size:
        text = f"{len(members)} people are confirmed for {quotas.size} seats; none is free"
        raise InvalidInputError([text])
    try:
        if any(n > q.upper for q, n in zip(quotas, quotas.counted(members), strict=True)):
            require_a_panel(quotas, panels_of(settled, quotas))
        lottery = objective(settled, quotas, tickets=tickets, report=report)
    except InfeasibleQuotasError as error:
        raise InfeasibleQuotasError(error.conflict, error.repairs, confirmed=len(members)) from None
    return Replacement(settled, quotas, tuple(sorted(p.id for p in members)), lottery)


def settle(pool: Pool, *, confirmed: Collection[str], unavailable: Collection[str]) -> Pool:
    """The *pool* with the *confirmed* on every panel and the *unavailable* on none."""
    settled = dict.fromkeys(confirmed, Standing.IN) | dict.fromkeys(unavailable, Standing.OUT)
    return Pool(tuple(replace(p, standing=settled.get(p.id, p.standing)) for p in pool))


def widened(quotas: Quotas, by: Iterable[Relaxation]) -> Quotas:
    """The *quotas* with the bounds that the relaxations allow."""
    bounds = {(r.feature, r.value, r.also): r for r in by}
    return replace(
        quotas,
        quotas=tuple(
            replace(q, lower=r.lower, upper=r.upper, flex_lower=None, flex_upper=None)
            if (r := bounds.get((q.feature, q.value, q.also)))
            else q
            for q in quotas
        ),
    )


def _problems(pool: Pool, confirmed: list[str], unavailable: list[str]) -> Iterator[str]:
    standing = {person.id: person.standing for person in pool}
    yield from (
        f"{id!r} is not in the pool"
        for id in dict.fromkeys([*confirmed, *unavailable])
        if id not in standing
    )
    yield from (f"{id!r} is confirmed twice" for id, n in Counter(confirmed).items() if n > 1)
    yield from (
        f"{id!r} is confirmed, and yet cannot come; say one of the two"
        for id in sorted({*confirmed} & {*unavailable})
    )
    yield from (
        f"{id!r} must be out, and yet is confirmed; say one of the two"
        for id in sorted({*confirmed} - {*unavailable})
        if standing.get(id) is Standing.OUT
    )
