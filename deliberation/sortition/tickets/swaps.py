"""Whole tickets by swaps: on one ticket, up to three people change places with others like them.

Three types that together fill the same quotas as three others can take their place on any panel
that has the ones and has room for the others. Each such swap moves tickets from types to types
without asking what panels there are. Take a type that has too few tickets, or too many, and make
the swap for it that leaves least wrong, the one that was made longest ago among equals, and do not
undo it for a while; until nothing is wrong, or many swaps in a row were in vain, or patience ends.
All numbers are whole, so every machine makes the same swaps.

Source: Selman, Kautz, Cohen, "Noise strategies for improving local search", AAAI (1994): begin with
what is wrong; Glover, "Tabu search, part I", ORSA Journal on Computing 1 (1989).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.tickets.alike import Wholes, alike
from deliberation.sortition.tickets.exchange import wrongs

PATIENCE = 2_000  # swaps
IN_VAIN = 200  # swaps in a row that leave no less wrong: where any help, the first dozens mostly do
REST = 40  # swaps that must pass before one is undone, where there are enough others
TRIED = 200  # swaps that are tried on the tickets, the best first
MANY, VERY_MANY = 300, 5_000  # types, above which only two change places at a time, and only one


def swapped(
    swaps: Swaps, given: Sequence[tuple[Panel, int]], low: Floats, high: Floats
) -> tuple[list[tuple[Panel, int]], bool]:
    """The tickets *given* after swaps, and whether all types are within bounds.

    Args:
        low: the fewest tickets of each type; *high* the most. Whole numbers, as floats.
    """
    held = Counter(dict(given))
    sums = np.array([float(sum(n * p[t] for p, n in given)) for t in range(len(low))])
    best, least = [*given], wrongs(sums, low, high).sum()
    rested = np.zeros(swaps.number, dtype=np.min_scalar_type(PATIENCE + REST))
    rest = min(REST, swaps.number // 4)
    last = 0
    for step in range(PATIENCE):
        if not least or step - last > IN_VAIN:
            break
        made = _made(swaps, held, sums, (low, high), rested, step)
        if made is None:
            continue  # those that would help rest
        place, giver, taker = made
        held[giver] -= 1
        held[taker] += 1
        held += Counter()  # drops the panels without tickets
        sums += np.subtract(taker, giver)
        rested[[place, swaps.back(place)]] = step + rest
        wrong = wrongs(sums, low, high).sum()
        if wrong < least:
            best, least, last = [*held.items()], wrong, step
    return best, not least


@dataclass(frozen=True, slots=True)
class Swaps:
    """Who can change places: in swap 2 p the first three of pair p leave, in 2 p + 1 the others.

    There may be hundreds of thousands: a pair is kept once for both, in few bytes.

    Args:
        pairs: of sets that fill the same quotas, as ``alike`` has them.
        holding: for each type, the pairs in whose first set it is, and those in whose second.
    """

    panels: Panels
    pairs: Wholes
    holding: tuple[tuple[Wholes, Wholes], ...]

    @classmethod
    def of(cls, panels: Panels) -> Swaps:
        """All that are looked for among *panels*; each swap stands beside the one back."""
        n = len(panels.types)
        sizes = [1, *([2] if n <= VERY_MANY else []), *([3] if n <= MANY else [])]
        pairs = np.concatenate([alike(panels, size) for size in sizes])
        first, second = _rows_with(pairs[:, :3], n), _rows_with(pairs[:, 3:], n)
        return cls(panels, pairs, tuple(zip(first, second, strict=True)))

    @property
    def number(self) -> int:
        """How many there are."""
        return 2 * len(self.pairs)

    def back(self, place: int) -> int:
        """The swap that undoes this one."""
        return place ^ 1

    def leaving(self, t: int) -> Wholes:
        """The swaps in which type *t* leaves."""
        first, second = self.holding[t]
        return np.concatenate([2 * first, 2 * second + 1])

    def coming(self, t: int) -> Wholes:
        """The swaps in which type *t* comes."""
        first, second = self.holding[t]
        return np.concatenate([2 * first + 1, 2 * second])

    def types(self, places: Wholes) -> tuple[Wholes, Wholes]:
        """For each of these swaps, the three types that leave, and the three that come."""
        both, back = self.pairs[places // 2], (places % 2 == 1)[:, None]
        first, second = both[:, :3], both[:, 3:]
        return np.where(back, second, first), np.where(back, first, second)


def _made(
    swaps: Swaps,
    held: Counter[Panel],
    sums: Floats,
    bounds: tuple[Floats, Floats],
    rested: Wholes,
    step: int,
) -> tuple[int, Panel, Panel] | None:
    """The swap to make, on which panel, and the panel that it makes."""
    now = wrongs(sums, *bounds)
    fewer, more = (np.append(wrongs(sums + d, *bounds) - now, 0) for d in (-1, 1))
    wanted = [
        swaps.coming(t) if sums[t] < bounds[0][t] else swaps.leaving(t)
        for t in np.nonzero(now)[0].tolist()
    ]
    places = np.unique(np.concatenate(wanted))
    places = places[rested[places] <= step]
    leave, come = swaps.types(places)
    change = fewer[leave].sum(axis=1) + more[come].sum(axis=1)
    best = np.lexsort((rested[places], change))[:TRIED]
    places, leave, come = places[best], leave[best], come[best]
    givers = [*held]
    seats = np.array(givers)
    nobody = np.ones((len(givers), 1), dtype=np.bool_)
    may_leave = np.hstack([seats > 0, nobody])[:, leave].all(axis=2)
    may_come = np.hstack([seats < swaps.panels.sizes, nobody])[:, come].all(axis=2)
    for place, giver in np.argwhere((may_leave & may_come).T).tolist():
        taker = _after(givers[giver], leave[place], come[place])
        if swaps.panels.allow(taker):
            return int(places[place]), givers[giver], taker
    return None


def _after(panel: Panel, leave: Wholes, come: Wholes) -> Panel:
    """The *panel* after a swap."""
    numbers = [*panel, 0]
    for types, more in ((leave, -1), (come, 1)):
        for t in types.tolist():
            numbers[t] += more
    return tuple(numbers[:-1])


def _rows_with(types: Wholes, n: int) -> list[Wholes]:
    """For each type, the rows of *types* in which it stands."""
    flat = types.ravel()
    order = np.argsort(flat, kind="stable")
    ends = np.cumsum([0, *np.bincount(flat, minlength=n + 1)[:n]])
    rows = (order // types.shape[1]).astype(np.int32)
    return [rows[a:b] for a, b in pairwise(ends.tolist())]
