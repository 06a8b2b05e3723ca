"""Exact chances as a lottery over real panels, if walks get there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

from deliberation.randomness import Lots
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.nearest import Nearest
from deliberation.sortition.tickets.walk import walk

WALKS = 3  # what these do not reach is found sooner in another way
MANY = 100  # rows of several types, above which walks that go astray take long for nothing
FEW = 150  # types, up to which looking for panels where most is missing is sooner than another walk


def attain(
    panels: Panels,
    chances: Sequence[Fraction],
    near: Near,
    known: list[Panel],
    *,
    walks: int = WALKS,
    progress: Callable[[float], None] = lambda _: None,
) -> Mixture | None:
    """A lottery over real panels in which the types have exactly these *chances*.

    Where there are many rows, a walk that goes astray is not tried again.

    Args:
        chances: a point of the polytope of fractional panels.
        known: panels met by walks that fail are added to it; often two walks that fail have met
            enough panels between them.
        walks: how many are tried.
        progress: is told the share of the work done.
    """
    total = lcm(*(chance.denominator for chance in chances))
    target = [int(p * total) * m for p, m in zip(chances, panels.sizes, strict=True)]
    for attempt in range(walks):
        found = walk(
            panels,
            target,
            total,
            lots=Lots(f"attempt {attempt}", "walk"),
            near=near,
            progress=progress,
        )
        if found.finished:
            weights = tuple(w / total for w in found.weights)
            return Mixture(tuple(chances), found.panels, weights)
        known += found.panels
        if attempt and known:
            mixture = Nearest(panels, chances, known).mixture()
            if mixture is not None:
                return mixture
        if found.astray and _many_rows(panels):
            return None
    return None


def _many_rows(panels: Panels) -> bool:
    """Whether walks go astray: many rows, without those that settle one type alone."""
    return sum(len(row.types) > 1 for row in panels.rows) > MANY


def walks_before_projecting(panels: Panels) -> int:
    """How many walks to try where panels are looked for then that make up what is missing."""
    return 1 if len(panels.types) <= FEW else WALKS
