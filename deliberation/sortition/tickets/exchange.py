"""Whole tickets by exchange: one ticket less for one panel, one more for another, again and again.

Each type's tickets shall end at its exact share, rounded up or down. Begin with the panels' weights
by largest remainder; what is beyond these two numbers, squared and added up, is what is wrong. Make
the exchange that leaves least wrong, and do not undo it for a while, until nothing is wrong or
patience ends. All numbers are whole, so every machine makes the same exchanges.

Source: Glover, "Tabu search, part I", ORSA Journal on Computing 1 (1989).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from deliberation.exact import apportion
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel
from deliberation.sortition.tickets.mixture import Mixture

PATIENCE = 4_000  # exchanges
REST = 10  # exchanges that must pass before one is undone, where there are panels enough
WORKED_OUT = 10  # pairs of them whose exchange is worked out
PROMISING = 40  # panels to give and to take that are looked at in pairs


def exchanged(
    mixture: Mixture,
    others: Sequence[Panel],
    tickets: int,
    low: Floats,
    high: Floats,
    *,
    patience: int = PATIENCE,
) -> tuple[list[tuple[Panel, int]], bool]:
    """Tickets for the panels of *mixture* and *others*, and whether all types are within bounds.

    Args:
        low: the fewest tickets of each type; *high* the most. Whole numbers, as floats.
        patience: how many exchanges.
    """
    known = [*dict.fromkeys([*mixture.panels, *others])]
    seats = np.array(known, dtype=np.float64)
    given = apportion(mixture.weights, tickets)
    held = np.array(given + [0] * (len(known) - len(given)), dtype=np.int64)
    sums = held @ seats
    best, least = held.copy(), wrongs(sums, low, high).sum()
    may_give, may_take = np.zeros(len(known), dtype=np.int64), np.zeros(len(known), dtype=np.int64)
    rest = min(REST, len(known) // 3)
    for step in range(patience):
        if not least:
            break
        pair = _exchange(
            seats, sums, (low, high), (held > 0) & (may_give <= step), may_take <= step
        )
        if pair is None:
            break
        giver, taker = pair
        held[giver] -= 1
        held[taker] += 1
        sums += seats[taker] - seats[giver]
        may_take[giver] = may_give[taker] = step + rest
        wrong = wrongs(sums, low, high).sum()
        if wrong < least:
            best, least = held.copy(), wrong
    return [(p, int(n)) for p, n in zip(known, best, strict=True) if n], not least


def _exchange(
    seats: Floats,
    sums: Floats,
    bounds: tuple[Floats, Floats],
    may_give: npt.NDArray[np.bool_],
    may_take: npt.NDArray[np.bool_],
) -> tuple[int, int] | None:
    """The panels whose exchange leaves least wrong, among those that promise most.

    What is promised is right where a panel has nobody or one of each type, and else a good guess;
    so the best few are worked out.
    """
    now = wrongs(sums, *bounds)
    fewer, more = (wrongs(sums + d, *bounds) - now for d in (-1.0, 1.0))
    giving, taking = seats @ fewer, seats @ more
    givers = _promising(giving, may_give)
    takers = _promising(taking, may_take)
    wrong = giving[givers, None] + taking[None, takers]
    wrong -= (seats[givers] * (fewer + more)) @ seats[takers].T
    wrong[givers[:, None] == takers[None, :]] = np.inf
    best = np.argsort(wrong, axis=None, kind="stable")[:WORKED_OUT]
    best = best[np.isfinite(wrong.ravel()[best])]
    if not len(best):
        return None
    giver, taker = givers[best // len(takers)], takers[best % len(takers)]
    left = wrongs(sums + seats[taker] - seats[giver], *bounds).sum(axis=1)
    place = int(np.argmin(left))
    return int(giver[place]), int(taker[place])


def _promising(scores: Floats, allowed: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The places *allowed* with the lowest scores."""
    places = np.nonzero(allowed)[0]
    return places[np.argsort(scores[places], kind="stable")[:PROMISING]]


def wrongs(sums: Floats, low: Floats, high: Floats) -> Floats:
    """How far each sum is out of bounds, squared."""
    out: Floats = (np.maximum(low - sums, 0.0) + np.maximum(sums - high, 0.0)) ** 2
    return out
