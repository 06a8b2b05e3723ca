"""The Nash chances over real panels, by generating panels until none is missing.

Against the panels listed, the best weights of people have the greatest product while no panel
weighs more than there are people; the multipliers of the panels are the best lottery over them.
The heaviest panel of all joins the list if it weighs more. When none does, the lottery is best;
that no heavier panel exists is the integer programme's word.

Source: Eisenberg, Gale, "Consensus of subjective probabilities", Annals of Mathematical Statistics
30 (1959), for the pair of programmes; Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms
for selecting citizens' assemblies", Nature 596 (2021), for the generation of panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from deliberation.sortition.heavier import heavier
from deliberation.sortition.log_programme import LogProgramme
from deliberation.sortition.mixture import Mixture, mixture_of
from deliberation.sortition.near import Near
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.solver import FREE, Floats
from deliberation.sortition.spread import Settled

SLIGHT = 1e-7  # a panel must weigh this much more than there are people to join the list
FINE = 10**9  # weights are fractions of this
SHARES = 10**12  # and so are the panels' shares of the lottery


def always_chosen(panels: Panels, best: BestPanel, listed: list[Panel]) -> list[int]:
    """The types all of whose people are on every panel; panels that show others join *listed*."""
    always = []
    for t, m in enumerate(panels.sizes):
        if all(panel[t] == m for panel in listed):
            against = np.zeros(len(panels.sizes))
            against[t] = -1.0
            panel = best.of(against)
            if panel[t] == m:
                always.append(t)
            else:
                listed.append(panel)
    return always


def nash_over_panels(
    panels: Panels, near: Near, best: BestPanel, listed: list[Panel], settled: Settled
) -> tuple[Mixture, tuple[Fraction, ...], Fraction]:
    """The lottery, the weights of the types that go with it, and the most that a panel weighs.

    Args:
        listed: panels that hold every type but those that no panel holds; more join them.
        settled: the types that every panel holds, or none; they weigh nothing.

    Raises:
        SolverError: the solver stopped without an answer.
    """
    free = [t for t in range(len(panels.types)) if t not in settled]
    people = float(sum(panels.sizes[t] for t in free))
    if not free:
        nothing = (Fraction(0),) * len(panels.types)
        return mixture_of(panels, listed, {0: Fraction(1)}), nothing, Fraction(0)
    while True:
        of_free, shares = _balanced(panels, listed, free)
        weights = np.zeros(len(panels.types))
        weights[free] = people * of_free
        missing = heavier(panels, near, best, weights, people * (1 + SLIGHT))
        if missing is None or missing in listed:
            break
        listed.append(missing)
    exact = tuple(Fraction(round(w * FINE), FINE) for w in weights)
    heaviest = best.of(np.array([float(w) for w in exact]))
    most = max(_weight(exact, panel) for panel in (*listed, heaviest))
    rounded = {j: Fraction(round(y * SHARES)) for j, y in enumerate(shares) if round(y * SHARES)}
    total = sum(rounded.values(), Fraction(0))
    mixture = mixture_of(panels, listed, {j: y / total for j, y in rounded.items()})
    return mixture, exact, most


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


def _weight(weights: Sequence[Fraction], panel: Panel) -> Fraction:
    """What the members of *panel* weigh together."""
    return sum((w * c for w, c in zip(weights, panel, strict=True) if c), Fraction(0))
