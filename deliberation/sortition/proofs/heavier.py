"""A panel that weighs more than those known, or why there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, gcd, lcm

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.search import Search
from deliberation.sortition.proofs.trees import Number, Proof

GRID = 2**40  # the search is asked in whole weights


@dataclass(frozen=True, slots=True)
class Most:
    """By these *weights*, no panel weighs more than *most*.

    Args:
        ceiling: the proof; ``None`` where it is the integer programme's word, or nobody looked.
    """

    weights: tuple[Number, ...]
    most: Fraction
    ceiling: Ceiling | None


class Heavier:
    """Looks for heavier panels: first by diving, then by searching all.

    Args:
        barred: the types that no panel holds.
        rounding: whether bounds are rounded down, for panels weigh whole numbers.
    """

    def __init__(
        self,
        panels: Panels,
        best: BestPanel,
        barred: Collection[int],
        *,
        rounding: bool = False,
    ) -> None:
        self._search = Search(panels, barred=barred, rounding=rounding)
        self._best = best
        self._last: Proof | None = None  # its branches mostly serve the next question too

    @property
    def asked(self) -> int:
        """How many linear programmes were solved in search of proofs."""
        return self._search.asked

    def dive(self, weights: Floats, enough: float) -> Panel | None:
        """A panel whose members' *weights* add up to more than *enough*, if one is found quickly.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        return self._search.dive(*on_a_grid(weights, enough))

    def some(
        self, weights: Floats, enough: float, *, number: int, patience: int
    ) -> tuple[Panel, ...]:
        """Up to so many panels that weigh more than *enough*, if they are found quickly.

        Args:
            patience: how many linear programmes end the search.
        """
        whole, limit = on_a_grid(weights, enough)
        try:
            answer = self._search.heavier(
                whole, limit, along=self._last, enough=number, patience=patience
            )
        except SolverError:
            return ()
        if len(answer.panels) in (0, number):  # or else what it was in the midst of would be next
            self._last = answer.proof
        return answer.panels

    def panel(self, weights: Floats, enough: float) -> Panel | None:
        """A panel whose members' *weights* add up to more than *enough*, if there is one.

        Raises:
            SolverError: neither a panel nor a proof was found.
        """
        whole, limit = on_a_grid(weights, enough)
        panel = self._search.dive(whole, limit)
        if panel is not None:
            return panel
        try:
            answer = self._search.heavier(whole, limit, along=self._last)
        except SolverError:
            panel = self._best.of(weights)
            return panel if _weight(weights, panel) > enough else None
        self._last = answer.proof
        return answer.panels[0] if answer.panels else None

    def most(
        self,
        weights: Sequence[Fraction],
        known: Iterable[Panel],
        *,
        loose: int = 0,
        enough: int = 1,
    ) -> Most | tuple[Panel, ...]:
        """What the heaviest of the panels *known* weighs, if none is heavier; else some that are.

        The weights come back multiplied, so that they are whole. Where no panel is known, the
        heaviest weighs nothing.

        Args:
            loose: so many thousand-millionths more than that are as good, and easier to prove.
            enough: how many heavier panels end the search.

        Raises:
            SolverError: neither a panel nor a proof was found.
        """
        whole, heaviest = _weighed(weights, known)
        limit = heaviest + abs(heaviest) * loose // 10**9
        multiplied = tuple(map(Fraction, whole))
        try:
            answer = self._search.heavier(whole, limit, along=self._last, enough=enough)
        except SolverError:
            panel = self._best.of(np.array([float(w) for w in weights]))
            weight = sum(a * c for a, c in zip(whole, panel, strict=True))
            return (panel,) if weight > limit else Most(multiplied, Fraction(limit), None)
        self._last = answer.proof
        if answer.panels:
            return answer.panels
        ceiling = Ceiling(multiplied, Fraction(limit), answer.proof)
        return Most(multiplied, Fraction(limit), ceiling)


def most_of(weights: Sequence[Fraction], known: Iterable[Panel]) -> Most:
    """What the heaviest of the panels *known* weighs, whatever others weigh."""
    whole, heaviest = _weighed(weights, known)
    return Most(tuple(map(Fraction, whole)), Fraction(heaviest), None)


def on_a_grid(weights: Floats, enough: float) -> tuple[list[int], int]:
    """Both in whole numbers, of which the greatest is that of the grid."""
    greatest = float(np.abs(weights).max(initial=0.0)) or 1.0
    return [round(w / greatest * GRID) for w in weights.tolist()], round(enough / greatest * GRID)


def _weight(weights: Floats, panel: Panel) -> float:
    """What the members of *panel* weigh together, rounded once, so the same on every machine."""
    return fsum((weights * np.array(panel)).tolist())


def _weighed(weights: Sequence[Fraction], known: Iterable[Panel]) -> tuple[list[int], int]:
    """The *weights* multiplied, so that they are whole, and what the heaviest panel weighs then."""
    scale = lcm(*(w.denominator for w in weights))
    whole = [int(w * scale) for w in weights]
    common = gcd(*whole) or 1
    whole = [w // common for w in whole]
    weigh = (sum(a * c for a, c in zip(whole, p, strict=True) if c) for p in known)
    return whole, max(weigh, default=0)
