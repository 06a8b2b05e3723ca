"""A lottery over given panels that has exactly the chances wanted, if there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panel, Panels

TOLERANCES = (1e-10, 1e-7)  # of the solver: a sharp one first, but it cannot always be met


@dataclass(frozen=True, slots=True)
class Mixture:
    """The *chances* of the types, and *panels* with *weights* that have exactly these.

    The weights add up to one.
    """

    chances: tuple[Fraction, ...]
    panels: tuple[Panel, ...]
    weights: tuple[Fraction, ...]


def mixture_of(panels: Panels, listed: Sequence[Panel], weights: Mapping[int, Fraction]) -> Mixture:
    """The mixture in which the *listed* panels, by their place, have these *weights*."""
    chosen = sorted(j for j, weight in weights.items() if weight)
    scale = lcm(*(weights[j].denominator for j in chosen))
    sums = [0] * len(panels.types)
    for j in chosen:
        times = weights[j].numerator * (scale // weights[j].denominator)
        for t, c in enumerate(listed[j]):
            if c:
                sums[t] += times * c
    return Mixture(
        tuple(Fraction(s, scale * m) for s, m in zip(sums, panels.sizes, strict=True)),
        tuple(listed[j] for j in chosen),
        tuple(weights[j] for j in chosen),
    )


def mixture_with(
    panels: Panels, listed: Sequence[Panel], chances: Sequence[Fraction]
) -> Mixture | None:
    """A mixture of *listed* panels with exactly these *chances*; ``None`` where none was found.

    The solver finds which panels; their weights are solved for as fractions and checked.
    """
    goals = [m * p for m, p in zip(panels.sizes, chances, strict=True)] + [Fraction(1)]
    n = len(panels.types)
    for tolerance in TOLERANCES:
        programme = Programme(
            costs=[0.0] * len(listed),
            lower=[0.0] * len(listed),
            upper=[FREE] * len(listed),
            columns=[[*((t, float(c)) for t, c in enumerate(p) if c), (n, 1.0)] for p in listed],
            row_lower=[float(goal) for goal in goals],
            row_upper=[FREE] * n + [1.0],  # nobody can have more: the seats are shared out
            options={"primal_feasibility_tolerance": tolerance},
        )
        if programme.run() is Outcome.BEST:
            weights = _weights(programme, listed, goals)
            mixture = mixture_of(panels, listed, weights) if weights else None
            if mixture and sum(mixture.weights) == 1 and mixture.chances == tuple(chances):
                return mixture
    return None


def _weights(
    programme: Programme, listed: Sequence[Panel], goals: Sequence[Fraction]
) -> dict[int, Fraction] | None:
    """The weights at the solver's basis as fractions, if they can be had and none is negative."""
    rows, columns = programme.tight_rows(), programme.basic_columns()
    if len(rows) != len(columns):
        return None
    matrix = np.ones((len(goals), len(columns)), dtype=np.int64)
    matrix[:-1] = np.array([listed[j] for j in columns]).T
    found = solve(matrix[rows], [goals[row] for row in rows])
    if found is None or min(found) < 0:
        return None
    return dict(zip(columns, found, strict=True))
