"""Panels that hold every type they can, and the proof that no panel holds the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.proofs.certificate import Level
from deliberation.sortition.proofs.heavier import Heavier, Most


@dataclass(frozen=True, slots=True)
class Covering:
    """Panels that, with those known, hold every type they can; and the types no panel holds.

    Args:
        level: says that nobody *barred* can be chosen, if anybody is.
    """

    panels: tuple[Panel, ...]
    barred: frozenset[int]
    level: Level | None


def covering(
    panels: Panels, best: BestPanel, known: Iterable[Panel], *, diving: bool = True
) -> Covering:
    """Panels that, with those *known*, hold every type they can; and the types no panel holds.

    Those not held yet weigh one each, so a panel that holds one weighs at least one: where less
    than one is possible none does, which one sum mostly proves.

    Args:
        diving: whether panels are found by dives before they are searched for, which takes longer
            where few seats are free.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    missing = set(range(len(panels.types)))
    for panel in known:
        missing -= _held(panel)
    heavier, found = Heavier(panels, best, (), rounding=True), list[Panel]()
    while missing:
        weights = [int(t in missing) for t in range(len(panels.types))]
        dived = heavier.dive(np.array(weights, dtype=np.float64), 0.0) if diving else None
        if dived is not None:
            answer: Most | tuple[Panel, ...] = (dived,)
        else:
            answer = heavier.most([*map(Fraction, weights)], found)
        if isinstance(answer, Most):
            types = tuple(sorted(missing))
            return Covering(
                tuple(found), frozenset(types), Level(Fraction(0), types, answer.ceiling)
            )
        found += answer
        missing = missing.difference(*map(_held, answer))
    return Covering(tuple(found), frozenset(), None)


def _held(panel: Panel) -> set[int]:
    """The types that *panel* has."""
    return {t for t, c in enumerate(panel) if c}
