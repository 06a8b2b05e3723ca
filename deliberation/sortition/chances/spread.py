"""How the lowest chance and the highest are traded against each other.

In the plane of the two, what lotteries reach is convex; so for each price there is a corner that
is best, and a line that no lottery gets over. A ceiling of weights gives such a line: light types
(of negative weight) have at most the highest chance, heavy ones at least the lowest, so

    rise * lowest - fall * highest <= most

where *rise* and *fall* add up the weights of people. Left out are those who are *settled*: on no
panel at all (chance 0) or on every one (chance 1), whatever the lottery.

Source: Baharav, Flanigan, "Fair, manipulation-robust, and transparent sortition", EC 2024, for
looking at both ends of the chances; linear programming duality.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from deliberation.errors import SolverError
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.guarantee import Ground
from deliberation.sortition.proofs.trees import Number
from deliberation.sortition.tickets.mixture import Mixture

Settled = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Line:
    """In every lottery, *rise* times the lowest chance is at most *most* + *fall* * highest."""

    rise: Fraction
    fall: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Corner:
    """The *chances* that are best at some price, and what shows it.

    Args:
        chances: of the types, exactly.
        mixture: a lottery over real panels that has them, where it is known.
        weights: of one more panel member, for each type.
        most: the members of no panel weigh more.
        ceiling: proves it; ``None`` where it is the integer programme's word.
    """

    chances: tuple[Fraction, ...]
    mixture: Mixture | None
    weights: tuple[Number, ...]
    most: Fraction
    ceiling: Ceiling | None


class Trades(Protocol):
    """Something that finds corners, among fractional panels or among real ones.

    Args:
        ground: what its lines rest on, where they have a ceiling, and that those settled are.
    """

    panels: Panels
    settled: Settled
    ground: Ground

    def corner(self, low: Fraction, high: Fraction) -> Corner:
        """Where *low* times the lowest chance less *high* times the highest is most."""


def extremes(trades: Trades, chances: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest of the *chances* that are not settled."""
    free = [p for t, p in enumerate(chances) if t not in trades.settled]
    return min(free), max(free)


def certain(trades: Trades) -> tuple[Fraction, ...] | None:
    """The chances if all are settled: whatever the lottery, they are the same."""
    n = len(trades.panels.types)
    return tuple(trades.settled[t] for t in range(n)) if len(trades.settled) == n else None


def line_of(trades: Trades, corner: Corner) -> Line:
    """The line that follows from the weights of *corner*."""
    sizes, settled = trades.panels.sizes, trades.settled
    rise = fall = Fraction(0)
    most = corner.most
    for t, (m, w) in enumerate(zip(sizes, corner.weights, strict=True)):
        if t in settled:
            most -= w * m * settled[t]
        elif w > 0:
            rise += w * m
        else:
            fall -= w * m
    return Line(rise, fall, most)


def ground_of(trades: Trades, corner: Corner) -> Ground:
    """What the line from *corner* rests on."""
    return trades.ground if corner.ceiling else Ground.SEARCH


def highest_lowest(trades: Trades, corner: Corner) -> Fraction:
    """What the lowest chance cannot exceed, by the weights of *corner*."""
    line = line_of(trades, corner)
    return min(Fraction(1), (line.most + line.fall) / line.rise) if line.rise else Fraction(1)


def settle(make: Callable[[Settled], Trades], settled: Settled) -> Trades:
    """Trades among those alone whose chance depends on the lottery.

    Args:
        make: the trades for those not settled.
        settled: who is known to be on no panel.

    Raises:
        SolverError: the solver's answer could not be proven.
    """
    while True:
        trades = make(settled)
        free = [t for t in range(len(trades.panels.types)) if t not in settled]
        if not free:
            return trades
        more = _settled_further(trades, free)
        if not more:
            return trades
        settled = {**settled, **more}


def _settled_further(trades: Trades, free: list[int]) -> dict[int, Fraction]:
    """Whose chance turns out to be 0 or 1 in every lottery."""
    bottom = trades.corner(Fraction(1), Fraction(0))
    lowest, _ = extremes(trades, bottom.chances)
    if lowest == 1:
        return dict.fromkeys(free, Fraction(1))
    if lowest == 0:
        held, chance = [t for t in free if bottom.weights[t] > 0], Fraction(0)
    else:
        top = trades.corner(Fraction(0), Fraction(1))
        if extremes(trades, top.chances)[1] < 1:
            return {}
        held, chance = [t for t in free if top.weights[t] < 0], Fraction(1)
    if not held:
        raise SolverError("it was not found whom the quotas leave no choice about")
    return dict.fromkeys(held, chance)
