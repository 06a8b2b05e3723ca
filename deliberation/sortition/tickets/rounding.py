"""Exact chances to whole tickets, so that nobody loses or gains a whole ticket.

1. Each type gets its exact share of all seats on all tickets, rounded up or down, with the sums of
   the quotas rounded up or down too. Where no whole numbers do that and fill the quotas, everybody
   may be one ticket off (``shares``).
2. Where types are few, or panels known are many, some exchanges of tickets between panels mostly
   get there (``exchange``), and else other panels in place of some (``mending``). Otherwise each
   panel of the mixture gets its weight in tickets, rounded down; what is then left of these whole
   numbers is walked into panels with whole tickets. Where no walk gets there, and exchanges among
   all panels met do not either, tickets by weight are mended again some times, with other lots, and
   people change places on the closest tickets found (``swaps``); the next walk begins without the
   mixture.
3. Within a type the seats go round, so that no two members differ by more than one ticket. As a
   type's share lies between two neighbouring whole numbers of tickets for each member, so does
   what every member gets.

Source: controlled rounding, as in Flanigan, Kehne, Procaccia, "Fair sortition made transparent"
(2021); the walk replaces their rounding programmes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import cycle, islice
from math import ceil, floor

import numpy as np

from deliberation.exact import apportion
from deliberation.randomness import Lots
from deliberation.solver import Outcome, Programme
from deliberation.sortition.panels import Panel, Panels, whole
from deliberation.sortition.panels.near import Box, Near
from deliberation.sortition.panels.neighbours import Neighbours, few_seats, tight_rows
from deliberation.sortition.tickets.exchange import exchanged
from deliberation.sortition.tickets.mending import mended
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.sortition.tickets.shares import Shares
from deliberation.sortition.tickets.swaps import Swaps, swapped
from deliberation.sortition.tickets.trades import traded
from deliberation.sortition.tickets.turns import turns
from deliberation.sortition.tickets.walk import Walk, noise, walk

ATTEMPTS = 3
MENDINGS = 4  # each in a tenth of the time of a walk; where one of them gets there, one in two does
FEW, FEW_TYPES = 150, 80  # panels and types among which the integer programme is quick
PATIENCE = 500  # branch-and-bound nodes before a walk is cheaper
PLENTY, SOON = 2, 60  # panels for each type, with which exchanges mostly get there, and so soon
WIDER = (0, 1, 2, 4, 8)  # tickets by which panels may differ from their weight, in turn

Tickets = list[tuple[Panel, int]]


def whole_tickets(
    panels: Panels,
    mixture: Mixture,
    tickets: int,
    *,
    near: Near,
    others: Sequence[Panel] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> Tickets:
    """Panels with tickets that give each type its exact share, rounded up or down.

    Where no whole numbers of seats do that, everybody is at most one ticket from their exact share,
    and the lowest lose less. Should every attempt fail, they are the closest that were found, and
    somebody is a ticket or two off.

    Args:
        others: panels that are known besides those of the mixture; they may help.
    """
    known = dict.fromkeys([*mixture.panels, *others])
    shares, mending = Shares.rounded(panels, mixture.chances, tickets), Lots("mending", "tickets")
    closest, within = _soon(panels, mixture, [*known], tickets, shares, near, mending)
    if within:
        return closest
    swaps: Swaps | None = None
    for attempt in range(ATTEMPTS):
        lots = Lots(f"attempt {attempt}", "rounding")
        target = _rounded(panels, shares, tickets, near, lots)
        if target is None and not attempt and shares.impossible(panels, tickets):
            shares = shares.eased(panels, tickets)
            target = _rounded(panels, shares, tickets, near, lots)
        sure = {} if attempt else _sure(mixture, tickets)
        walked = _walked(panels, target, sure, tickets, near, lots, progress)
        if walked.finished:
            pairs = zip(walked.panels, walked.weights, strict=True)
            return [(panel, int(weight)) for panel, weight in pairs]
        if not attempt and len(known) <= FEW and len(panels.types) <= FEW_TYPES:
            found = _tickets_of([*known], shares, tickets)
            if found is not None:
                return found
        known |= dict.fromkeys(walked.panels)
        before = closest
        found, within = exchanged(mixture, [*known], tickets, shares.low, shares.high)
        closest = min(closest, found, key=shares.wrong)
        if not within and not attempt and not few_seats(panels):
            given = _by_weight(mixture, tickets)
            closest, within = _mended(panels, given, shares, near, mending, closest)
        if not within and (closest is not before or not attempt):
            swaps = swaps or Swaps.of(panels)
            closest, within = swapped(swaps, closest, shares.low, shares.high)
        if within or walked.astray:
            break
    return closest


def tickets_by_weight(panels: Panels, mixture: Mixture, tickets: int) -> Tickets | None:
    """Tickets for each panel of the *mixture* by its weight, as close as the types' shares allow.

    Each type gets its exact share, rounded up or down; ``None`` where no such tickets were found.
    """
    shares = Shares.rounded(panels, mixture.chances, tickets)
    exact = [tickets * weight for weight in mixture.weights]
    for wider in WIDER:
        least = [max(0.0, float(floor(number) - wider)) for number in exact]
        most = [float(ceil(number) + wider) for number in exact]
        found = _tickets_of(mixture.panels, shares, tickets, least, most)
        if found is not None:
            return found
    return None


def seated(
    panels: Panels, rounded: Tickets, *, per_household: int
) -> list[tuple[tuple[str, ...], int]]:
    """People's ids for each panel, with its tickets; within a type, seats go round in a circle.

    In homes that could have too many people on a panel, those of one type take turns, and the
    homes of one kind too (``turns``); all the same nobody's tickets differ by more than one from
    those of others of their type.

    Args:
        per_household: at most so many people of one household are on a panel.
    """
    together: Counter[tuple[str, ...]] = Counter()
    tickets: list[list[tuple[int, int]]] = []
    ids: list[list[str]] = []
    for panel, n in rounded:
        present = [(t, c) for t, c in enumerate(panel) if c]
        free = {t for t, c in present if c == panels.sizes[t] and panels.types[t].kind is None}
        everybody = [id for t in sorted(free) for id in panels.types[t].members]
        in_turns = [(t, c) for t, c in present if t not in free]  # homes have room for so many
        if in_turns:
            tickets += [in_turns] * n
            ids += ([*everybody] for _ in range(n))
        else:
            together[tuple(sorted(everybody))] += n
    circles, kinds = [cycle(type.members) for type in panels.types], [t.kind for t in panels.types]
    of_kinds: defaultdict[int, dict[int, dict[int, int]]] = defaultdict(dict)
    for ticket, seats in enumerate(tickets):
        for t, c in seats:
            kind = kinds[t]
            if kind is None and c == 1:
                ids[ticket].append(next(circles[t]))
            elif kind is None:
                ids[ticket] += islice(circles[t], c)
            else:
                of_kinds[kind].setdefault(ticket, {})[t] = c
    for _, asked in sorted(of_kinds.items()):
        of_kind = {t: panels.types[t].homes for seats in asked.values() for t in seats}
        at_home = {t: [cycle(ids) for ids in homes] for t, homes in of_kind.items()}
        n_homes = len(next(iter(of_kind.values())))
        given = turns([*asked.values()], n_homes, per_household)
        for ticket, numbers in zip(asked, given, strict=True):
            for t, home, n in numbers:
                ids[ticket] += islice(at_home[t][home], n)
    together.update(tuple(sorted(members)) for members in ids)
    return sorted(together.items())


def _mended(
    panels: Panels, given: Tickets, shares: Shares, near: Near, lots: Lots, closest: Tickets
) -> tuple[Tickets, bool]:
    """The tickets *given* mended, again and again, and whether each type has its share.

    Args:
        closest: what comes back where nothing is closer.
    """
    for _ in range(MENDINGS):
        found, within = mended(panels, near, given, shares.low, shares.high, lots=lots)
        if within:
            return found, True
        closest = min(closest, found, key=shares.wrong)
    return closest, False


def _walked(
    panels: Panels,
    target: Panel | None,
    sure: Mapping[Panel, int],
    tickets: int,
    near: Near,
    lots: Lots,
    progress: Callable[[float], None],
) -> Walk:
    """The *target* walked into panels, with whole weights if the walk gets there.

    Args:
        sure: tickets that some panels have in any case.
    """
    if target is None:
        return Walk((), (), finished=False)
    left = [n - sum(k * panel[t] for panel, k in sure.items()) for t, n in enumerate(target)]
    more = tickets - sum(sure.values())
    found = walk(panels, left, more, lots=lots, near=near, whole=True, progress=progress)
    if not found.finished:
        return found
    together = defaultdict(Fraction, {panel: Fraction(k) for panel, k in sure.items()})
    for panel, weight in zip(found.panels, found.weights, strict=True):  # one may be met twice
        together[panel] += weight
    return Walk(tuple(together), tuple(together.values()), finished=True)


def _soon(
    panels: Panels,
    mixture: Mixture,
    known: list[Panel],
    tickets: int,
    shares: Shares,
    near: Near,
    lots: Lots,
) -> tuple[Tickets, bool]:
    """Tickets after a few changes to the panels *known*, and whether each type has its share.

    Args:
        lots: for mending.
    """
    given = _by_weight(mixture, tickets)
    if few_seats(panels):
        trades = _traded(panels, mixture, given, shares)
        return trades or given, trades is not None
    if len(panels.types) <= FEW_TYPES or len(known) >= PLENTY * len(panels.types):
        found, within = exchanged(mixture, known, tickets, shares.low, shares.high, patience=SOON)
        if within:
            return found, True
    return mended(panels, near, given, shares.low, shares.high, lots=lots)


def _traded(panels: Panels, mixture: Mixture, given: Tickets, shares: Shares) -> Tickets | None:
    """The panels of *mixture* with the tickets *given*, after trades that keep to the *shares*."""
    never = {t for t, chance in enumerate(mixture.chances) if not chance}
    beside = Neighbours(panels, tight_rows(panels, mixture.chances), never)
    return traded(panels, beside, given, shares.low, shares.high)


def _by_weight(mixture: Mixture, tickets: int) -> Tickets:
    """The tickets of each panel by its weight, by largest remainder."""
    given = zip(mixture.panels, apportion(mixture.weights, tickets), strict=True)
    return [(panel, n) for panel, n in given if n]


def _sure(mixture: Mixture, tickets: int) -> dict[Panel, int]:
    """The tickets of each panel by its weight, rounded down."""
    pairs = zip(mixture.panels, mixture.weights, strict=True)
    return {panel: floor(tickets * weight) for panel, weight in pairs if tickets * weight >= 1}


def _rounded(panels: Panels, shares: Shares, tickets: int, near: Near, lots: Lots) -> Panel | None:
    """The seats of each type on all tickets, up or down, and the rows' sums too if possible."""
    sums = [sum((shares.exact[t] for t in row.types), Fraction(0)) for row in panels.rows]
    broken = np.array([float(x - floor(x)) for x in shares.exact])
    free = shares.high > shares.low
    wish = np.where(free, broken - 0.5 + noise(lots, len(broken)), 0.0)
    narrow = [list(map(floor, sums)), list(map(ceil, sums))]
    wide = [
        [tickets * row.lower for row in panels.rows],
        [tickets * row.upper for row in panels.rows],
    ]
    for rows in (narrow, wide):
        row_low, row_high = np.array(rows, dtype=np.float64)
        point = near.point(wish, Box(shares.low, shares.high, row_low, row_high))
        if point is not None:
            return point
    return None


def _tickets_of(
    known: Sequence[Panel],
    shares: Shares,
    tickets: int,
    least: Sequence[float] | None = None,
    most: Sequence[float] | None = None,
) -> Tickets | None:
    """Tickets for the panels *known*, if some give each type its share, rounded up or down."""
    n = len(shares.exact)
    programme = Programme(
        costs=[0.0] * len(known),
        lower=least or [0.0] * len(known),
        upper=most or [float(tickets)] * len(known),
        columns=[[*((t, float(c)) for t, c in enumerate(panel) if c), (n, 1.0)] for panel in known],
        row_lower=[*shares.low, tickets],
        row_upper=[*shares.high, tickets],
        whole=True,
        options={"mip_max_improving_sols": 1, "mip_max_nodes": PATIENCE},
    )
    if programme.run() not in (Outcome.BEST, Outcome.FOUND):
        return None
    numbers = np.array(whole(programme.values))
    sums = numbers @ np.array(known)
    if numbers.sum() != tickets or (sums < shares.low).any() or (sums > shares.high).any():
        return None
    return [(p, int(c)) for p, c in zip(known, numbers, strict=True) if c]
