"""What quotas cost the lowest chance.

Quotas are promises of representation, and a promise of equal chances stands against them. For each
bound of a quota three numbers say how much: what the first place less would add to the lowest
chance (the shadow price), what it would be if the quota were one place wider, and what without the
bound. The last two are what people should be told: where several sets of multipliers prove the same
lowest chance the shadow price depends on which was found, and it may hold for less than one place.

Where the quotas of a feature add up to the size there is no room, and no single one of them can use
a place more. So the same is asked of features: what if all quotas of one were a place wider on both
sides, and what without them?

All this is asked about those who can be on a panel as the quotas are now, as if nobody else were in
the pool: wider quotas may let others in, whose chances are another question. Chances are over
fractional panels: exact, and an upper bound for real panels, which nearly always reach it.

A bound that the multipliers make no use of costs nothing: the same proof holds without it.

Source: linear programming duality; Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for
selecting citizens' assemblies", Nature 596 (2021), for the lowest chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from fractions import Fraction

from deliberation.errors import Bound
from deliberation.sortition.chances.lowest import LowestChance
from deliberation.sortition.limits.bounds import bounds_of
from deliberation.sortition.panels import Panels, Row
from deliberation.sortition.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Price:
    """What *bound* costs the lowest chance.

    Args:
        shadow: what the lowest chance gains by each place that the bound gives up, at first.
        wider: the lowest chance if the bound gave up one place.
        dropped: the lowest chance without the bound.
    """

    bound: Bound
    shadow: Fraction
    wider: Fraction
    dropped: Fraction


@dataclass(frozen=True, slots=True)
class FeaturePrice:
    """What the quotas of a feature, or of several jointly, cost the lowest chance together.

    Args:
        features: one, or those of joint quotas.
        wider: the lowest chance if all their quotas were one place wider on both sides.
        dropped: the lowest chance without their quotas.
    """

    features: tuple[str, ...]
    wider: Fraction
    dropped: Fraction


@dataclass(frozen=True, slots=True)
class Prices:
    """The *lowest* chance that the quotas allow, and what may have a price.

    Bounds and features that are not listed cost nothing, which is proven.
    """

    lowest: Fraction
    of_bounds: tuple[Price, ...]
    of_features: tuple[FeaturePrice, ...]


def prices(
    panels: Panels,
    quotas: Quotas,
    *,
    barred: AbstractSet[int],
    tell: Callable[[float], None] = lambda share: None,
) -> Prices:
    """What each quota costs the lowest chance of those who can be on a panel.

    Args:
        panels: those of *quotas*.
        barred: the types that are on no panel.
        tell: is told the share of the work done.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    solver = LowestChance(panels, frozenset(range(len(panels.types))) - barred)
    now = solver.under(panels.rows)

    def under(rows: Sequence[int], at: Sequence[str], by: int) -> Fraction:
        """The lowest chance with some *rows* so much wider."""
        changed = _widened(panels, quotas, rows, at, by=by)
        return solver.under([changed.get(r, row) for r, row in enumerate(panels.rows)]).chance

    of_bounds, priced = [], set()
    bounds = [*bounds_of(panels, quotas)]
    for i, (r, bound) in enumerate(bounds):
        tell(i / len(bounds))
        shadow = now.shadows.get(r, Fraction(0)) * (-1 if bound.at == "least" else 1)
        if shadow > 0:
            wider, dropped = (under([r], [bound.at], by) for by in (1, quotas.size))
            of_bounds.append(Price(bound, shadow, wider, dropped))
            priced.add(quotas.quotas[r - 1].features)
    of_features = []
    for features in dict.fromkeys(quota.features for quota in quotas):
        if features in priced:
            rows = [r for r, quota in enumerate(quotas, 1) if quota.features == features]
            wider, dropped = (under(rows, ["least", "most"], by) for by in (1, quotas.size))
            of_features.append(FeaturePrice(features, wider, dropped))
    return Prices(now.chance, tuple(of_bounds), tuple(of_features))


def _widened(
    panels: Panels, quotas: Quotas, rows: Iterable[int], at: Sequence[str], *, by: int
) -> dict[int, Row]:
    """The *rows* with as many places given up *at* least, at most, or both."""
    changed = {}
    for r in rows:
        row = panels.rows[r]
        changed[r] = replace(
            row,
            lower=max(0, row.lower - by) if "least" in at else row.lower,
            upper=min(quotas.size, row.upper + by) if "most" in at else row.upper,
        )
    return changed
