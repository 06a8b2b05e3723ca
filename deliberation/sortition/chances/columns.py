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
from the integer programme's word, and the level says so by having no ceiling.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), algorithm LEXIMIN; here over types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, PRIMAL, SHARP, Floats, Outcome, Programme
from deliberation.sortition.chances import ascent
from deliberation.sortition.chances.completing import Wholes
from deliberation.sortition.chances.nearly_best import nearly_best, weighed
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.neighbours import Neighbours
from deliberation.sortition.proofs.certificate import Certificate, Level
from deliberation.sortition.proofs.heavier import Heavier, Most, on_a_grid
from deliberation.sortition.proofs.resting import Resting
from deliberation.sortition.tickets.mixture import Mixture

SLIGHT = 1e-8  # a panel must be worth this much more, relative to its weight, to join the list
NEARLY = 1e-6  # floats that lie so close, in proportion, may stand for the same
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
        report: is told how much of the types is settled, now and then.

    Raises:
        SolverError: the solver stopped without an answer, or one that could not be had exactly.
    """
    shares = shares or [1] * len(panels.types)
    listed = _List(panels, best, known, levels, shares, lowest, beside, every)
    while listed.open:
        listed.pin(listed.next_level(report))
    mixture = listed.mixture()
    known[:] = listed.listed
    return Certificate(mixture, tuple(listed.levels))


class _List:
    """The panels listed so far, the programme over them, and what is pinned.

    Column 0 is the lowest chance, column 1 + j the weight of panel j. Row t says that type t has
    its chance, and the last row that the weights add up to one.

    Args:
        shares: what the chances are in proportion to; the seats count *unit* times, so that the
            lowest chance has the size of one.
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
    ) -> None:
        self.panels, self.best, self.levels, self.unit = panels, best, [*levels], min(shares)
        self.alike = min(shares) == max(shares)
        self.goals = [m * share for m, share in zip(panels.sizes, shares, strict=True)]
        self.shares = shares
        self.chances = {t: level.chance for level in levels for t in level.types}
        self.barred = frozenset(self.chances)
        self.beside = beside
        self.heavier = Heavier(panels, best, self.barred, rounding=True)
        self.resting: Resting | None = None
        self.may_rest = beside is None
        self.open = set(range(len(panels.types))) - self.chances.keys()
        self.listed: list[Panel] = []
        self.seats: list[Wholes] = []  # the same, as arrays
        self.seen: set[Panel] = set()
        self.lowest, self.alone = lowest, 0
        self.made, self.complete = every, every is not None
        n = len(panels.types)
        self.programme = Programme(
            costs=[1.0],
            lower=[0.0],
            upper=[FREE],
            columns=[[(t, -float(self.goals[t])) for t in sorted(self.open)]],
            row_lower=[0.0] * n + [1.0],
            row_upper=[FREE] * n + [1.0],
            options=SHARP if beside is None else {**SHARP, **PRIMAL},
        )
        for panel in start:
            self.add(panel)

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self.seen:
            return False
        self.seen.add(panel)
        self.listed.append(panel)
        self.seats.append(np.array(panel, dtype=np.int64))
        if self.beside:
            self.beside.show([panel])
        entries = [(t, float(c * self.unit)) for t, c in enumerate(panel) if c]
        self.programme.add_column(0.0, 0.0, FREE, [*entries, (len(panel), 1.0)])
        return True

    def next_level(self, report: Callable[[float], None]) -> Level:
        """The highest lowest chance of those open, and the types that cannot be above it.

        Raises:
            SolverError: the solver stopped without an answer.
        """
        while True:
            report(len(self.chances) / len(self.panels.types))
            self._solve()
            if self.alike and self.programme.objective > 1 - SLIGHT:
                return Level(Fraction(1), tuple(sorted(self.open)), None)
            if self.resting:
                return self._level(self.resting.most(self._multipliers()))
            prices = self.programme.row_prices
            weights, worth = np.maximum(-prices[:-1], 0.0), float(prices[-1]) / self.unit
            if self._added_from_made(weights, worth) or self._added_from_beside(weights, worth):
                continue
            found = None if self.beside or self.complete else self._found(weights, worth)
            if found is not None:
                self.add(found)
                self.alone += 1
                continue
            heaviest = self._heaviest(worth)
            most = self.heavier.most(self._multipliers(), heaviest, enough=TOGETHER)
            if isinstance(most, Most):
                return self._level(most)
            for panel in most:
                self.add(panel)
            self.alone += len(most)

    def pin(self, level: Level) -> None:
        """Hold the types of *level* at its chance from now on."""
        self.levels.append(level)
        for t in level.types:
            self.chances[t] = level.chance
            self.programme.set_coefficient(t, 0, 0.0)
        self.open -= set(level.types)
        self._set_goals(0.0)
        if self.resting is None and level.ceiling and self.may_rest:
            try:
                self.resting = Resting.on(self.panels, level.ceiling, self.barred)
            except SolverError:  # what took too long once would do so at every level
                self.may_rest = False
            for panel in self.resting.known if self.resting else ():
                self.add(panel)

    def mixture(self) -> Mixture:
        """A lottery over the listed panels with the pinned chances.

        Where floats took them for enough and they are not quite, others join them (``projecting``).

        Raises:
            SolverError: no weights of the panels were found that have them.
        """
        chances = [self.chances[t] * share / self.unit for t, share in enumerate(self.shares)]
        mixture = project(self.panels, chances, self.best, self.listed, barred=self.barred)
        if mixture is None:
            raise SolverError("the panels' weights could not be had as fractions")
        return mixture

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
            float(self.chances.get(t, 0) * goal) * (1 - slack) for t, goal in enumerate(self.goals)
        ]
        self.programme.set_row_bounds(np.array(goals), np.full(len(goals), FREE))

    def _added_from_made(self, weights: Floats, worth: float) -> bool:
        """Put the heaviest panels of those made in advance on the list; whether there were any."""
        if self.made is None:
            if self.lowest is None or self.alone < LONG:
                return False
            self.made = nearly_best(self.panels, self.lowest, self.barred)
        whole, enough = on_a_grid(weights, _more_than(worth, weights))
        weight = weighed(self.made, whole)
        heaviest = np.argsort(-weight, kind="stable")[:TOGETHER]
        added = [self.add(tuple(self.made[i].tolist())) for i in heaviest if weight[i] > enough]
        return any(added)

    def _added_from_beside(self, weights: Floats, worth: float) -> bool:
        """Put the heaviest panels beside those listed on the list; whether there were any."""
        if self.beside is None:
            return False
        found = self.beside.heavier(*on_a_grid(weights, _more_than(worth, weights)))
        return sum(map(self.add, found[:BESIDE])) > 0

    def _found(self, weights: Floats, worth: float) -> Panel | None:
        """A new panel that weighs more than *worth*, if a dive finds one."""
        panel = self.heavier.dive(weights, _more_than(worth, weights))
        return None if panel in self.seen else panel

    def _heaviest(self, worth: float) -> list[Panel]:
        """The panels listed among which the heaviest are: those worth as much as the list."""
        short = np.abs(self.programme.reduced_costs[1:])
        near = np.flatnonzero(short <= NEARLY * max(worth * self.unit, NEARLY))
        return [self.listed[j] for j in near.tolist()]

    def _level(self, most: Most) -> Level:
        """What the lowest open chance cannot exceed if no panel is heavier, and for whom."""
        total = most.most * self.unit
        for t, chance in self.chances.items():
            total -= most.weights[t] * self.goals[t] * chance
        held = tuple(t for t in sorted(self.open) if most.weights[t])
        weight = sum(most.weights[t] * self.goals[t] for t in held)
        return Level(total / weight, held, most.ceiling)

    def _multipliers(self) -> list[Fraction]:
        """The weights of the types at the solver's basis, as fractions.

        Raises:
            SolverError: the basis is none, or its weights are below zero.
        """
        rows, columns = self.programme.tight_rows(), self.programme.basic_columns()
        n = len(self.panels.types)
        matrix = np.zeros((len(columns), n + 1), dtype=np.int64)
        for i, column in enumerate(columns):
            if column:
                matrix[i, :n], matrix[i, n] = self.seats[column - 1] * self.unit, 1
            else:
                matrix[i, sorted(self.open)] = [-self.goals[t] for t in sorted(self.open)]
        square = len(rows) == len(columns)
        found = square and solve(matrix[:, rows], [int(column == 0) for column in columns])
        weights = dict.fromkeys(range(n), Fraction(0))
        if found:
            weights.update((row, -value) for row, value in zip(rows, found, strict=True) if row < n)
        if not found or min(weights.values()) < 0:
            raise SolverError("the lowest chance could not be had as a fraction")
        return list(weights.values())


def _more_than(worth: float, weights: Floats) -> float:
    """What a panel must weigh by these *weights* to join the list."""
    return worth + SLIGHT * float(weights.max())
