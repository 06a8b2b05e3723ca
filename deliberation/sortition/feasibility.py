"""Whether the quotas can be met, and if so what they cost; if not, why and what would help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deliberation.errors import Conflict, InfeasibleQuotasError, InvalidInputError, SolverError
from deliberation.solver import Outcome
from deliberation.sortition.limits.bounds import Bounds
from deliberation.sortition.limits.conflicts import conflict
from deliberation.sortition.limits.locked_out import LockedOut, locked_out
from deliberation.sortition.limits.presence import on_no_panel
from deliberation.sortition.limits.prices import Prices, prices
from deliberation.sortition.limits.repairs import Repair, repair_of, widenings
from deliberation.sortition.panels import PATIENCE, Panel, Panels, panels_of, programme_of, whole
from deliberation.sortition.panels.near import Near
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Demands

SHORT = (
    60  # linear programmes in which a panel is mostly found; then the integer programme is asked
)


@dataclass(frozen=True, slots=True)
class Feasibility:
    """What can be said about quotas before anything is drawn.

    Args:
        conflict: the bounds that cannot be met together; ``None`` where a panel exists.
        repairs: what would make a panel possible, the smallest first; empty where one exists.
        prices: the lowest chance that the quotas allow, and what each costs; ``None`` where no
            panel exists.
        locked_out: who is on no panel, and why; those who must be out are not among them.
    """

    conflict: Conflict | None
    repairs: tuple[Repair, ...]
    prices: Prices | None
    locked_out: tuple[LockedOut, ...]


def explain(
    pool: Pool, quotas: Demands, *, report: Callable[[float, str], None] | None = None
) -> Feasibility:
    """Whether a panel from *pool* meets the *quotas*, and why not or at which price.

    Args:
        quotas: whether or not those of each feature add up to the seats.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool.
        SolverError: the optimiser stopped without an answer.
    """
    tell = report or (lambda done, words: None)
    if problems := quotas.problems_with(pool):
        raise InvalidInputError(problems)
    panels = panels_of(pool, quotas)
    tell(0.0, "looking for a panel")
    try:
        require_a_panel(quotas, panels)
    except InfeasibleQuotasError as error:
        repairs = []
        for i, widened in enumerate(error.repairs):
            tell(0.5 + 0.5 * i / len(error.repairs), "weighing repairs")
            repairs.append(repair_of(panels, quotas, widened))
        return Feasibility(error.conflict, tuple(repairs), None, ())
    met = quotas.as_quotas()  # for a panel meets them, and it adds up
    tell(0.1, "looking for everybody")
    barred = on_no_panel(panels, frozenset(range(len(panels.types))))
    tell(0.3, "pricing quotas")
    priced = prices(
        panels,
        met,
        barred=barred,
        tell=lambda share: tell(0.3 + 0.3 * share, "pricing quotas"),
    )
    tell(0.6, "asking who is locked out")
    locked = locked_out(
        panels,
        met,
        barred={t for t in barred if panels.types[t].standing is not Standing.OUT},
        tell=lambda share: tell(0.6 + 0.4 * share, "asking who is locked out"),
    )
    return Feasibility(None, (), priced, locked)


def require_a_panel(quotas: Demands, panels: Panels, *, near: Near | None = None) -> Panel:
    """One panel that meets every quota.

    Args:
        near: finds panels near a wish among *panels*, if it is there already.

    Raises:
        InfeasibleQuotasError: there is none; carries what conflicts and the widenings that help.
        SolverError: HiGHS stopped without an answer.
    """
    dived = (near or Near(panels)).any_point(patience=SHORT)
    if dived is not None and panels.allow(dived):
        return dived
    programme = programme_of(panels, {"mip_max_nodes": PATIENCE})
    outcome = programme.run()
    if outcome is Outcome.GIVEN_UP:
        raise SolverError("no panel was found in time; widen some quotas and try again")
    if outcome is Outcome.IMPOSSIBLE:
        raise InfeasibleQuotasError(conflict(Bounds(panels, quotas)), widenings(panels, quotas))
    panel = whole(programme.values)
    if not panels.allow(panel):
        raise SolverError("HiGHS returned a panel that breaks a quota")
    return panel
