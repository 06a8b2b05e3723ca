"""Several of the smallest widenings of the quotas that make a panel possible, and their price.

A widening is small when it adds few places altogether. Places within the flexible bounds of a quota
come first: one place beyond them counts more than all places within.

1. Let every bound be widened at a price for each place, and find the cheapest panel: the bounds
   that it breaks are the first repair.
2. Forbid that all of these be widened together, and ask again: the next repair leaves at least one
   of them as it is. So repairs differ in what they ask of an organiser, not in numbers only.
3. Where no such repair is left, forbid only that all be widened as far as before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from deliberation.errors import Relaxation, SolverError
from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import PATIENCE, Panel, Panels, whole
from deliberation.sortition.quotas import Quota, Quotas

REPAIRS = 3
Widening: TypeAlias = tuple[Relaxation, ...]
Side: TypeAlias = tuple[int, int]  # a quota's place, and 0 for its minimum or 1 for its maximum
Excess: TypeAlias = Mapping[Side, int]  # the places by which bounds are broken


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


def widenings(
    panels: Panels, quotas: Quotas, *, count: int = REPAIRS, seated: int | None = None
) -> tuple[Widening, ...]:
    """The *count* smallest repairs; fewer where no others help, none where nothing needs repair.

    Args:
        panels: those of *quotas*.
        seated: a type of which somebody has to be on the panel.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    found: list[Widening] = []
    excesses: list[Excess] = []
    at_all = True
    while len(found) < count:
        forbidden = [dict.fromkeys(excess, 1) for excess in excesses] if at_all else excesses
        panel = _least_broken(panels, quotas, forbidden, seated)
        if panel is None and at_all and found:
            at_all = False
            continue
        if panel is None:
            break
        counts = panels.count(panel)[1:]
        excess = _excess(quotas, counts)
        if not excess:
            break
        found.append(
            tuple(
                Relaxation(q.feature, q.value, min(q.lower, n), max(q.upper, n), q.also)
                for q, n in zip(quotas, counts, strict=False)
                if not q.lower <= n <= q.upper
            )
        )
        excesses.append(excess)
    return tuple(found)


def repair_of(panels: Panels, quotas: Quotas, widened: Widening) -> Repair:
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


def _excess(quotas: Quotas, counts: Sequence[int]) -> Excess:
    """By how many places each bound is broken, of those that are."""
    return {
        (i, side): places
        for i, (q, n) in enumerate(zip(quotas, counts, strict=False))
        for side, places in enumerate((q.lower - n, n - q.upper))
        if places > 0
    }


def _least_broken(
    panels: Panels, quotas: Quotas, forbidden: Sequence[Excess], seated: int | None
) -> Panel | None:
    """The panel that breaks the quotas least, but none of the *forbidden* ways or more than that.

    After the types come four variables for each quota: places below its minimum, within and beyond
    the flexible bounds, and likewise above its maximum; then one for each side and excess that is
    forbidden to go with others: whether it is reached.
    """
    flexible = [_flexible(quota) for quota in quotas]
    beyond = 1.0 + sum(low + high for low, high in flexible)
    n, n_rows = len(panels.types), len(panels.rows)
    marks = sorted({mark for excess in forbidden for mark in excess.items()})
    columns: list[list[tuple[int, float]]] = [[(r, 1.0) for r in rows] for rows in panels.rows_of]
    costs, upper = [0.0] * n, [float(m) for m in panels.sizes]
    for r, (quota, (low, high)) in enumerate(zip(quotas, flexible, strict=True), 1):
        columns += [[(r, 1.0)], [(r, 1.0)], [(r, -1.0)], [(r, -1.0)]]
        costs += [-1.0, -beyond, -1.0, -beyond]
        upper += [low, quota.lower - low, high, quotas.size]
    for row, ((i, side), places) in enumerate(marks, n_rows):
        for column in columns[n + 4 * i + 2 * side :][:2]:
            column.append((row, 1.0))
        together = [
            n_rows + len(marks) + j
            for j, excess in enumerate(forbidden)
            if excess.get((i, side)) == places
        ]
        columns.append([(row, -2.0 * quotas.size), *((j, 1.0) for j in together)])
    lower = [0.0] * len(columns)
    if seated is not None:
        lower[seated] = 1.0
    extra = len(marks) + len(forbidden)
    programme = Programme(
        costs=costs + [0.0] * len(marks),
        lower=lower,
        upper=upper + [1.0] * len(marks),
        columns=columns,
        row_lower=[*(row.lower for row in panels.rows), *[-FREE] * extra],
        row_upper=[
            *(row.upper for row in panels.rows),
            *(places - 1.0 for _, places in marks),
            *(len(excess) - 1.0 for excess in forbidden),
        ],
        whole=True,
        options={"mip_rel_gap": 0.0, "mip_abs_gap": 0.5, "mip_max_nodes": PATIENCE},
    )
    outcome = programme.run()
    if outcome is Outcome.IMPOSSIBLE:
        return None
    if outcome is not Outcome.BEST:
        raise SolverError("no smallest widening of the quotas was found; widen some and try again")
    panel = whole(programme.values[:n])
    if panels.count(panel)[0] != quotas.size:
        raise SolverError("HiGHS returned a panel of the wrong size")
    return panel


def _flexible(quota: Quota) -> tuple[int, int]:
    """How many places the flexible bounds add below and above."""
    low = 0 if quota.flex_lower is None else quota.lower - quota.flex_lower
    high = 0 if quota.flex_upper is None else quota.flex_upper - quota.upper
    return low, high
