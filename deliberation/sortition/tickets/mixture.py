"""A lottery over real panels, with the chances that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

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
