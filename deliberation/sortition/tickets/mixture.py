"""A lottery over given panels that has exactly the chances wanted, if there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.solver import FREE, Outcome, Programme
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panel, Panels


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
    sums = [Fraction(0)] * len(panels.types)
    for j, weight in weights.items():
        for t, c in enumerate(listed[j]):
            if c:
                sums[t] += weight * c
    chosen = sorted(j for j, weight in weights.items() if weight)
    return Mixture(
        tuple(s / m for s, m in zip(sums, panels.sizes, strict=True)),
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
    programme = Programme(
        costs=[0.0] * len(listed),
        lower=[0.0] * len(listed),
        upper=[FREE] * len(listed),
        columns=[[*((t, float(c)) for t, c in enumerate(p) if c), (n, 1.0)] for p in listed],
        row_lower=[float(goal) for goal in goals],
        row_upper=[FREE] * n + [1.0],  # nobody can have more: the seats are shared out
        options={"primal_feasibility_tolerance": 1e-10},
    )
    if programme.run() is not Outcome.BEST:
        return None
    rows, columns = programme.tight_rows(), programme.basic_columns()
    if len(rows) != len(columns):
        return None
    matrix = np.ones((n + 1, len(columns)), dtype=np.int64)
    matrix[:-1] = np.array([listed[j] for j in columns]).T
    found = solve(matrix[rows], [goals[row] for row in rows])
    if found is None or min(found) < 0:
        return None
    mixture = mixture_of(panels, listed, dict(zip(columns, found, strict=True)))
    exact = sum(mixture.weights) == 1 and mixture.chances == tuple(chances)
    return mixture if exact else None
