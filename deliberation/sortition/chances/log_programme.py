"""The greatest sum of logarithms under linear rows, nearly, by following the central path.

Maximise the sum of m_t log x_t where the sums of the rows are between bounds and no x_t is above
its limit. At the best point there are multipliers y of the rows, and w of the limits, with
``m_t / x_t = w_t + sum of y times coefficient, over the rows of t``.

An interior point stays away from every bound by as much as a number mu says, and mu is brought
down to nothing. Each step is one of Newton's; its equations are solved for the rows' multipliers
alone. What comes out are floats, made by single operations in a fixed order, so that they are the
same on every machine; whoever uses them makes them exact and proves how good they are.

Source: Mehrotra, "On the implementation of a primal-dual interior point method", SIAM Journal on
Optimization 2 (1992), without his second step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from deliberation.errors import SolverError
from deliberation.solver import FREE, Column, Floats
from deliberation.sortition.equations.symmetric import solve_symmetric

Places = npt.NDArray[np.intp]

STEPS = 200
SMALL = 1e-10  # how much may be missing in the end, and how large mu may be
SHORT = 0.995  # of the way to a bound


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How far away some bounds are, and their multipliers; where there is none, 1 and 0.

    The distances are kept for themselves, because too little is left of a small difference.
    """

    distance: Floats
    multiplier: Floats

    def stiff(self) -> Floats:
        """How sharply the path bends at each."""
        return self.multiplier / self.distance

    def pull(self, mu: float) -> Floats:
        """The multiplier that gives each the gap *mu*."""
        return np.where(self.multiplier > 0, mu / self.distance, 0.0)

    def change(self, mu: float, nearer: Floats) -> Floats:
        """How the multiplier changes when a bound comes *nearer*, for a gap of *mu*."""
        return self.pull(mu) - self.multiplier + self.stiff() * nearer

    def room(self, nearer: Floats) -> float:
        """Which part of the way *nearer* can be gone."""
        return _room(self.distance, -np.where(self.multiplier > 0, nearer, 0.0))

    def after(self, nearer: Floats, change: Floats) -> _Bounds:
        """The bounds after a step."""
        has = self.multiplier > 0
        return _Bounds(np.where(has, self.distance - nearer, 1.0), self.multiplier + change)


@dataclass(frozen=True, slots=True)
class _Point:
    """The variables, the sums of the rows with their multipliers, and all bounds."""

    x: Floats
    s: Floats
    y: Floats
    limit: _Bounds  # of the variables
    low: _Bounds  # of the rows
    high: _Bounds

    def gaps(self) -> list[float]:
        """Each distance from a bound, times the multiplier of the bound."""
        bounds = (self.limit, self.low, self.high)
        return [gap for b in bounds for gap in (b.distance * b.multiplier).tolist() if gap]


