"""The best committee among all, by branch and bound with bounds in whole numbers.

Source: Land & Doig, "An automatic method of solving discrete programming problems", Econometrica 28
(1960); Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study
2 (1974), for bounds that hold whatever the multipliers are.

A linear programme says, in floats, which multipliers give a good bound. They are rounded to whole
numbers, and the bound is worked out again from these: it holds for any multipliers, so that nothing
of the solver has to be believed. What committees are worth is exact as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from deliberation.solver import Floats

Members = frozenset[int]


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


def search(
    problem: Problem, goal: Goal, inside: Members = frozenset(), outside: Members = frozenset()
) -> Members | None:
    """The first committee found that reaches the *goal*, with all *inside* and nobody *outside*.

    Where there is none, every committee was looked at, or is bounded to be worth less.
    """
    waiting = [(inside, outside)]
    while waiting:
        inside, outside = waiting.pop()
        while True:
            free = problem.standing - inside - outside
            missing = problem.size - len(inside)
            if missing < 0 or missing > len(free):
                break
            if missing in (0, len(free)):
                committee = inside | free if missing else inside
                if problem.worth(committee) >= goal.least and goal.reached(committee):
                    return committee
                break
            bound = problem.bound(inside, outside)
            if bound.total < goal.least:
                break
            likely = sorted(free, key=lambda c: (-bound.guess[c], c))
            committee = inside | {*likely[:missing]}
            if problem.worth(committee) >= goal.least and goal.reached(committee):
                return committee
            sure, lost = settled(bound, goal.least, free, missing)
            if sure or lost:
                inside, outside = inside | sure, outside | lost
                continue
            candidate = min(free, key=lambda c: (abs(bound.guess[c] - 0.5), c))
            waiting.append((inside, outside | {candidate}))
            inside |= {candidate}
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
class Better:
    """Look for the best committee: each one found must be better by a *step* than the last."""

    problem: Problem
    best: Members
    step: Fraction
    least: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        self.least = self.problem.worth(self.best) + self.step

    def reached(self, committee: Members) -> bool:
        """Never: there might be a better one."""
        self.best = committee
        self.least = self.problem.worth(committee) + self.step
        return False


@dataclass(frozen=True, slots=True)
class AsGood:
    """Look for any committee that is worth so much."""

    least: Fraction

    def reached(self, committee: Members) -> bool:
        """At once."""
        return True


def best(problem: Problem, start: Members, step: Fraction) -> Members:
    """A committee than which none is worth more.

    Args:
        start: any committee; a good one makes it quicker.
        step: what two different worths differ by at least.
    """
    goal = Better(problem, start, step)
    search(problem, goal)
    return goal.best
