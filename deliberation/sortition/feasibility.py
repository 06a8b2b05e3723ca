"""Whether a panel exists at all, and the smallest widening of the quotas that makes one exist."""

from __future__ import annotations

from deliberation.errors import InfeasibleQuotasError, Relaxation, SolverError
from deliberation.sortition.panels import PATIENCE, Panel, Panels, panels_of, programme_of, whole
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quota, Quotas
from deliberation.sortition.solver import FREE, Column, Outcome, Programme


def require_a_panel(pool: Pool, quotas: Quotas, panels: Panels) -> Panel:
    """One panel that meets every quota.

    Raises:
        InfeasibleQuotasError: there is none; carries the widenings that help.
        SolverError: HiGHS stopped without an answer.
    """
    programme = programme_of(panels, {"mip_max_nodes": PATIENCE})
    outcome = programme.run()
    if outcome is Outcome.GIVEN_UP:
        raise SolverError("no panel was found in time; widen some quotas and try again")
    if outcome is Outcome.IMPOSSIBLE:
        raise InfeasibleQuotasError(relaxations(pool, quotas))
    panel = whole(programme.values)
    if not panels.allow(panel):
        raise SolverError("HiGHS returned a panel that breaks a quota")
    return panel


def relaxations(pool: Pool, quotas: Quotas) -> tuple[Relaxation, ...]:
    """The widened quotas that make a panel possible, with the fewest places added altogether.

    Places within the flexible bounds of a quota are taken first: one place beyond them counts more
    than all places within. Empty where quotas are not what stands in the way, or nothing needs
    to change.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    panels = panels_of(pool, quotas)
    flexible = [_flexible(quota) for quota in quotas]
    beyond = 1.0 + sum(low + high for low, high in flexible)
    # Each quota q has four variables: places below its minimum, within and beyond the flexible
    # bounds, and likewise above its maximum. The row of the maximum follows those of Panels.
    n_rows = len(panels.rows)
    columns: list[Column] = []
    for rows in panels.rows_of:
        of_quotas = [r for r in rows if 1 <= r <= len(quotas.quotas)]
        columns.append([(r, 1.0) for r in rows] + [(n_rows + r - 1, 1.0) for r in of_quotas])
    costs, upper = [0.0] * len(columns), list(map(float, panels.sizes))
    row_lower = [float(row.lower) for row in panels.rows] + [-FREE] * len(flexible)
    row_upper = [float(row.upper) for row in panels.rows]
    for i, (quota, (low, high)) in enumerate(zip(quotas, flexible, strict=True)):
        columns += [[(i + 1, 1.0)]] * 2 + [[(n_rows + i, -1.0)]] * 2
        costs += [-1.0, -beyond, -1.0, -beyond]
        upper += [low, quota.lower - low, high, FREE]
        row_upper[i + 1] = FREE
        row_upper.append(quota.upper)
    programme = Programme(
        costs=costs,
        lower=[0.0] * len(columns),
        upper=upper,
        columns=columns,
        row_lower=row_lower,
        row_upper=row_upper,
        whole=True,
        options={"mip_max_nodes": PATIENCE},
    )
    outcome = programme.run()
    if outcome is Outcome.IMPOSSIBLE:
        return ()
    counts = panels.count(whole(programme.values)[: len(panels.types)])
    if outcome is Outcome.GIVEN_UP or counts[0] != quotas.size:
        raise SolverError("no widening of the quotas was found; widen some and try again")
    return tuple(
        Relaxation(q.feature, q.value, min(q.lower, count), max(q.upper, count), q.also)
        for q, count in zip(quotas, counts[1:], strict=False)
        if not q.lower <= count <= q.upper
    )


def _flexible(quota: Quota) -> tuple[int, int]:
    """How many places the flexible bounds add below and above."""
    low = 0 if quota.flex_lower is None else quota.lower - quota.flex_lower
    high = 0 if quota.flex_upper is None else quota.flex_upper - quota.upper
    return low, high
