"""Leximin over real panels, by generating panels until none improves any level.

For the pools where fractional panels promise more than real ones can keep. The lottery is over a
list of panels that grows: the programme's multipliers weigh the types, and the panel of greatest
weight joins the list if it is worth more than the list's own. When none is, the multipliers bound
the lowest chance, and pin those who are held down by it.

The multipliers that pin a level are computed again as fractions, and so are the weights in the
end; only that no heavier panel exists is taken from the integer programme's word.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), algorithm LEXIMIN; here over types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from deliberation.errors import SolverError
from deliberation.sortition.lifting import solve
from deliberation.sortition.mixture import Mixture, mixture_of, mixture_with
from deliberation.sortition.near import Near, everything
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.solver import FREE, Floats, Outcome, Programme

SLIGHT = 1e-8  # a panel must be worth this much more, relative to its weight, to join the list


def covering(
    panels: Panels, best: BestPanel, known: Iterable[Panel]
) -> tuple[list[Panel], set[int]]:
    """Panels that, with those *known*, hold every type they can; and the types no panel holds."""
    missing = set(range(len(panels.types)))
    for panel in known:
        missing -= _held(panel)
    found = []
    while missing:
        weights = np.zeros(len(panels.types))
        weights[sorted(missing)] = 1.0
        panel = best.of(weights)
        if not missing & _held(panel):
            break
        found.append(panel)
        missing -= _held(panel)
    return found, missing


def leximin_by_columns(
    panels: Panels, near: Near, best: BestPanel, start: Sequence[Panel], barred: set[int]
) -> Mixture:
    """The leximin chances over real panels, with a lottery that has them.

    Args:
        start: panels that hold every type but those *barred*.
        barred: the types that no panel holds.

    Raises:
        SolverError: the solver stopped without an answer.
    """
    listed = _List(panels, near, best, start, barred)
    while listed.open:
        listed.pin(*listed.next_level())
    return listed.mixture()


class _List:
    """The panels listed so far, the programme over them, and what is pinned.

    Column 0 is the lowest chance, column 1 + j the weight of panel j. Row t says that type t has
    its chance, and the last row that the weights add up to one.
    """

    def __init__(
        self,
        panels: Panels,
        near: Near,
        best: BestPanel,
        start: Sequence[Panel],
        barred: set[int],
    ) -> None:
        self.panels, self.near, self.best = panels, near, best
        self.chances = dict.fromkeys(sorted(barred), Fraction(0))
        self.open = set(range(len(panels.types))) - barred
        self.listed: list[Panel] = []
        self.seen: set[Panel] = set()
        n = len(panels.types)
        self.programme = Programme(
            costs=[1.0],
            lower=[0.0],
            upper=[FREE],
            columns=[[(t, -float(panels.sizes[t])) for t in sorted(self.open)]],
            row_lower=[0.0] * n + [1.0],
            row_upper=[FREE] * n + [1.0],
            options={
                "primal_feasibility_tolerance": 1e-10,
                "dual_feasibility_tolerance": 1e-10,
            },
        )
        for panel in start:
            self.add(panel)

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self.seen:
            return False
        self.seen.add(panel)
        self.listed.append(panel)
        entries = [(t, float(c)) for t, c in enumerate(panel) if c]
        self.programme.add_column(0.0, 0.0, FREE, [*entries, (len(panel), 1.0)])
        return True

    def next_level(self) -> tuple[Fraction, list[int]]:
        """The highest lowest chance of those open, and the types that cannot be above it.

        Raises:
            SolverError: the solver stopped without an answer.
        """
        while True:
            self._solve()
            prices = self.programme.row_prices
            weights, worth = np.maximum(-prices[:-1], 0.0), float(prices[-1])
            if self._improve(weights, worth):
                continue
            exact = self._multipliers()
            if exact is None:
                held = [t for t in sorted(self.open) if weights[t] > SLIGHT]
                return Fraction(self.programme.objective), held
            if not self.add(self.best.of(np.array([float(y) for y in exact]))):
                return self._bound(exact)

    def pin(self, chance: Fraction, types: list[int]) -> None:
        """Hold *types* at *chance* from now on."""
        if not types:
            raise SolverError("nobody is held down by the lowest chance; the solver lost its way")
        for t in types:
            self.chances[t] = chance
            self.programme.set_coefficient(t, 0, 0.0)
        self.open -= set(types)
        self._set_goals(0.0)

    def mixture(self) -> Mixture:
        """A lottery over the listed panels with the pinned chances.

        Where the solver's weights cannot be made exact they are taken as fractions, and the
        chances are those that these weights give.
        """
        chances = [self.chances[t] for t in range(len(self.panels.types))]
        exact = mixture_with(self.panels, self.listed, chances)
        if exact is not None:
            return exact
        self._solve()
        values = [Fraction(max(0.0, float(v))) for v in self.programme.values[1:]]
        total = sum(values)
        return mixture_of(self.panels, self.listed, {j: v / total for j, v in enumerate(values)})

    def _solve(self) -> None:
        """Run the programme; if pinned chances were rounded out of reach, let them go a little."""
        for slack in (0.0, 1e-9, 1e-8, 1e-7):
            if slack:
                self._set_goals(slack)
            for afresh in (False, True):
                if self.programme.run(afresh=afresh) is Outcome.BEST:
                    return
        raise SolverError("the pinned chances cannot be had together")

    def _set_goals(self, slack: float) -> None:
        """Ask for the pinned chances, or a little less."""
        goals = [
            float(self.chances.get(t, 0) * m) * (1 - slack) for t, m in enumerate(self.panels.sizes)
        ]
        self.programme.set_row_bounds(np.array(goals), np.full(len(goals), FREE))

    def _improve(self, weights: Floats, worth: float) -> bool:
        """List a panel that weighs more than *worth*, first by trying, then by searching."""
        enough = worth + SLIGHT * float(weights.max())
        scaled = weights * (100 / float(weights.max()))
        tried = self.near.point(scaled, everything(self.panels), thorough=False)
        if tried is not None and weights @ np.array(tried) > enough and self.add(tried):
            return True
        found = self.best.of(weights)
        return bool(weights @ np.array(found) > enough) and self.add(found)

    def _multipliers(self) -> list[Fraction] | None:
        """The weights of the types at the solver's basis, if they can be had as fractions."""
        rows, columns = self.programme.tight_rows(), self.programme.basic_columns()
        if len(rows) != len(columns):
            return None
        n = len(self.panels.types)
        matrix = np.zeros((len(columns), n + 1), dtype=np.int64)
        for i, column in enumerate(columns):
            if column:
                matrix[i] = (*self.listed[column - 1], 1)
            else:
                matrix[i, sorted(self.open)] = [-self.panels.sizes[t] for t in sorted(self.open)]
        found = solve(matrix[:, rows], [int(column == 0) for column in columns])
        if found is None:
            return None
        weights = dict.fromkeys(range(n), Fraction(0))
        weights.update((row, -value) for row, value in zip(rows, found, strict=True) if row < n)
        return list(weights.values()) if min(weights.values()) >= 0 else None

    def _bound(self, weights: list[Fraction]) -> tuple[Fraction, list[int]]:
        """What the lowest open chance cannot exceed if no panel is heavier than those listed.

        And the types that this holds down.
        """
        scale = lcm(*(w.denominator for w in weights))
        whole = [int(w * scale) for w in weights]
        heaviest = max(sum(a * c for a, c in zip(whole, p, strict=True) if c) for p in self.listed)
        total = Fraction(heaviest)
        for t, chance in self.chances.items():
            total -= whole[t] * self.panels.sizes[t] * chance
        held = [t for t in sorted(self.open) if whole[t]]
        return total / sum(whole[t] * self.panels.sizes[t] for t in held), held


def _held(panel: Panel) -> set[int]:
    """The types that *panel* has."""
    return {t for t, c in enumerate(panel) if c}
