"""The Nash chances over real panels, by generating panels until none is missing.

Against the panels listed, the best weights of people have the greatest product while no panel
weighs more than there are people; the multipliers of the panels are the best lottery over them.
A panel that weighs more joins the list. When none does, the lottery is best. That no heavier panel
exists is proven by ``search``; should that take too long, it is the integer programme's word.

Source: Eisenberg, Gale, "Consensus of subjective probabilities", Annals of Mathematical Statistics
30 (1959), for the pair of programmes; Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms
for selecting citizens' assemblies", Nature 596 (2021), for the generation of panels.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.solver import FREE, Floats
from deliberation.sortition.chances.listing import Listing
from deliberation.sortition.chances.log_programme import LogProgramme
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.heavier import Most
from deliberation.sortition.tickets.mixture import Mixture, mixture_of

SLIGHT = 1e-7  # a panel must weigh this much more than there are people to join the list
FINE = 10**9  # weights are fractions of this
LOOSE = 10  # thousand-millionths by which the bound may be above the heaviest panel
SHARES = 10**12  # and so are the panels' shares of the lottery


def nash_over_panels(panels: Panels, begin: Listing) -> tuple[Mixture, Most]:
    """The lottery, and the weights of the types that go with it; those settled weigh nothing.

    Args:
        begin: the list, which grows, and who is settled.

    Raises:
        SolverError: the solver stopped without an answer.
    """
    listed, settled = begin.panels, begin.settled
    free = [t for t in range(len(panels.types)) if t not in settled]
    people = float(sum(panels.sizes[t] for t in free))
    if not free:
        nothing = Most((Fraction(0),) * len(panels.types), Fraction(0), None)
        return mixture_of(panels, listed, {0: Fraction(1)}), nothing
    found: tuple[Panel, ...] | Most = ()
    while not isinstance(found, Most):
        listed += found
        of_free, shares = _balanced(panels, listed, free)
        weights = np.zeros(len(panels.types))
        weights[free] = people * of_free
        missing = begin.heavier.panel(weights, people * (1 + SLIGHT))
        exact = [Fraction(round(w * FINE), FINE) for w in weights.tolist()]
        found = (missing,) if missing else begin.heavier.most(exact, listed, loose=LOOSE)
    rounded = {j: Fraction(round(y * SHARES)) for j, y in enumerate(shares) if round(y * SHARES)}
    total = sum(rounded.values(), Fraction(0))
    return mixture_of(panels, listed, {j: y / total for j, y in rounded.items()}), found


def _balanced(panels: Panels, listed: list[Panel], free: list[int]) -> tuple[Floats, Floats]:
    """The best weights against the panels *listed*, none of which weighs more than one."""
    held = np.array(listed)
    columns = [[(int(j), float(held[j, t])) for j in np.flatnonzero(held[:, t])] for t in free]
    sizes = np.array([float(panels.sizes[t]) for t in free])
    seats = max(1, *(sum(panel[t] for t in free) for panel in listed))
    return LogProgramme(
        sizes,
        columns,
        np.full(len(listed), -FREE),
        np.ones(len(listed)),
        np.full(len(free), FREE),
    ).best(np.full(len(free), 0.5 / seats))
