"""What an objective found, and the lottery in whole tickets that is made of it.

Every objective goes the same way: look at what is asked, find exact chances over real panels, turn
them into whole tickets, and check every panel in whole numbers. Only the second step differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.errors import InvalidInputError, Problem, SolverError
from deliberation.sentences import Sentence
from deliberation.sortition.feasibility import require_a_panel
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panel, Panels, panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.proofs.certificate import Certificate
from deliberation.sortition.proofs.guarantee import Guarantee
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.rounding import Tickets, seated, whole_tickets

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Solution:
    """The exact chances that an objective asks for, as a *mixture* of real panels.

    Args:
        guarantee: how good they are.
        certificate: the proof of both, where there is one.
        tickets: whole tickets for them, where the objective has a way of its own.
        others: panels that were met on the way; they may help to find whole tickets.
    """

    mixture: Mixture
    guarantee: Guarantee | None = None
    certificate: Certificate | None = None
    tickets: Tickets | None = None
    others: tuple[Panel, ...] = ()


@dataclass(frozen=True, slots=True)
class Simulation:
    """Panels with *tickets* that an objective drew itself, with no exact chances behind them."""

    tickets: Tickets
    guarantee: Guarantee


Solve = Callable[[Panels, Near, Report], Solution | Simulation]


def lottery_of(
    pool: Pool,
    quotas: Quotas,
    *,
    objective: str,
    tickets: int,
    report: Report | None,
    solve: Solve,
) -> Lottery:
    """The lottery in whole tickets whose chances are closest to what *solve* finds.

    Args:
        objective: its name, for the record.
        tickets: how many there are.
        report: is told the share of the work done, from 0 to 1, and what is being done.
        solve: finds the exact chances; it is given the panels, what finds panels near a wish, and
            a report of its own to tell shares from 0 to 1.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, or there is no ticket.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the optimiser stopped without an answer.
    """
    tell = _forwards(report) if report else (lambda done, words: None)
    problems = quotas.problems_with(pool)
    if tickets < 1:
        text = Sentence("a lottery needs at least one ticket, not {tickets}", tickets=tickets)
        problems.append(Problem(text))
    if problems:
        raise InvalidInputError(problems)
    tell(0.0, "balancing chances")
    panels = panels_of(pool, quotas)
    require_a_panel(quotas, panels)
    near = Near(panels)
    solution = solve(panels, near, lambda share, words: tell(0.7 * share, words))
    tell(0.7, "numbering tickets")
    if isinstance(solution, Simulation):
        rounded, optimum = solution.tickets, None
    else:
        optimum = _by_person(panels, solution.mixture)
        rounded = solution.tickets or whole_tickets(
            panels,
            solution.mixture,
            tickets,
            near=near,
            others=solution.others,
            progress=lambda share: tell(0.7 + 0.3 * share, "numbering tickets"),
        )
    seats = seated(panels, rounded, per_household=quotas.per_household)
    require_all_rules(pool, quotas, [members for members, _ in seats])
    tell(1.0, "numbering tickets")
    return Lottery(
        pool.ids,
        tuple(members for members, _ in seats),
        tuple(n for _, n in seats),
        objective,
        optimum,
        solution.guarantee,
        None if isinstance(solution, Simulation) else solution.certificate,
    )


def finding_panels(tell: Report) -> Callable[[float], None]:
    """What tells the share of the panels found, once it is known what chances they are to have."""
    return lambda share: tell(0.15 + 0.85 * share, "finding panels")


def require_all_rules(pool: Pool, quotas: Quotas, panels: Sequence[tuple[str, ...]]) -> None:
    """Look at every panel in whole numbers, trusting nothing that was done before.

    Raises:
        SolverError: a panel has the wrong size, breaks a quota, has too many of one household,
            lacks somebody who must be in, or has somebody who must be out.
    """
    person = {p.id: p for p in pool}
    certain = {p.id for p in pool if p.standing is Standing.IN}
    asked = [quota.answers for quota in quotas]
    counted = {
        p.id: [q for q, answers in enumerate(asked) if all(p.features[f] == v for f, v in answers)]
        for p in pool
    }
    for panel in panels:
        people = [person[id] for id in set(panel)]
        counts = Counter(q for id in set(panel) for q in counted[id])
        if (
            len(people) != quotas.size
            or len(panel) != quotas.size
            or not all(q.lower <= counts[i] <= q.upper for i, q in enumerate(quotas))
            or quotas.crowded(people)
            or not certain <= {*panel}
            or any(p.standing is Standing.OUT for p in people)
        ):
            raise SolverError(f"the panel {', '.join(panel)} breaks a rule; nothing was decided")


def _by_person(panels: Panels, mixture: Mixture) -> dict[str, Fraction]:
    """The exact chance of everybody."""
    return {
        id: chance
        for type, chance in zip(panels.types, mixture.chances, strict=True)
        for id in type.members
    }


def _forwards(report: Report) -> Report:
    """*report*, but a second attempt never tells less than the first."""
    furthest = 0.0

    def tell(done: float, words: str) -> None:
        nonlocal furthest
        furthest = max(furthest, done)
        report(furthest, words)

    return tell
