"""What an objective found, and the lottery in whole tickets that is made of it.

Every objective goes the same way: look at what is asked, find exact chances over real panels, turn
them into whole tickets, and check every panel in whole numbers. Only the second step differs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

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
from deliberation.sortition.tickets.homes import Homes, Seats, without_homes
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.rounding import Tickets, seated, whole_tickets

AT_ONCE = 200  # panels whose quotas are counted together
MANY = 1_000  # types, above which homes are left out of account if they can be

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
    apart: bool = False,
) -> Lottery:
    """The lottery in whole tickets whose chances are closest to what *solve* finds.

    Args:
        objective: its name, for the record.
        tickets: how many there are.
        report: is told the share of the work done, from 0 to 1, and what is being done.
        solve: finds the exact chances; it is given the panels, what finds panels near a wish, and
            a report of its own to tell shares from 0 to 1.
        apart: whether what is best among more panels is best among those that can be had, once it
            can be had itself; then homes are left out of account where that helps.

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
    work = _Work(pool, quotas, objective, tickets, solve, tell)
    panels = panels_of(pool, quotas)
    near = Near(panels)
    require_a_panel(quotas, panels, near=near)
    if apart and len(panels.types) > MANY and any(type.homes for type in panels.types):
        lottery = work.without_homes()
        if lottery is not None:
            return lottery
    return work.on(panels, near)


@dataclass(frozen=True, slots=True)
class _Work:
    """What was asked for, and how it is told."""

    pool: Pool
    quotas: Quotas
    objective: str
    tickets: int
    solve: Solve
    tell: Report

    def on(self, panels: Panels, near: Near) -> Lottery:
        """The lottery over these *panels*; *near* finds some of them."""
        solution, rounded = self._solved(panels, near)
        seats = seated(panels, rounded, per_household=self.quotas.per_household)
        return self._lottery(panels, solution, seats)

    def without_homes(self) -> Lottery | None:
        """The lottery with homes left out of account, if they can be kept to all the same."""
        panels = panels_of(without_homes(self.pool), self.quotas)
        homes = Homes.of(self.pool, self.quotas, panels)
        solution, rounded = self._solved(panels, Near(panels))
        if isinstance(solution, Simulation):
            return None
        if not homes.leave_room(panels, solution.mixture.panels):
            return None
        seats = homes.seated(panels, rounded)
        return self._lottery(panels, solution, seats) if seats else None

    def _solved(self, panels: Panels, near: Near) -> tuple[Solution | Simulation, Tickets]:
        """What was found, and whole tickets for it."""
        solution = self.solve(panels, near, lambda share, words: self.tell(0.7 * share, words))
        self.tell(0.7, "numbering tickets")
        if solution.tickets or isinstance(solution, Simulation):
            return solution, solution.tickets or []
        rounded = whole_tickets(
            panels,
            solution.mixture,
            self.tickets,
            near=near,
            others=solution.others,
            progress=lambda share: self.tell(0.7 + 0.3 * share, "numbering tickets"),
        )
        return solution, rounded

    def _lottery(self, panels: Panels, solution: Solution | Simulation, seats: Seats) -> Lottery:
        """The lottery, once every panel is looked at."""
        require_all_rules(self.pool, self.quotas, [members for members, _ in seats])
        self.tell(1.0, "numbering tickets")
        optimum, certificate = None, None
        if isinstance(solution, Solution):
            optimum, certificate = _by_person(panels, solution.mixture), solution.certificate
        return Lottery(
            self.pool.ids,
            tuple(members for members, _ in seats),
            tuple(n for _, n in seats),
            self.objective,
            optimum,
            solution.guarantee,
            certificate,
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
    out = {p.id for p in pool if p.standing is Standing.OUT}
    shared = {p.id for p in pool if p.household is not None}
    for panel in panels:
        ids = {*panel}
        if (
            len(ids) != quotas.size
            or len(panel) != quotas.size
            or not certain <= ids
            or not out.isdisjoint(ids)
            or (shared and quotas.crowded([person[id] for id in ids & shared]))
        ):
            raise _broken(panel)
    place = {p.id: i for i, p in enumerate(pool)}
    counted = _counted(pool, quotas)
    low = np.array([quota.lower for quota in quotas], dtype=np.int64)
    high = np.array([quota.upper for quota in quotas], dtype=np.int64)
    for begin in range(0, len(panels), AT_ONCE):
        some = panels[begin : begin + AT_ONCE]
        members = np.array([place[id] for panel in some for id in panel]).reshape(len(some), -1)
        counts = counted[members].sum(axis=1)
        met = ((low <= counts) & (counts <= high)).all(axis=1)
        if not met.all():
            raise _broken(some[int(np.argmin(met))])


def _counted(pool: Pool, quotas: Quotas) -> npt.NDArray[np.int64]:
    """A line for each person in order, with a 1 for each quota that counts them, else 0."""
    counted = np.zeros((len(pool), len(quotas.quotas)), dtype=np.int64)
    alone = {quota.answers[0]: q for q, quota in enumerate(quotas) if not quota.also}
    together = [(q, {*quota.answers}) for q, quota in enumerate(quotas) if quota.also]
    for i, person in enumerate(pool):
        answers = person.features.items()
        counted[i, [alone[answer] for answer in answers if answer in alone]] = 1
        counted[i, [q for q, asked in together if asked <= answers]] = 1
    return counted


def _broken(panel: tuple[str, ...]) -> SolverError:
    return SolverError(f"the panel {', '.join(panel)} breaks a rule; nothing was decided")


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
