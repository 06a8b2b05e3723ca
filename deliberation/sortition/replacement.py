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
from deliberation.sentences import Sentence
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
    settled = settle(pool, quotas.size, confirmed=confirmed, unavailable=unavailable)
    members = [person for person in settled if person.standing is Standing.IN]
    try:
        if any(n > q.upper for q, n in zip(quotas, quotas.counted(members), strict=True)):
            require_a_panel(quotas, panels_of(settled, quotas))
        lottery = objective(settled, quotas, tickets=tickets, report=report)
    except InfeasibleQuotasError as error:
        raise InfeasibleQuotasError(error.conflict, error.repairs, confirmed=len(members)) from None
    return Replacement(settled, quotas, tuple(sorted(p.id for p in members)), lottery)


def staying(
    panel: Collection[str], *, withdrawn: Collection[str], joined: Collection[str] = ()
) -> tuple[str, ...]:
    """Who of a *panel* stays when some have *withdrawn*, and others had *joined* before, sorted.

    Raises:
        InvalidInputError: somebody withdraws who is no member, or joins who is one already.
    """
    members = {*panel, *joined}
    problems = [
        Sentence("{id!r} is not on the panel; name others who cannot come as unavailable", id=id)
        for id in withdrawn
        if id not in members
    ]
    problems += [Sentence("{id!r} is on the panel already", id=id) for id in joined if id in panel]
    if problems:
        raise InvalidInputError(problems)
    return tuple(sorted(members - {*withdrawn}))


def settle(
    pool: Pool, size: int, *, confirmed: Iterable[str], unavailable: Iterable[str]
) -> Pool:  # fmt: skip
    """The *pool* with the *confirmed* on every panel of *size* and the *unavailable* on none.

    Raises:
        InvalidInputError: somebody is not in the pool, is both confirmed and unavailable or must
            be out and is confirmed, or no seat is free.
    """
    confirmed, unavailable = [*confirmed], [*unavailable]
    if problems := [*_problems(pool, confirmed, unavailable)]:
        raise InvalidInputError(problems)
    settled = dict.fromkeys(confirmed, Standing.IN) | dict.fromkeys(unavailable, Standing.OUT)
    made = Pool(tuple(replace(p, standing=settled.get(p.id, p.standing)) for p in pool))
    members = sum(person.standing is Standing.IN for person in made)
    if members >= size:
        raise InvalidInputError(
            [
                Sentence(
                    "no seat is free: {n} confirmed, for a panel of {size}", n=members, size=size
                )
            ]
        )
    return made


def still_needed(quotas: Quotas, pool: Pool) -> list[tuple[int, int]]:
    """For each quota how many, at least and at most, go to it of the seats that are free.

    Those who must be in by the *pool* have their seats; where they alone have more than a quota
    allows, the second number is below zero.
    """
    members = [person for person in pool if person.standing is Standing.IN]
    free = quotas.size - len(members)
    counted = zip(quotas, quotas.counted(members), strict=True)
    return [(max(0, q.lower - n), min(free, q.upper - n)) for q, n in counted]


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
        Sentence("{id!r} is not in the pool", id=id)
        for id in dict.fromkeys([*confirmed, *unavailable])
        if id not in standing
    )
    yield from (
        Sentence("{id!r} is confirmed twice", id=id)
        for id, n in Counter(confirmed).items()
        if n > 1
    )
    yield from (
        Sentence("{id!r} is confirmed, and yet cannot come; say one of the two", id=id)
        for id in sorted({*confirmed} & {*unavailable})
    )
    yield from (
        Sentence("{id!r} must be out, and yet is confirmed; say one of the two", id=id)
        for id in sorted({*confirmed} - {*unavailable})
        if standing.get(id) is Standing.OUT
    )
