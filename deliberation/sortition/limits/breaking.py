"""The panel that breaks quotas least, each bound at a price for each place.

Places within the flexible bounds of a quota come first: one place beyond them costs more than all
places within.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from deliberation.errors import SolverError
from deliberation.solver import FREE, WARM, Options, Outcome, Programme
from deliberation.sortition.panels import PATIENCE, Panel, Panels, whole
from deliberation.sortition.quotas import Demands, Quota

UNTIL_BEST: Options = {"mip_rel_gap": 0.0, "mip_abs_gap": 0.5, "mip_max_nodes": PATIENCE}
Side: TypeAlias = tuple[int, int]  # a quota's place, and 0 for its minimum or 1 for its maximum
Excess: TypeAlias = Mapping[Side, int]  # the places by which bounds are broken


def least_broken(
    panels: Panels, quotas: Demands, *, forbidden: Sequence[Excess] = (), seated: int | None = None
) -> Panel | None:
    """The panel that breaks the quotas least, but none of the *forbidden* ways or more than that.

    Args:
        seated: a type of which somebody has to be on the panel.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    programme = breaking(panels, quotas, forbidden=forbidden, entire=True)
    if seated is not None:
        programme.set_bound(seated, 1.0, float(panels.sizes[seated]))
    outcome = programme.run()
    if outcome is Outcome.IMPOSSIBLE:
        return None
    if outcome is not Outcome.BEST:
        raise SolverError("no smallest widening of the quotas was found; widen some and try again")
    panel = whole(programme.values[: len(panels.types)])
    if panels.count(panel)[0] != quotas.size:
        raise SolverError("HiGHS returned a panel of the wrong size")
    return panel


def breaking(
    panels: Panels, quotas: Demands, *, forbidden: Sequence[Excess] = (), entire: bool
) -> Programme:
    """The programme of panels that break the quotas least.

    After the types come four variables for each quota: places below its minimum, within and beyond
    the flexible bounds, and likewise above its maximum; then one for each side and excess that is
    forbidden to go with others: whether it is reached.

    Args:
        entire: whether it asks for panels; otherwise for fractional ones.
    """
    beyond = _beyond(quotas)
    n, n_rows = len(panels.types), len(panels.rows)
    marks = sorted({mark for excess in forbidden for mark in excess.items()})
    columns: list[list[tuple[int, float]]] = [[(r, 1.0) for r in rows] for rows in panels.rows_of]
    costs, upper = [0.0] * n, [float(m) for m in panels.sizes]
    for r, quota in enumerate(quotas, 1):
        low, high = _flexible(quota)
        columns += [[(r, 1.0)], [(r, 1.0)], [(r, -1.0)], [(r, -1.0)]]
        costs += [-1.0, -float(beyond), -1.0, -float(beyond)]
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
    extra = len(marks) + len(forbidden)
    return Programme(
        costs=costs + [0.0] * len(marks),
        lower=[0.0] * len(columns),
        upper=upper + [1.0] * len(marks),
        columns=columns,
        row_lower=[*(row.lower for row in panels.rows), *[-FREE] * extra],
        row_upper=[
            *(row.upper for row in panels.rows),
            *(places - 1.0 for _, places in marks),
            *(len(excess) - 1.0 for excess in forbidden),
        ],
        whole=entire,
        options=UNTIL_BEST if entire else WARM,
    )


def price_of(quotas: Demands, counts: Sequence[int]) -> int:
    """What a panel with these *counts* breaks, as ``breaking`` weighs it."""
    beyond, price = _beyond(quotas), 0
    for q, n in zip(quotas, counts, strict=False):
        for places, flexible in zip((q.lower - n, n - q.upper), _flexible(q), strict=True):
            price += max(0, places) + (beyond - 1) * max(0, places - flexible)
    return price


def excess_of(quotas: Demands, counts: Sequence[int]) -> Excess:
    """By how many places each bound is broken, of those that are."""
    return {
        (i, side): places
        for i, (q, n) in enumerate(zip(quotas, counts, strict=False))
        for side, places in enumerate((q.lower - n, n - q.upper))
        if places > 0
    }


def _beyond(quotas: Demands) -> int:
    """The price of one place beyond the flexible bounds, which is more than of all within."""
    return 1 + sum(sum(_flexible(quota)) for quota in quotas)


def _flexible(quota: Quota) -> tuple[int, int]:
    """How many places the flexible bounds add below and above."""
    low = 0 if quota.flex_lower is None else quota.lower - quota.flex_lower
    high = 0 if quota.flex_upper is None else quota.flex_upper - quota.upper
    return low, high
