"""Bounds that no panel meets together, as few as can be.

Whatever a panel breaks has something in common with every conflict, since what it keeps is none.

1. Choose as few bounds as hit everything that some panel breaks: no conflict can be smaller.
2. If no panel keeps those, they are a smallest conflict.
3. Otherwise a panel keeps them, and breaks others. Keep these as well and ask again, until no panel
   does: each panel met makes the next choice better.
4. What no panel keeps is a conflict; leave out of it, one after another, what it does not need.
   Once the choice of step 1 is as large as this, it is a smallest.

Minimums are told rather than maximums where both would do: they say who is missing. After some
rounds the conflict of step 4 is what is told, and that it may not be the smallest.

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
from deliberation.sortition.limits.hitting import smallest_hitting

Proven: TypeAlias = Literal["smallest", "irreducible", "conflicting"]
ROUNDS = 10  # at least, on any pool
MORE = 3_000  # on small ones, so many more, divided by the number of types
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
    best: Conflicting | None = None
    searches = bounds.searches + SEARCHES
    rounds = ROUNDS + MORE // len(bounds.panels.types) if thorough else 0
    try:
        for _ in range(rounds):
            chosen = smallest_hitting(bounds.known(seated), reluctant=bounds.maximums)
            if best is not None and len(chosen) == len(best.chosen):
                return Conflicting(best.chosen, "smallest")
            if bounds.broken(chosen, seated) is None:
                return Conflicting(chosen, "smallest")
            too_many = _broken_by_nobody(bounds, chosen, seated)
            if best is None:
                best = _reduced(bounds, too_many, seated)
            if bounds.searches > searches:
                break
        guessed = _guessed(bounds, guesses, seated)
        if best is None and guessed is None:
            best = _reduced(bounds, _broken_by_nobody(bounds, frozenset(), seated), seated)
    except UndecidedError:
        everything = frozenset(range(len(bounds.all)))
        return best or _reduced(bounds, everything, seated)
    return min(filter(None, (best, guessed)), key=lambda found: len(found.chosen))


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
        if all(fewer & broken for broken in bounds.known(seated)):
            try:
                if bounds.broken(fewer, seated) is None:
                    conflicting = fewer
            except UndecidedError:
                proven = "conflicting"
    return Conflicting(conflicting, proven)
