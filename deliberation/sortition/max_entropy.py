"""Maximum entropy: every panel that the quotas allow equally likely, where they can be counted.

Nothing but the quotas then says who is on the panel: among all lotteries this one adds the least of
its own. The chances of people are what comes out, and need not be even.

1. Count the panels, exactly (``counting``); give up where there are too many states.
2. The chance of a type is the share of seats that it has on all panels together, exactly.
3. Panels of the same numbers of each type are one. Where there are no more of them than tickets,
   all of them are listed, with their shares of all panels.
4. Otherwise so many tickets could not hold them. Then the lottery is one of real panels in which
   everybody has the exact chance that they have among all panels; whoever wants one panel of them
   all, each equally likely, takes ``Count.panel`` by its number instead of a ticket.

Source: Jaynes, "Information theory and statistical mechanics", Physical Review 106 (1957), for the
principle; the counting has its own.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.counting import Count
from deliberation.sortition.panels.near import Near
from deliberation.sortition.pool import Pool
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, Solution, finding_panels, lottery_of
from deliberation.sortition.tickets.attaining import attain
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.nearest import Nearest
from deliberation.sortition.tickets.rounding import tickets_by_weight

MEASURED = "the number of panels that are equally likely"
PARTS = 20  # for each ticket, how many parts of panels are looked at before they count as many
SPREAD = 2000  # panels, evenly spread over all, that are listed where no walk gets there


def max_entropy(
    pool: Pool, quotas: Quotas, *, tickets: int = 1000, report: Report | None = None
) -> Lottery:
    """The lottery in which every panel is equally likely, as far as so many tickets can say.

    Args:
        tickets: how many there are; more of them come closer to the exact chances.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, or there is no ticket.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the panels are too many to be counted; or the optimiser stopped without an
            answer.
    """
    return lottery_of(
        pool,
        quotas,
        objective=max_entropy.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, near, tell: _solve(
            panels, Count(panels, per_household=quotas.per_household), tickets, near, tell
        ),
    )


def _solve(panels: Panels, count: Count, tickets: int, near: Near, tell: Report) -> Solution:
    """The chances among all panels, with a lottery that has them."""
    guarantee = Guarantee(MEASURED, Fraction(count.number), Fraction(count.number), Ground.COUNT)
    tell(0.15, "finding panels")
    every = _every_kind(count, tickets)
    if every is not None:
        weights = tuple(Fraction(n, count.number) for n in every.values())
        mixture = Mixture(count.chances(), tuple(every), weights)
        by_weight = tickets_by_weight(panels, mixture, tickets)
        return Solution(mixture, guarantee, tickets=by_weight)
    return Solution(_with_chances(panels, count, near, tell), guarantee)


def _every_kind(count: Count, at_most: int) -> dict[Panel, int] | None:
    """All panels by type, each with how many panels of people it stands for; if they are few."""
    found: Counter[Panel] = Counter()
    for part, (panel, ways) in enumerate(count.kinds()):
        found[panel] += ways
        if len(found) > at_most or part > PARTS * at_most:
            return None
    return dict(sorted(found.items()))


def _with_chances(panels: Panels, count: Count, near: Near, tell: Report) -> Mixture:
    """A lottery over real panels with the chances among all of them.

    Raises:
        SolverError: none was found, though there is one.
    """
    chances = count.chances()
    known: list[Panel] = []
    mixture = attain(panels, chances, near, known, progress=finding_panels(tell))
    if mixture is None:
        type_of = {id: t for t, type in enumerate(panels.types) for id in type.members}
        for i in range(SPREAD):
            held = Counter(type_of[id] for id in count.panel(i * count.number // SPREAD))
            known.append(tuple(held[t] for t in range(len(panels.types))))
        mixture = Nearest(panels, chances, known).mixture()
    if mixture is None:
        raise SolverError("no lottery with the chances of all panels was found")
    return mixture
