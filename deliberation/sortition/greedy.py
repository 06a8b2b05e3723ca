"""Greedy: the older stratified draw. For comparison only: it makes nothing fair.

One simulated draw fills the panel seat by seat:

1. The urgency of a quota is how many of its minimum are still missing, over how many people with
   its value could still be taken.
2. Take somebody, every one equally likely, of the most urgent quota; where no minimum is missing,
   of everybody who could still be taken.
3. Whoever would break a maximum can be taken no more; nor, where the homes of a kind have as many
   seats as panels may hold of them, anybody who lives in one.
4. When some minimum is out of reach, start again.

People who are rare get a seat only where chance takes them first, so their chances can be a
fraction of what the quotas allow. Each ticket of the lottery is one simulated draw; the chances
are what the tickets happen to give.

Source: the procedure that Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting
citizens' assemblies", Nature 596 (2021), call LEGACY. Theirs goes on with the quota of greatest
urgency when no minimum is missing; here everybody who still fits is equally likely then.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.randomness import Lots
from deliberation.sentences import Sentence
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.pool import Pool
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, Simulation, lottery_of

PATIENCE = 1_000  # times that one draw may start again
MEASURED = "the lowest chance by simulated draws, in which people who are alike may differ"


def greedy(
    pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
) -> Lottery:
    """The older stratified draw, simulated *tickets* times. For comparison only.

    Args:
        tickets: how many draws are simulated; the chances are estimates from them.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, or there is no ticket.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: a draw got stuck again and again, so that greedy cannot fill a panel.
    """
    return lottery_of(
        pool,
        quotas,
        objective=greedy.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, _, tell: _simulated(panels, tickets, tell),
    )


def _simulated(panels: Panels, tickets: int, tell: Report) -> Simulation:
    """One draw for each ticket."""
    drawn: Counter[Panel] = Counter()
    for ticket in range(tickets):
        drawn[_panel(panels, Lots(f"ticket {ticket}", "greedy"))] += 1
        tell((ticket + 1) / tickets, "simulating draws")
    held = [0] * len(panels.types)
    for panel, n in drawn.items():
        for t, c in enumerate(panel):
            held[t] += n * c
    lowest = min(Fraction(h, m * tickets) for h, m in zip(held, panels.sizes, strict=True))
    return Simulation(sorted(drawn.items()), Guarantee(MEASURED, lowest, None, Ground.NOTHING))


def _panel(panels: Panels, lots: Lots) -> Panel:
    """One panel, however often the draw has to start again.

    Raises:
        SolverError: it got stuck every time.
    """
    for _ in range(PATIENCE):
        panel = _attempt(panels, lots)
        if panel is not None:
            return panel
    raise SolverError(
        Sentence(
            "the greedy draw got stuck {n} times in a row; choose another objective", n=PATIENCE
        )
    )


def _attempt(panels: Panels, lots: Lots) -> Panel | None:
    """One panel, or ``None`` where a minimum got out of reach."""
    seats = _Seats(panels)
    for _ in range(panels.rows[0].upper):
        r = seats.most_urgent()
        if r is None or not seats.within[r]:
            return None
        seats.take(seats.of_row(r, lots.below(seats.within[r])))
    panel = tuple(seats.panel)
    return panel if panels.allow(panel) else None


class _Seats:
    """The panel so far, how many of each type can still be taken, and how full each row is."""

    def __init__(self, panels: Panels) -> None:
        self.panels = panels
        self.panel = [0] * len(panels.types)
        self.left = list(panels.sizes)
        self.within = panels.count(self.left)  # for each row, how many can still be taken
        self.chosen = [0] * len(panels.rows)
        for r in range(len(panels.rows)):
            self.close_if_full(r)

    def most_urgent(self) -> int | None:
        """The row to draw from, the first being everybody; ``None`` where one is out of reach."""
        best, most, among = 0, 0, 1
        for r, row in enumerate(self.panels.rows[1:], start=1):
            missing = row.lower - self.chosen[r]
            if missing > 0:
                if missing > self.within[r]:
                    return None
                if missing * among > most * self.within[r]:
                    best, most, among = r, missing, self.within[r]
        return best

    def of_row(self, r: int, lot: int) -> int:
        """The type of the person with number *lot* among those of row *r* still to be taken."""
        for t in self.panels.rows[r].types:
            if lot < self.left[t]:
                return t
            lot -= self.left[t]
        raise AssertionError("the people of each row are counted")

    def take(self, t: int) -> None:
        """Give a seat to somebody of type *t*."""
        self.panel[t] += 1
        self.left[t] -= 1
        for r in self.panels.rows_of[t]:
            self.within[r] -= 1
            self.chosen[r] += 1
        for r in self.panels.rows_of[t]:
            self.close_if_full(r)

    def close_if_full(self, r: int) -> None:
        """Where row *r* is at its maximum, nobody more whom it counts can be taken."""
        if self.chosen[r] == self.panels.rows[r].upper:
            for t in self.panels.rows[r].types:
                for counted in self.panels.rows_of[t]:
                    self.within[counted] -= self.left[t]
                self.left[t] = 0