class LogProgramme:
    """The programme; all bounds as floats, ``FREE`` for none.

    Args:
        people: m, positive, for each variable.
        columns: for each variable the rows that it enters, with coefficients.
        limits: of the variables.
    """

    def __init__(
        self,
        people: Floats,
        columns: Sequence[Column],
        row_lower: Floats,
        row_upper: Floats,
        limits: Floats,
    ) -> None:
        self._m, self._n_rows = people, len(row_lower)
        self._low, self._high, self._limit = row_lower, row_upper, limits
        self._loose = row_lower != row_upper  # the other rows have one sum, and no bounds
        rows = [np.array([r for r, _ in column], dtype=np.intp) for column in columns]
        entries = [np.array([a for _, a in column]) for column in columns]
        lengths = [len(r) for r in rows]
        self._t = np.repeat(np.arange(len(rows)), lengths)
        self._r, self._a = np.concatenate(rows), np.concatenate(entries)
        # Each two rows that share a variable, for the equations of a step.
        self._t_of_pair = np.repeat(np.arange(len(rows)), [n * n for n in lengths])
        self._pair = np.concatenate([(r[:, None] * self._n_rows + r).ravel() for r in rows])
        self._product = np.concatenate([(a[:, None] * a).ravel() for a in entries])

    def best(self, start: Floats) -> tuple[Floats, Floats]:
        """The variables and the multipliers of the rows.

        Args:
            start: positive, below the limits; the rows need not hold.

        Raises:
            SolverError: the path was lost, as it is where no point is inside all limits.
        """
        point, mu = self._first(start), 1.0
        for _ in range(STEPS):
            if max([*point.gaps(), self._missing(point)]) < SMALL:
                return point.x, point.y
            with np.errstate(all="ignore"):  # a path that runs off is noticed below
                point, shortest = self._step(point, mu)
            if not np.isfinite(point.x).all():
                break
            gaps = point.gaps()
            mu = max(SMALL / 100, fsum(gaps) / max(1, len(gaps)) * (0.1 if shortest > 0.9 else 0.5))
        raise SolverError("the greatest sum of logarithms was not found")

    def _sums(self, x: Floats) -> Floats:
        """The sum of each row."""
        return _totals(self._r, self._a * x[self._t], self._n_rows)

    def _weights(self, y: Floats) -> Floats:
        """The multipliers of the rows, added up for each variable."""
        return _totals(self._t, self._a * y[self._r], len(self._m))

    def _first(self, start: Floats) -> _Point:
        """A point inside all bounds, with every gap one."""
        has_low, has_high = (self._low > -FREE) & self._loose, (self._high < FREE) & self._loose
        width = np.where(has_low & has_high, 0.1 * (self._high - self._low), 0.1)
        s = np.where(self._loose, self._sums(start), self._low)
        s = np.where(has_low, np.maximum(s, self._low + width), s)
        s = np.where(has_high, np.minimum(s, self._high - width), s)
        return _Point(
            start,
            s,
            np.zeros(self._n_rows),
            _bounds(self._limit < FREE, self._limit - start),
            _bounds(has_low, s - self._low),
            _bounds(has_high, self._high - s),
        )

    def _missing(self, p: _Point) -> float:
        """By how much the rows' sums, and the equations of the multipliers, are missed."""
        sums = np.abs(self._sums(p.x) - p.s)
        slopes = np.abs(1 - p.x / self._m * (self._weights(p.y) + p.limit.multiplier))
        return max(float(sums.max()), float(slopes.max()))

    def _step(self, p: _Point, mu: float) -> tuple[_Point, float]:
        """One step of Newton's towards gaps of *mu*, and which part of it could be taken."""
        bend_x = self._m / p.x**2 + p.limit.stiff()
        bend_s = np.where(self._loose, p.low.stiff() + p.high.stiff(), 1.0)
        slope_x = self._m / p.x - self._weights(p.y) - p.limit.pull(mu)
        slope_s = np.where(self._loose, p.y - p.high.pull(mu) + p.low.pull(mu), 0.0)
        n = self._n_rows
        entries = self._product * (1 / bend_x)[self._t_of_pair]
        matrix, places = _totals(self._pair, entries, n * n).reshape(n, n), np.arange(n)
        matrix[places, places] += np.where(self._loose, 1 / bend_s, 0.0)
        right = self._sums(slope_x / bend_x) - slope_s / bend_s + self._sums(p.x) - p.s
        dy = solve_symmetric(matrix, right)
        dx = (slope_x - self._weights(dy)) / bend_x
        ds = np.where(self._loose, (dy + slope_s) / bend_s, 0.0)
        nearer = ((p.limit, dx), (p.low, -ds), (p.high, ds))
        changes = [bounds.change(mu, step) for bounds, step in nearer]
        ahead = min(_room(p.x, dx), *(bounds.room(step) for bounds, step in nearer))
        beside = min(_room(b.multiplier, c) for (b, _), c in zip(nearer, changes, strict=True))
        limit, low, high = (
            bounds.after(ahead * step, beside * change)
            for (bounds, step), change in zip(nearer, changes, strict=True)
        )
        x, s, y = p.x + ahead * dx, p.s + ahead * ds, p.y + beside * dy
        return _Point(x, s, y, limit, low, high), min(ahead, beside)


def _totals(places: Places, numbers: Floats, n: int) -> Floats:
    """The *numbers* added up by their places, one after the other."""
    return np.bincount(places, numbers, minlength=n).astype(np.float64)


def _bounds(has: npt.NDArray[np.bool_], distance: Floats) -> _Bounds:
    """The bounds that there are, with gaps of one."""
    near = np.where(has, distance, 1.0)
    return _Bounds(near, np.where(has, 1 / near, 0.0))


def _room(value: Floats, change: Floats) -> float:
    """Which part of *change* can be taken with *value* still positive."""
    falls = change < 0
    return min(1.0, SHORT * float((value[falls] / -change[falls]).min(initial=FREE)))
