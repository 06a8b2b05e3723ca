"""Nash: the product of the chances as great as it can be, and so their geometric mean.

Nash welfare weighs everybody's chance by proportion: to double one person's chance it would halve
another's, but not two others'. Somebody who can be on no panel is left out, and somebody who is on
every panel adds nothing.

1. Over fractional panels, follow the central path to the best chances in floats
   (``log_programme``), make them exact (``close_point``), and walk them into a lottery over real
   panels (``attaining``).
2. Where no walk gets there, generate panels: the weights w that are best against the panels listed
   (greatest product of w, while no panel weighs more than there are people) say which panel is
   missing; their multipliers are the lottery.
3. The bound: give each of the n people a weight w. If no panel weighs more than V, then in every
   lottery the mean of ``w p`` is at most V / n, and so is the geometric mean, which is that of the
   chances times that of the weights. The geometric mean of ``w p`` in this lottery is at least
   the harmonic mean. So no geometric mean of chances is more than this lottery's times

       V / n  *  mean of 1 / (w p)

   At the best chances w = 1 / p has V = n, and the two factors are one.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), for the objective; Eisenberg, Gale, "Consensus of subjective
probabilities", Annals of Mathematical Statistics 30 (1959), for the programme and its weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats
from deliberation.sortition.chances.close_point import close_point
from deliberation.sortition.chances.fractional_spread import FractionalSpread
from deliberation.sortition.chances.listed_nash import nash_over_panels
from deliberation.sortition.chances.listing import listing
from deliberation.sortition.chances.log_programme import LogProgramme
from deliberation.sortition.chances.spread import Settled, settle
from deliberation.sortition.objective import objective
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.proofs.ceiling import Ceiling, proven_most
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.proofs.heavier import Most
from deliberation.sortition.proofs.trees import Leaf
from deliberation.sortition.solution import Report, Solution, finding_panels
from deliberation.sortition.tickets.attaining import attain

MEASURED = "the geometric mean of the chances, over the greatest there is"
TOLERANCE = Fraction(1, 10**6)  # a greater gap than this is refused
FINE = 10**9  # weights are fractions of this
FLOOR = 10**15  # and what is attained is rounded down to fractions of this


@objective
def nash(panels: Panels, near: Near, tell: Report) -> Solution:
    """The lottery whose geometric mean of chances is greatest, as good as exactly."""
    trades = settle(lambda settled: FractionalSpread(panels, settled), {})
    chances, guarantee = _over_fractions(panels, trades.settled)
    known: list[Panel] = []
    mixture = attain(panels, chances, near, known, progress=finding_panels(tell))
    if mixture is not None:
        return Solution(mixture, guarantee)
    begin = listing(panels, known)
    mixture, most = nash_over_panels(panels, begin)
    everybody = len(begin.settled) == len(panels.types)
    ground = begin.ground if most.ceiling or everybody else Ground.SEARCH
    return Solution(mixture, _guarantee(panels, begin.settled, mixture.chances, most, ground))


def _over_fractions(panels: Panels, settled: Settled) -> tuple[tuple[Fraction, ...], Guarantee]:
    """The best chances over fractional panels, and how good they are."""
    seats, prices = _central(panels, settled)
    chances = close_point(panels, seats.tolist())
    multipliers = {
        r: Fraction(round(y * FINE), FINE) for r, y in enumerate(prices) if round(y * FINE)
    }
    weights = []
    for t, rows in enumerate(panels.rows_of):
        weight = sum((multipliers[r] for r in rows if r in multipliers), Fraction(0))
        weights.append(weight if t in settled else max(weight, Fraction(1)))
    leaf = Leaf(multipliers)
    ceiling = Ceiling(tuple(weights), proven_most(panels, weights, leaf), leaf)
    most = Most(ceiling.weights, ceiling.most, ceiling)
    return chances, _guarantee(panels, settled, chances, most, Ground.ROWS)


def _central(panels: Panels, settled: Settled) -> tuple[Floats, Floats]:
    """The seats of each type at the best chances, and the multipliers of the rows, in floats."""
    free = [t for t in range(len(panels.types)) if t not in settled]
    seats = np.array([float(settled.get(t, 0) * m) for t, m in enumerate(panels.sizes)])
    prices = np.zeros(len(panels.rows))
    if not free:
        return seats, prices
    people = np.array([float(panels.sizes[t]) for t in free])
    taken = panels.count([round(s) for s in seats])
    within = panels.count([m if t not in settled else 0 for t, m in enumerate(panels.sizes)])
    kept = [
        r for r, row in enumerate(panels.rows) if _says(row.lower, row.upper, taken[r], within[r])
    ]
    place = {r: i for i, r in enumerate(kept)}
    mean = (panels.rows[0].upper - taken[0]) / sum(people)
    found, multipliers = LogProgramme(
        people,
        [[(place[r], 1.0) for r in panels.rows_of[t] if r in place] for t in free],
        np.array([float(max(panels.rows[r].lower - taken[r], 0)) for r in kept]),
        np.array([float(min(panels.rows[r].upper - taken[r], within[r])) for r in kept]),
        people,
    ).best(people * min(mean, 0.9))
    seats[free], prices[kept] = found, multipliers
    return seats, prices


def _says(lower: int, upper: int, taken: int, within: int) -> bool:
    """Whether a row limits those who are free, when *taken* of it are certain."""
    return within > 0 and (lower > taken or upper < taken + within)


def _guarantee(
    panels: Panels,
    settled: Settled,
    chances: Sequence[Fraction],
    most: Most,
    ground: Ground,
) -> Guarantee:
    """How good the *chances* are, if no panel weighs more than *most* says.

    Raises:
        SolverError: the gap is too great to be called nothing.
    """
    people = sum(m for t, m in enumerate(panels.sizes) if t not in settled)
    if not people:
        return Guarantee(MEASURED, Fraction(1), Fraction(1), ground)
    weight = most.most - sum(settled[t] * panels.sizes[t] * most.weights[t] for t in settled)
    mean = weight / people
    inverse = Fraction(0)
    for t, (m, p, w) in enumerate(zip(panels.sizes, chances, most.weights, strict=True)):
        if t not in settled:
            inverse += Fraction(ceil(FLOOR * m * mean / (w * p)), FLOOR)
    attained = Fraction(floor(FLOOR * people / inverse), FLOOR)
    guarantee = Guarantee(MEASURED, min(attained, Fraction(1)), Fraction(1), ground, most.ceiling)
    if attained < 1 - TOLERANCE:
        raise SolverError("the greatest product of chances was not come close enough to")
    return guarantee
