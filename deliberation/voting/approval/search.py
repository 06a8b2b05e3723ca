"""The best committee among all, by branch and bound with bounds in whole numbers.

Source: Land & Doig, "An automatic method of solving discrete programming problems", Econometrica 28
(1960); Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study
2 (1974), for bounds that hold whatever the multipliers are.

A linear programme says, in floats, which multipliers give a good bound. They are rounded to whole
numbers, and the bound is worked out again from these: it holds for any multipliers, so that nothing
of the solver has to be believed. What committees are worth is exact as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from deliberation.solver import Floats

Members = frozenset[int]

MANY = 1000
"""So many committees that are equally good are too many to list."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """No committee of some candidates, and without some others, is worth more than *total*.

    Args:
        prices: in parts of one *unit*: the bound is something, and the prices of all members; the
            dearest who are free are taken.
        guess: how much of each candidate the linear programme would elect.
    """

    total: Fraction
    prices: Sequence[int]
    unit: int
    guess: Floats


class Problem(Protocol):
    """What makes one committee better than another."""

    @property
    def size(self) -> int:
        """How many members a committee has."""

    @property
    def standing(self) -> Members:
        """Who can be a member."""

    def worth(self, committee: Members) -> Fraction:
        """What a whole *committee* is worth."""

    def bound(self, inside: Members, outside: Members) -> Bound:
        """What a committee is worth at most that has all *inside*, and nobody *outside*."""


class Goal(Protocol):
    """What is looked for."""

    @property
    def least(self) -> Fraction:
        """What a committee must be worth to be looked at."""

    def reached(self, committee: Members) -> bool:
        """Whether the search can end with *committee*; it may raise what the next must be worth."""


AtOnce = Callable[[Fraction, Members, Members, int], list[Members] | None]
"""Every committee worth the least, by who is inside, who is free and how many of these are missing;
nothing where they are too many to be looked at."""


def search(
    problem: Problem,
    goal: Goal,
    inside: Members = frozenset(),
    outside: Members = frozenset(),
    *,
    at_once: AtOnce | None = None,
) -> Members | None:
    """The first committee found that reaches the *goal*, with all *inside* and nobody *outside*.

    Where there is none, every committee was looked at, or is bounded to be worth less.

    Args:
        at_once: looks at many committees in less time than one bound takes.
    """
    waiting = [(inside, outside)]
    while waiting:
        inside, outside = waiting.pop()
        while True:
            free = problem.standing - inside - outside
            missing = problem.size - len(inside)
            few = _few(goal, inside, free, missing, at_once)
            if few is not None:
                if (found := _reaching(problem, goal, few)) is not None:
                    return found
                break
            bound = problem.bound(inside, outside)
            if bound.total < goal.least:
                break
            likely = sorted(free, key=lambda c: (-bound.guess[c], c))
            committee = inside | {*likely[:missing]}
            if _reaching(problem, goal, [committee]) is not None:
                return committee
            sure, lost = settled(bound, goal.least, free, missing)
            if sure or lost:
                inside, outside = inside | sure, outside | lost
                continue
            candidate = min(free, key=lambda c: (abs(bound.guess[c] - 0.5), c))
            waiting.append((inside, outside | {candidate}))
            inside |= {candidate}
    return None


def _few(
    goal: Goal, inside: Members, free: Members, missing: int, at_once: AtOnce | None
) -> list[Members] | None:
    """The committees there are, as far as they matter, where they can be looked at one by one."""
    if missing < 0 or missing > len(free):
        return []
    if missing in (0, len(free)):
        return [inside | free if missing else inside]
    return at_once(goal.least, inside, free, missing) if at_once else None


def _reaching(problem: Problem, goal: Goal, committees: list[Members]) -> Members | None:
    """The first that reaches the *goal*."""
    for committee in committees:
        if problem.worth(committee) >= goal.least and goal.reached(committee):
            return committee
    return None


def settled(bound: Bound, least: Fraction, free: Members, missing: int) -> tuple[Members, Members]:
    """Who of those *free* must, and who cannot, be in a committee that is worth the *least*."""
    ranked = sorted(free, key=lambda c: -bound.prices[c])
    spare = (bound.total - least) * bound.unit  # what a committee may lose
    last, after = bound.prices[ranked[missing - 1]], bound.prices[ranked[missing]]
    sure = frozenset(c for c in ranked[:missing] if bound.prices[c] - after > spare)
    lost = frozenset(c for c in ranked[missing:] if last - bound.prices[c] > spare)
    return sure, lost


@dataclass(slots=True)
class Best:
    """Look for the best committees, and for all that are as good, as long as they are few.

    Once there are many, only better ones are looked for.

    Args:
        found: committees that are all worth the *most*.
        step: what two different worths differ by at least.
    """

    problem: Problem
    found: set[Members]
    most: Fraction
    step: Fraction

    @property
    def complete(self) -> bool:
        """Whether all that are as good are found, once the search has ended."""
        return len(self.found) < MANY

    @property
    def least(self) -> Fraction:
        """See ``Goal``."""
        return self.most if self.complete else self.most + self.step

    def reached(self, committee: Members) -> bool:
        """Never: there might be another one."""
        worth = self.problem.worth(committee)
        if worth > self.most:
            self.most, self.found = worth, set()
        self.found.add(committee)
        return False


@dataclass(frozen=True, slots=True)
class AsGood:
    """Look for any committee that is worth so much."""

    least: Fraction

    def reached(self, committee: Members) -> bool:
        """At once."""
        return True


def best(
    problem: Problem, start: Members, step: Fraction, *, at_once: AtOnce | None = None
) -> Best:
    """The committees than which none is worth more: all of them, or many.

    Args:
        start: any committee; a good one makes it quicker.
        step: what two different worths differ by at least.
        at_once: as for ``search``.
    """
    goal = Best(problem, {start}, problem.worth(start), step)
    search(problem, goal, at_once=at_once)
    return goal
