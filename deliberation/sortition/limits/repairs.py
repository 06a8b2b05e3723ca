"""Several of the smallest widenings of the quotas that make a panel possible, and their price.

A widening is small when it adds few places altogether, places within the flexible bounds of a quota
before those beyond.

1. Let every bound be widened at a price for each place, and find the cheapest panel: the bounds
   that it breaks are the first repair.
2. Forbid that all of these be widened together, and ask again: the next repair leaves at least one
   of them as it is. So repairs differ in what they ask of an organiser, not in numbers only.
3. Where no such repair is left, forbid only that all be widened as far as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from deliberation.errors import Relaxation
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.limits.breaking import Excess, excess_of, least_broken
from deliberation.sortition.panels import Panels
from deliberation.sortition.quotas import Demands

REPAIRS = 3
Widening: TypeAlias = tuple[Relaxation, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """From the *lowest* to the *highest* chance of the *people* whom *quota* counts."""

    quota: str
    people: int
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class Repair:
    """Quotas *widened* so that a panel exists, and what becomes of people's chances.

    The chances are the leximin chances over fractional panels, exactly. Real panels nearly always
    reach them; where they do not, the lowest chance is lower than this.

    Args:
        places: how many are added to all quotas together.
        lowest: the lowest chance of those who have any.
        without: how many people are certain to have none.
        spreads: for each quota in order that counts somebody.
    """

    widened: Widening
    places: int
    lowest: Fraction
    without: int
    spreads: tuple[Spread, ...]


def widenings(panels: Panels, quotas: Demands, *, count: int = REPAIRS) -> tuple[Widening, ...]:
    """The *count* smallest repairs; fewer where no others help, none where nothing needs repair.

    Args:
        panels: those of *quotas*.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    found: list[Widening] = []
    excesses: list[Excess] = []
    at_all = True
    while len(found) < count:
        forbidden = [dict.fromkeys(excess, 1) for excess in excesses] if at_all else excesses
        panel = least_broken(panels, quotas, forbidden=forbidden)
        if panel is None and at_all and found:
            at_all = False
            continue
        if panel is None:
            break
        counts = panels.count(panel)[1:]
        excess = excess_of(quotas, counts)
        if not excess:
            break
        found.append(widening(quotas, counts))
        excesses.append(excess)
    return tuple(found)


def widening(quotas: Demands, counts: Sequence[int]) -> Widening:
    """The *quotas* widened as far as they have to be for these *counts*."""
    return tuple(
        Relaxation(q.feature, q.value, min(q.lower, n), max(q.upper, n), q.also)
        for q, n in zip(quotas, counts, strict=False)
        if not q.lower <= n <= q.upper
    )


def repair_of(panels: Panels, quotas: Demands, widened: Widening) -> Repair:
    """What the quotas *widened* do to people's chances.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    wider = {relaxation.name: relaxation for relaxation in widened}
    rows, places = list(panels.rows), 0
    for r, quota in enumerate(quotas, 1):
        if quota.name in wider:
            lower, upper = wider[quota.name].lower, wider[quota.name].upper
            rows[r] = replace(rows[r], lower=lower, upper=upper)
            places += quota.lower - lower + upper - quota.upper
    chances = fractional_leximin(replace(panels, rows=tuple(rows))).chances
    spreads = []
    for row, quota in zip(rows[1:], quotas, strict=False):
        if row.types:
            people, of_row = (
                sum(panels.sizes[t] for t in row.types),
                [chances[t] for t in row.types],
            )
            spreads.append(Spread(quota.name, people, min(of_row), max(of_row)))
    return Repair(
        widened,
        places,
        min(chance for chance in chances if chance),
        sum(m for m, chance in zip(panels.sizes, chances, strict=True) if not chance),
        tuple(spreads),
    )
