"""Whole tickets by swaps: on one ticket, up to three people change places with others like them.

Three types that together fill the same quotas as three others can take their place on any panel
that has the ones and has room for the others. Each such swap moves tickets from types to types
without asking what panels there are. Take a type that has too few tickets, or too many, and make
the swap for it that leaves least wrong, the one that was made longest ago among equals, and do not
undo it for a while; until nothing is wrong or patience ends. All numbers are whole, so every
machine makes the same swaps.

Source: Selman, Kautz, Cohen, "Noise strategies for improving local search", AAAI (1994): begin with
what is wrong; Glover, "Tabu search, part I", ORSA Journal on Computing 1 (1989).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.tickets.exchange import wrongs

Ints = npt.NDArray[np.int64]

PATIENCE = 2_000  # swaps
REST = 40  # swaps that must pass before one is undone, where there are enough others
TRIED = 200  # swaps that are tried on the tickets, the best first
NEIGHBOURS = 5  # of those that fill the same quotas, with how many others each is paired
MARK = 2**60  # what marks of quotas are taken modulo, so that sums of three fit
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
    rested = np.zeros(len(swaps.types), dtype=np.int64)
    rest = min(REST, len(swaps.types) // 4)
    for step in range(PATIENCE):
        if not least:
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
            best, least = [*held.items()], wrong
    return best, not least


@dataclass(frozen=True, slots=True)
class Swaps:
    """Who can change places: swap s takes the types in the first half of row s away.

    Args:
        types: six for each swap, three that leave and three that come; the number of types stands
            for nobody.
        touching: for each type, the swaps in which it leaves, and those in which it comes.
    """

    panels: Panels
    types: Ints
    touching: tuple[tuple[Ints, Ints], ...]

    @classmethod
    def of(cls, panels: Panels) -> Swaps:
        """All that are looked for among *panels*; each swap stands beside the one back."""
        n = len(panels.types)
        sizes = [1, *([2] if n <= VERY_MANY else []), *([3] if n <= MANY else [])]
        there = np.concatenate([_alike(panels, size) for size in sizes])
        types = np.stack([there, np.roll(there, 3, axis=1)], axis=1).reshape(-1, 6)
        leaves = _rows_with(types[:, :3], n)
        comes = _rows_with(types[:, 3:], n)
        return cls(panels, types, tuple(zip(leaves, comes, strict=True)))

    def back(self, place: int) -> int:
        """The swap that undoes this one."""
        return place ^ 1

    def on(self, panel: Panel, place: int) -> Panel:
        """The *panel* after the swap."""
        numbers = [*panel, 0]
        for k, t in enumerate(self.types[place].tolist()):
            numbers[t] += 1 if k > 2 else -1
        return tuple(numbers[:-1])


def _made(
    swaps: Swaps,
    held: Counter[Panel],
    sums: Floats,
    bounds: tuple[Floats, Floats],
    rested: Ints,
    step: int,
) -> tuple[int, Panel, Panel] | None:
    """The swap to make, on which panel, and the panel that it makes."""
    now = wrongs(sums, *bounds)
    fewer, more = (np.append(wrongs(sums + d, *bounds) - now, 0) for d in (-1, 1))
    wanted = [swaps.touching[t][int(sums[t] < bounds[0][t])] for t in np.nonzero(now)[0].tolist()]
    places = np.unique(np.concatenate(wanted))
    places = places[rested[places] <= step]
    change = fewer[swaps.types[places, :3]].sum(axis=1) + more[swaps.types[places, 3:]].sum(axis=1)
    places = places[np.lexsort((rested[places], change))[:TRIED]]
    givers = [*held]
    seats = np.array(givers)
    nobody = np.ones((len(givers), 1), dtype=np.bool_)
    may_leave = np.hstack([seats > 0, nobody])[:, swaps.types[places, :3]].all(axis=2)
    may_come = np.hstack([seats < swaps.panels.sizes, nobody])[:, swaps.types[places, 3:]].all(
        axis=2
    )
    for place, giver in np.argwhere((may_leave & may_come).T).tolist():
        taker = swaps.on(givers[giver], int(places[place]))
        if swaps.panels.allow(taker):
            return int(places[place]), givers[giver], taker
    return None


def _alike(panels: Panels, size: int) -> Ints:
    """Sets of *size* types, and others that fill the same quotas; both in three columns of six."""
    n = len(panels.types)
    lots = Lots("swaps", "one number for each quota")
    words = [lots.below(MARK) for _ in panels.rows]
    marks = np.array([sum(words[r] for r in rows) % MARK for rows in panels.rows_of])
    smallest = np.min_scalar_type(n)  # there may be millions of sets
    sets = np.fromiter(_flat(n, size), dtype=smallest).reshape(-1, size)
    total = sum(marks[column] for column in sets.T) % MARK
    order = np.argsort(total, kind="stable")
    sets, total = sets[order], total[order]
    found = [np.empty((0, 6), dtype=np.int64)]
    for apart in range(1, min(NEIGHBOURS + 1, len(sets))):
        same = np.nonzero(total[apart:] == total[:-apart])[0]
        one, other = sets[same], sets[same + apart]
        shared = (one[:, :, None] == other[:, None, :]).any(axis=(1, 2))
        pairs = np.full((int((~shared).sum()), 6), n)
        pairs[:, :size], pairs[:, 3 : 3 + size] = one[~shared], other[~shared]
        found.append(pairs)
    return np.concatenate(found)


def _flat(n: int, size: int) -> Iterator[int]:
    """All sets of *size* of the numbers below *n*, one number after the other."""
    for chosen in combinations(range(n), size):
        yield from chosen


def _rows_with(types: Ints, n: int) -> list[Ints]:
    """For each type, the rows of *types* in which it stands."""
    order = np.argsort(types, axis=None, kind="stable")
    ends = np.searchsorted(types.ravel()[order], np.arange(n + 1))
    return [order[a:b] // types.shape[1] for a, b in pairwise(ends)]
