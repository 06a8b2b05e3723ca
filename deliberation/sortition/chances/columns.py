"""Leximin over real panels, by generating panels until none improves any level.

For the pools where fractional panels promise more than real ones can keep. The lottery is over a
list of panels that grows: the programme's multipliers weigh the types, and the panel of greatest
weight joins the list if it is worth more than the list's own. When none is, the multipliers bound
the lowest chance, and pin those who are held down by it. Where that takes long, panels that nearly
reach what fractional ones can are made all at once (``nearly_best``), and the heaviest of them join
as long as they help. Once a level is proven, only the panels that touch its ceiling matter to those
after it; mostly these are few, are listed at once, and nothing is searched for any more
(``resting``).

The multipliers that pin a level are computed again as fractions, and so are the weights in the
end. That no heavier panel exists is proven by ``search``; should that take too long, it is taken
from the integer programme's word, and the level says so by having no ceiling. Where proofs
have taken more linear programmes together than they may, none is looked for any more: the levels
that are left are the best over the panels found, and have no ceiling either.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), algorithm LEXIMIN; here over types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import inf

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import PRIMAL, Floats
from deliberation.sortition.chances import ascent
from deliberation.sortition.chances.completing import Wholes
from deliberation.sortition.chances.nearly_best import nearly_best, weighed
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.chances.weighted_list import WeightedList
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.neighbours import Neighbours
from deliberation.sortition.proofs.certificate import Certificate, Level
from deliberation.sortition.proofs.heavier import Heavier, Most, most_of, on_a_grid
from deliberation.sortition.proofs.resting import Resting
from deliberation.sortition.tickets.mixture import Mixture

SLIGHT = 1e-8  # a panel must be worth this much more, relative to its weight, to join the list
LONG = 100  # panels found one by one, after which those nearly best are made all at once
TOGETHER = 40  # of these join the list at a time
BESIDE = 150  # of those beside others


def leximin_by_columns(
    panels: Panels,
    best: BestPanel,
    known: list[Panel],
    levels: Sequence[Level],
    *,
    shares: Sequence[int] | None = None,
    lowest: ascent.Level | None = None,
    beside: Neighbours | None = None,
    every: Wholes | None = None,
    limit: float = inf,
    report: Callable[[float], None] = lambda _: None,
) -> Certificate:
    """The leximin chances over real panels, with a lottery that has them and the proof of both.

    Args:
        known: panels that hold every type but those that are on none; those found are added to it.
        levels: of chance 0, for the types that are on no panel.
        shares: what each type's chance is to be in proportion to; by default all are alike. A
            level's chance is that of types with the smallest share.
        lowest: the first level above 0 of the fractional optimum, if that is to help.
        beside: finds panels beside those known, if that is to help.
        every: all panels there are, where these are listed.
        limit: how many linear programmes may be solved in search of proofs; what is left then is
            not proven.
        report: is told how much of the types is settled, now and then.

    Raises:
        SolverError: the solver stopped without an answer, or one that could not be had exactly.
    """
    shares = shares or [1] * len(panels.types)
    columns = _Columns(panels, best, known, levels, shares, lowest, beside, every, limit)
    while columns.open:
        columns.pin(columns.next_level(report))
    mixture = columns.mixture()
    known[:] = columns.met
    return Certificate(mixture, tuple(columns.levels))


class _Columns:
    """What is settled so far, and what finds the panels that are missing from the list.

    Args:
        shares: what the chances are in proportion to.
    """

    def __init__(
        self,
        panels: Panels,
        best: BestPanel,
        start: Sequence[Panel],
        levels: Sequence[Level],
        shares: Sequence[int],
        lowest: ascent.Level | None,
        beside: Neighbours | None,
        every: Wholes | None,
        limit: float,
    ) -> None:
        self.panels, self.best, self.levels, self.shares = panels, best, [*levels], shares
        self.alike = min(shares) == max(shares)
        chances = {t: level.chance for level in levels for t in level.types}
        self.barred = frozenset(chances)
        self.beside = beside
        if beside:
            beside.show(start)
        self.list = WeightedList(panels, shares, chances, start, PRIMAL if beside else {})
        self.met = self.list.listed  # everything on the list, also once others do
        self.heavier = Heavier(panels, best, self.barred, rounding=True)
        self.resting: Resting | None = None
        self.may_rest = beside is None
        self.lowest, self.alone = lowest, 0
        self.made, self.complete, self.limit = every, every is not None, limit

    @property
    def open(self) -> bool:
        """Whether somebody's chance is not settled."""
        return bool(self.list.open)

    def next_level(self, report: Callable[[float], None]) -> Level:
        """The highest lowest chance of those open, and the types that cannot be above it.

        Raises:
            SolverError: the solver stopped without an answer.
        """
        while True:
            report(len(self.list.chances) / len(self.panels.types))
            if self.list.highest() > 1 - SLIGHT and self.alike:
                return Level(Fraction(1), tuple(sorted(self.list.open)), None)
            if self.resting:
                return self._level(self.resting.most(self.list.multipliers()))
            weights, worth = self.list.prices()
            if self._added_from_made(weights, worth) or self._added_from_beside(weights, worth):
                continue
            found = None if self.beside or self.complete else self._found(weights, worth)
            if found is not None:
                self._add(found)
                self.alone += 1
                continue
            heaviest = self.list.heaviest(worth)
            if self.heavier.asked >= self.limit:
                return self._level(most_of(self.list.multipliers(), heaviest))
            most = self.heavier.most(self.list.multipliers(), heaviest, enough=TOGETHER)
            if isinstance(most, Most):
                return self._level(most)
            for panel in most:
                self._add(panel)
            self.alone += len(most)

    def pin(self, level: Level) -> None:
        """Hold the types of *level* at its chance from now on.

        Only panels that touch its ceiling matter then; where they are listed, the others go.
        """
        self.levels.append(level)
        self.list.pin(level.types, level.chance)
        if self.resting is None and level.ceiling and self.may_rest:
            try:
                self.resting = Resting.on(self.panels, level.ceiling, self.barred)
            except SolverError:  # what took too long once would do so at every level
                self.may_rest = False
            if self.resting:
                self.levels[-1] = replace(level, ceiling=self.resting.ceiling)
                known, chances = self.resting.known, self.list.chances
                self.list = WeightedList(self.panels, self.shares, chances, known, {})
                self.met = [*dict.fromkeys([*self.met, *known])]
                self.made = None  # of those made in advance, the ones that still matter are known

    def mixture(self) -> Mixture:
        """A lottery over the listed panels with the pinned chances.

        Where floats took them for enough and they are not quite, others join them (``projecting``).

        Raises:
            SolverError: no weights of the panels were found that have them.
        """
        unit, pinned = self.list.unit, self.list.chances
        chances = [pinned[t] * share / unit for t, share in enumerate(self.shares)]
        listed = self.list.listed
        mixture = project(self.panels, chances, self.best, listed, barred=self.barred)
        if mixture is None:
            raise SolverError("the panels' weights could not be had as fractions")
        return mixture

    def _add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if not self.list.add(panel):
            return False
        if self.beside:
            self.beside.show([panel])
        return True

    def _added_from_made(self, weights: Floats, worth: float) -> bool:
        """Put the heaviest panels of those made in advance on the list; whether there were any."""
        if self.made is None:
            if self.lowest is None or self.alone < LONG:
                return False
            self.made = nearly_best(self.panels, self.lowest, self.barred)
        whole, enough = on_a_grid(weights, _more_than(worth, weights))
        weight = weighed(self.made, whole)
        heaviest = np.argsort(-weight, kind="stable")[:TOGETHER]
        added = [self._add(tuple(self.made[i].tolist())) for i in heaviest if weight[i] > enough]
        return any(added)

    def _added_from_beside(self, weights: Floats, worth: float) -> bool:
        """Put the heaviest panels beside those listed on the list; whether there were any."""
        if self.beside is None:
            return False
        found = self.beside.heavier(*on_a_grid(weights, _more_than(worth, weights)))
        return sum(map(self._add, found[:BESIDE])) > 0

    def _found(self, weights: Floats, worth: float) -> Panel | None:
        """A new panel that weighs more than *worth*, if a dive finds one."""
        panel = self.heavier.dive(weights, _more_than(worth, weights))
        return None if panel in self.list.seen else panel

    def _level(self, most: Most) -> Level:
        """What the lowest open chance cannot exceed if no panel is heavier, and for whom."""
        goals = self.list.goals
        total = most.most * self.list.unit
        for t, chance in self.list.chances.items():
            total -= most.weights[t] * goals[t] * chance
        held = tuple(t for t in sorted(self.list.open) if most.weights[t])
        weight = sum(most.weights[t] * goals[t] for t in held)
        return Level(total / weight, held, most.ceiling)


def _more_than(worth: float, weights: Floats) -> float:
    """What a panel must weigh by these *weights* to join the list."""
    return worth + SLIGHT * float(weights.max())
