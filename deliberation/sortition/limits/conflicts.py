"""Bounds that no panel meets together, as few as can be.

Whatever a panel breaks has something in common with every conflict, since what it keeps is none.

1. Find bounds that no panel keeps, and leave out one after another what they do not need: that
   is a conflict, and no part of it is one.
2. Choose few bounds that hit everything that some panel breaks. If a panel keeps those, it breaks
   others. Keep these as well and ask again, until no panel does: each panel met makes the next
   choice better.
3. If no panel keeps them, they hold a conflict; the smallest met is what matters.
4. Once it takes as many bounds as that to hit everything that some panel breaks, no conflict can be
   smaller. A linear programme says at least how many it takes. Where that is fewer, exactly as few
   as can be are chosen in step 2, as long as that is quickly done or may well settle it.

Minimums are told rather than maximums where both would do: they say who is missing. After some
rounds the smallest conflict met is what is told, and that it may not be the smallest.

Source: Ignatiev, Previti, Liffiton, Marques-Silva, "Smallest MUS extraction with minimal hitting
set dualization", CP 2015; step 4: Chinneck, Dravnieks, "Locating minimal infeasible constraint sets
in linear programs", ORSA Journal on Computing 3 (1991).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from deliberation.errors import Conflict, SolverError
from deliberation.sortition.limits.bounds import Bounds, UndecidedError
from deliberation.sortition.limits.hitting import Hitting

Proven: TypeAlias = Literal["smallest", "irreducible", "conflicting"]
ROUNDS = 10  # at least, on any pool
MORE = 6_000  # on small ones, so many more, divided by the number of types
FEW = 60  # things that panels break, up to which the fewest bounds that hit them are found soon
EXACT = 8  # times that the fewest are sought among more
GUESSES = 3  # of which each takes a linear programme at least
SEARCHES = 50  # integer programmes, after which no further round is begun


@dataclass(frozen=True, slots=True)
class Conflicting:
    """The places in ``Bounds.all`` of bounds that conflict, and what is *proven* of how few."""

    chosen: frozenset[int]
    proven: Proven


def conflict(bounds: Bounds, *, seated: int | None = None) -> Conflict:
    """The bounds that cannot hold together, in the order of the quotas.

    Args:
        seated: a type of which somebody is on the panel, for the conflict that keeps them off.

    Raises:
        SolverError: HiGHS stopped without an answer, or there is no conflict.
    """
    return told(bounds, fewest_conflicting(bounds, seated=seated), seated=seated)


def fewest_conflicting(
    bounds: Bounds,
    *,
    seated: int | None = None,
    guesses: Iterable[frozenset[int]] = (),
    thorough: bool = True,
) -> Conflicting:
    """Bounds that cannot hold together, as few as were found.

    Args:
        seated: a type of which somebody is on the panel.
        guesses: what may be a conflict as well, for it is one with others than *seated*.
        thorough: whether the smallest is sought, rather than one that is irreducible.

    Raises:
        SolverError: HiGHS failed, or there is no conflict.
    """
    everything = frozenset(range(len(bounds.all)))
    try:
        found = _guessed(bounds, guesses, seated) if not thorough else None
        if found is None:
            found = _reduced(bounds, _broken_by_nobody(bounds, frozenset(), seated), seated)
    except UndecidedError:
        return _reduced(bounds, everything, seated)
    return _Smaller(bounds, seated, found).found() if thorough else found


class _Smaller:
    """Looks for a conflict smaller than the *best* that is known."""

    def __init__(self, bounds: Bounds, seated: int | None, best: Conflicting) -> None:
        self._bounds, self._seated, self._best = bounds, seated, best
        self._hitting = Hitting(len(bounds.all), reluctant=bounds.maximums)
        self._exact = EXACT

    def found(self) -> Conflicting:
        """The smallest conflict met, and whether there is none smaller."""
        searches = self._bounds.searches + SEARCHES
        for _ in range(ROUNDS + MORE // len(self._bounds.panels.types)):
            try:
                chosen = self._chosen()
                if chosen is None:
                    return Conflicting(self._best.chosen, "smallest")
                if len(chosen) >= len(self._best.chosen) or self._bounds.searches > searches:
                    break
                self._learn(chosen)
            except UndecidedError:
                break
        return self._best

    def _chosen(self) -> frozenset[int] | None:
        """Few bounds that hit all that is known to be broken; ``None`` if it takes the best's."""
        size = len(self._best.chosen)
        if size == 0:
            return None
        self._hitting.add(self._bounds.known(self._seated))
        chosen, least = self._hitting.guess()
        if least < size <= len(chosen) and self._may_take_long(size - least):
            chosen = self._hitting.smallest()
            least = len(chosen)
        return None if least >= size else chosen

    def _may_take_long(self, left_open: int) -> bool:
        """Whether to choose exactly as few as can be, where so many bounds are left open."""
        if len(self._hitting.sets) <= FEW:
            return True
        self._exact -= 1
        return self._exact >= 0 and (self._seated is None or left_open <= 2)

    def _learn(self, chosen: frozenset[int]) -> None:
        """Meet panels that keep those *chosen*, or find the conflict among these."""
        if self._bounds.broken(chosen, self._seated) is not None:
            _broken_by_nobody(self._bounds, chosen, self._seated)
            return
        fewer = _reduced(self._bounds, self._bounds.core(chosen, self._seated), self._seated)
        if fewer.proven == "irreducible":
            self._best = fewer


def told(bounds: Bounds, found: Conflicting, *, seated: int | None = None) -> Conflict:
    """What was *found* in words: the first bound is one that asks for at least so many, if any.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    order = sorted(found.chosen, key=lambda b: (b in bounds.maximums, b))
    reach = None
    if order and found.proven != "conflicting":
        reach = bounds.reach(order[0], frozenset(order[1:]), seated)
    return Conflict(tuple(bounds.all[b] for b in order), reach, found.proven)


def _broken_by_nobody(bounds: Bounds, chosen: frozenset[int], seated: int | None) -> frozenset[int]:
    """The *chosen* bounds and further ones, so many that no panel keeps them all."""
    while (broken := bounds.broken(chosen, seated)) is not None:
        if not broken:
            raise SolverError("there is a panel that meets every quota, so nothing conflicts")
        chosen |= broken
    return chosen


def _guessed(
    bounds: Bounds, guesses: Iterable[frozenset[int]], seated: int | None
) -> Conflicting | None:
    """What is left of the first of the *guesses* that is a conflict, without asking about many."""
    known = bounds.known(seated)
    likely = [guess for guess in guesses if all(guess & broken for broken in known)]
    for guess in sorted(likely, key=lambda guess: (len(guess), sorted(guess)))[:GUESSES]:
        if bounds.broken(guess, seated) is None:
            return _reduced(bounds, guess, seated)
    return None


def _reduced(bounds: Bounds, conflicting: frozenset[int], seated: int | None) -> Conflicting:
    """What is left of a conflict without the bounds that it does not need."""
    proven: Proven = "irreducible"
    for b in sorted(conflicting, key=lambda b: (b not in bounds.maximums, b)):
        fewer = conflicting - {b}
        if b in conflicting and all(fewer & broken for broken in bounds.known(seated)):
            try:
                if bounds.broken(fewer, seated) is None:
                    conflicting = bounds.core(fewer, seated)
            except UndecidedError:
                proven = "conflicting"
    return Conflicting(conflicting, proven)
