"""Whole tickets where few seats are free: pairs of people change places on many tickets at once.

Each type's tickets shall end at its exact share, rounded up or down. Begin with the panels' weights
by largest remainder. On every ticket look for the two people whose places go best to two others who
fill the same quotas (``neighbours``), make those changes that leave no more wrong, and look again,
until nothing is wrong or patience ends. Changes that leave as much wrong are made too, a few at a
time and by lot, for they lead to others. All numbers are whole, so every machine makes the same.

Source: Selman, Kautz, Cohen, "Noise strategies for improving local search", AAAI (1994).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from deliberation.interruption import heed
from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.neighbours import Neighbours
from deliberation.sortition.tickets.exchange import wrongs
from deliberation.sortition.tickets.walk import noise

PATIENCE = 1_000  # looks at all tickets
SIDEWAYS = 4  # changes at a time that leave as much wrong
FINE = 1_000  # parts of a ticket that lots decide about


def traded(
    panels: Panels,
    beside: Neighbours,
    given: Sequence[tuple[Panel, int]],
    low: Floats,
    high: Floats,
) -> list[tuple[Panel, int]] | None:
    """The tickets *given* after changes that bring all types within bounds; ``None`` if none do.

    Args:
        low: the fewest tickets of each type; *high* the most. Whole numbers, as floats.
    """
    tickets = np.repeat(beside.seats(p for p, _ in given), [n for _, n in given], axis=0)
    sums = np.bincount(tickets.ravel(), minlength=len(beside.types)).astype(np.float64)
    low, high, lots = low[beside.types], high[beside.types], Lots("trades", "changes")
    for _ in range(PATIENCE):
        heed()
        now = wrongs(sums, low, high)
        if not now.any():
            return sorted(Counter(map(beside.panel, tickets)).items())
        fewer, more = (wrongs(sums + d, low, high) - now for d in (-1.0, 1.0))
        chance = noise(lots, 2 * len(sums)).reshape(2, -1)
        lost, won = ((FINE * x).astype(np.int64) for x in (fewer + chance[0], chance[1] - more))
        places, new = beside.changed(tickets, lost, won)
        left, sideways = now.sum(), SIDEWAYS
        for i in noise_order(lots, len(places)):
            after = sums.copy()
            np.subtract.at(after, tickets[places[i]], 1)
            np.add.at(after, new[i], 1)
            wrong = wrongs(after, low, high).sum()
            if wrong < left or (wrong == left and sideways):
                sideways -= wrong == left
                sums, left, tickets[places[i]] = after, wrong, new[i]
    return None


def noise_order(lots: Lots, n: int) -> list[int]:
    """The numbers below *n* in an order by lot."""
    order: list[int] = np.argsort(noise(lots, n), kind="stable").tolist()
    return order
