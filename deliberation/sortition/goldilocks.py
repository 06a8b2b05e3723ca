"""Goldilocks: no chance too small, none too great.

Where n people can be chosen and k seats are left for them, k/n is what an equal chance would be.
Goldilocks_gamma minimises

    max p * n/k  +  gamma * (k/n) / min p

over lotteries, with p the chances of those who are neither on every panel nor on none. A small
chance is unfair; a great one is an invitation to say of oneself what gives it.

1. In the plane of the lowest and the highest chance, what lotteries reach is convex, and its
   corners are found one at a time, by prices (``spread``).
2. Look at the broken line through the corners known, and at its best point. Ask for the corner at
   the price that this point stands for: the slope of the objective there, or of the line.
3. The line behind that corner bounds every lottery: over ``rise * z - fall * M <= most`` the sum
   ``M * n/k + gamma * (k/n) / z`` is at least ``2 sqrt(gamma * rise / fall) - most / fall * n/k``
   (of two numbers with a fixed product the sum is least where they are equal), or what it is at the
   end of the line, where M is one. When this bound is met, stop; otherwise the corner is new.

At a corner the bound is met exactly. Between two corners the best point is at a square root; then
a fraction close to it is taken, and what that costs is in the guarantee.

The chances between the lowest and the highest are those of the corners at which the linear
programme ends: equal for those who are alike, but not otherwise meant.

Source: Baharav, Flanigan, "Fair, manipulation-robust, and transparent sortition", EC 2024.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from deliberation.errors import InvalidInputError, SolverError
from deliberation.sortition.balancing import Balance, balanced
from deliberation.sortition.chances.spread import (
    Corner,
    Line,
    Trades,
    certain,
    extremes,
    ground_of,
    line_of,
)
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panel
from deliberation.sortition.pool import Pool
from deliberation.sortition.proofs.guarantee import Guarantee
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, lottery_of
from deliberation.sortition.tickets.mixture import Mixture

TOLERANCE = Fraction(1, 10**6)  # a greater gap than this is refused
CLOSE = Fraction(1, 10**9)  # a smaller gap than this is not worth another corner
LITTLE = Fraction(1, 10**3)  # the price of the highest chance at the first corner
STEPS = 200
FINE = 10**6  # the greatest denominator of the share that a point has of a corner


def goldilocks(
    pool: Pool,
    quotas: Quotas,
    *,
    tickets: int = 1000,
    report: Report | None = None,
    gamma: Fraction = Fraction(1),
) -> Lottery:
    """The lottery whose chances are neither too small nor too great.

    Args:
        tickets: how many there are; more of them come closer to the exact chances.
        report: is told the share of the work done, from 0 to 1, and what is being done.
        gamma: how much a small chance weighs against a great one; positive.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, there is no ticket, or
            *gamma* is not positive.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the optimiser stopped without an answer, or could not prove one.
    """
    if gamma <= 0:
        raise InvalidInputError([f"gamma is {gamma}; it must be a positive number"])
    return lottery_of(
        pool,
        quotas,
        objective=goldilocks.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, near, tell: balanced(
            panels, near, tell, lambda trades: _search(trades, Fraction(gamma))
        ),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """What is minimised: *people* for each seat, times the highest; *gamma* over both, lowest."""

    people: Fraction
    gamma: Fraction

    def of(self, lowest: Fraction, highest: Fraction) -> Fraction:
        """What is minimised, at these two chances."""
        return self.people * highest + self.gamma / (self.people * lowest)

    def price_at(self, lowest: Fraction) -> Fraction:
        """How much of the highest chance one more of the lowest is worth."""
        return self.gamma / (self.people * lowest) ** 2

    def best_lowest(self, price: Fraction) -> Fraction:
        """The lowest chance at which *price* is the right one."""
        return _root(self.gamma / price) / self.people

    def bound(self, line: Line) -> Fraction:
        """What no lottery gets below, by one *line*; and since no chance is above one."""
        if not line.rise:
            return Fraction(0)
        least_high = 1 / self.people  # the mean
        most_low = min((line.most + line.fall) / line.rise, least_high)
        if not line.fall:
            return self.of(most_low, least_high)
        if self.best_lowest(line.rise / line.fall) >= most_low:
            return self.of(most_low, (line.rise * most_low - line.most) / line.fall)
        return 2 * _root(self.gamma * line.rise / line.fall) - line.most / line.fall * self.people


@dataclass(frozen=True, slots=True)
class _Point:
    """A lottery with its *lowest* and *highest* chance, and the *price* to try there."""

    chances: tuple[Fraction, ...]
    mixture: Mixture | None
    lowest: Fraction
    highest: Fraction
    price: Fraction


def _search(trades: Trades, gamma: Fraction) -> Balance:
    """The best chances, with a bound that is met or as good as met.

    Raises:
        SolverError: there is a gap that cannot be closed.
    """
    measured = f"the highest chance and the inverse of the lowest, balanced (gamma {gamma})"
    if (chances := certain(trades)) is not None:
        return Balance(chances, None, Guarantee(measured, 1 + gamma, 1 + gamma, trades.ground))
    scale = _Scale(_people_per_seat(trades), gamma)
    corners = [trades.corner(Fraction(1), LITTLE)]
    bound, proof = 1 + gamma, None  # the mean is at least the lowest and at most the highest
    for _ in range(STEPS):
        best = min(_points(trades, corners, scale), key=lambda p: scale.of(p.lowest, p.highest))
        attained = scale.of(best.lowest, best.highest)
        corner = trades.corner(best.price, Fraction(1))
        if (found := scale.bound(line_of(trades, corner))) > bound:
            bound, proof = found, corner
        if attained <= bound * (1 + CLOSE) or any(corner.chances == c.chances for c in corners):
            break
        corners.append(corner)
    if attained > bound * (1 + TOLERANCE):
        raise SolverError("the balance of the lowest and the highest chance could not be proven")
    ground = ground_of(trades, proof) if proof else trades.ground
    ceiling = proof.ceiling if proof else None
    guarantee = Guarantee(measured, attained, bound, ground, ceiling)
    return Balance(best.chances, best.mixture, guarantee)


def _points(trades: Trades, corners: list[Corner], scale: _Scale) -> Iterator[_Point]:
    """The corners, and the best points on the lines from one to the next."""
    line = sorted((*extremes(trades, c.chances), i) for i, c in enumerate(corners))
    for lowest, highest, i in line:
        if lowest > 0:
            price = scale.price_at(lowest)
            yield _Point(corners[i].chances, corners[i].mixture, lowest, highest, price)
    for (low, bottom, i), (high, top, j) in pairwise(line):
        if low < high and bottom < top:
            price = (top - bottom) / (high - low)
            share = (scale.best_lowest(price) - low) / (high - low)
            share = share.limit_denominator(FINE)
            if 0 < share < 1:
                yield _between(trades, corners[i], corners[j], share, price)


def _between(trades: Trades, a: Corner, b: Corner, share: Fraction, price: Fraction) -> _Point:
    """The lottery that is *b* with a chance of *share*, and otherwise *a*."""
    chances = tuple(x + share * (y - x) for x, y in zip(a.chances, b.chances, strict=True))
    mixture = None
    if a.mixture and b.mixture:
        weights: defaultdict[Panel, Fraction] = defaultdict(Fraction)
        for part, of in ((1 - share, a.mixture), (share, b.mixture)):
            for panel, weight in zip(of.panels, of.weights, strict=True):
                weights[panel] += part * weight
        mixture = Mixture(chances, tuple(weights), tuple(weights.values()))
    return _Point(chances, mixture, *extremes(trades, chances), price)


def _people_per_seat(trades: Trades) -> Fraction:
    """Of those who are not settled."""
    sizes, settled = trades.panels.sizes, trades.settled
    taken = sum(m for t, m in enumerate(sizes) if settled.get(t) == 1)
    people = sum(m for t, m in enumerate(sizes) if t not in settled)
    return Fraction(people, trades.panels.rows[0].upper - taken)


def _root(x: Fraction) -> Fraction:
    """The square root, exactly where it is a fraction, otherwise a little less."""
    return Fraction(isqrt(x.numerator * x.denominator * 10**36), x.denominator * 10**18)
