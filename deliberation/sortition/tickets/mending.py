"""Whole tickets by new panels: another panel takes the place of the one on a single ticket.

Where neither the panels known nor swaps of a few people bring every type's tickets within bounds,
as with very many features, a panel is looked for that mends some of it: take a ticket out of the
lottery and ask for a panel that has as many of each type as keep its tickets within bounds, none
more out of them than now, and most of those who lack a ticket and least of those who have too many
(``near``). Begin with the ticket whose panel is most at fault. Each change leaves less wrong, and
so on, until nothing is wrong or patience ends. Nothing that leaves as much wrong is done, so this
may end a ticket away from its aim; begun again, with other lots, it mostly ends elsewhere. All that
decides is whole numbers.

Source: a neighbourhood of one panel, searched by a programme, as in Shaw, "Using constraint
programming and local search methods to solve vehicle routing problems" (1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from deliberation.interruption import heed
from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Box, Near, everything
from deliberation.sortition.tickets.exchange import wrongs
from deliberation.sortition.tickets.walk import noise

PATIENCE = 200  # panels that are looked for
SLIGHTLY = 0.1  # how much lots weigh beside what is wrong


def mended(
    panels: Panels,
    near: Near,
    given: Sequence[tuple[Panel, int]],
    low: Floats,
    high: Floats,
    *,
    lots: Lots,
) -> tuple[list[tuple[Panel, int]], bool]:
    """The tickets *given* after changes that leave less wrong, and whether nothing is.

    Args:
        low: the fewest tickets of each type; *high* the most. Whole numbers, as floats.
        lots: decide among panels that mend as much.

    Raises:
        CancelledError: the work was called off.
    """
    held = Counter(dict(given))
    sums: Floats = np.sum([n * np.array(p) for p, n in given], axis=0).astype(np.float64)
    tried = set[Panel]()
    for _ in range(PATIENCE):
        heed()
        wish = np.sign(low - sums).clip(0) - np.sign(sums - high).clip(0)
        giver = _most_at_fault(held, wish, tried)
        if giver is None or not wrongs(sums, low, high).any():
            break
        tried.add(giver)
        seats = np.array(giver, dtype=np.float64)
        box = _box(panels, seats, low - sums + seats, high - sums + seats)
        taker = near.point(wish + SLIGHTLY * noise(lots, len(wish)), box)
        if taker is None or wish @ (taker - seats) <= 0:
            continue
        held[giver] -= 1
        held[taker] += 1
        sums += taker - seats
        tried.clear()
    kept = sorted((panel, n) for panel, n in held.items() if n)
    return kept, not wrongs(sums, low, high).any()


def _most_at_fault(held: Counter[Panel], wish: Floats, tried: set[Panel]) -> Panel | None:
    """The panel, not *tried* yet, with most people too many and fewest who lack a ticket."""
    able = [panel for panel, n in sorted(held.items()) if n and panel not in tried]
    return min(able, key=lambda panel: float(wish @ np.array(panel)), default=None)


def _box(panels: Panels, seats: Floats, low: Floats, high: Floats) -> Box:
    """What a panel may have in place of the *seats*: from *low* to *high*, or no worse than now."""
    every = everything(panels)
    lower, upper = np.clip(low, every.lower, seats), np.clip(high, seats, every.upper)
    return Box(lower, upper, every.row_lower, every.row_upper)
