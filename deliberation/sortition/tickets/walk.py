"""Chances made into a lottery: walk down the faces of the polytope of panels, in whole numbers.

The target is a number for each type, out of a total. Take a panel that has of each type, and of
each row, the share that is left rounded up or down; such a panel lies on every face on which the
target lies, so some of it can be taken away without leaving the polytope. Take as much as goes,
subtract, and repeat: each step reaches a smaller face, until nothing is left. No step rounds, so
the panels with their weights add up to the target exactly.

Whether such a panel exists is not promised. Where none is found, any panel will do that keeps to
the bounds which the rest has reached. Where there is none either the walk is mostly near its end,
and few panels lie on the faces of some steps before: these are listed (``face``), and a
linear programme ends the walk if they make up what was left. Otherwise some steps are taken back,
and in the end the walk gives up. With very many features there is hardly ever a panel with every
share rounded, and to look for one takes longest; after some steps in vain the walk looks no more,
and is astray. The noise that makes one attempt differ from another comes from ``Lots``, so that
every process walks the same way.

Source: the decomposition of doubly stochastic matrices (Birkhoff 1946), with panels for
permutations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import shake_256
from math import gcd

import numpy as np

from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Box, Near, everything
from deliberation.sortition.tickets.face import mixed, whole_face

STEPS_BACK = (3, 9, 27)  # how many steps are taken back, each time that the walk is stuck
STEPS_BACK_WHOLE = (8, 16, 32, 64)  # with whole weights, walks cannot be joined later
ENDINGS = (8, 14, 24)  # steps before which the panels on the face are listed, in turn
NOISE = 1.0  # width of the noise in the log-odds: small, so that steps stay long
STRAYED = 4  # steps in a row without every share rounded, after which none such is looked for
SLIGHT = 1e-9  # shares in floats are closer than this
EDGE = 4e-6  # so that a share of nothing, or of all, has finite odds
MANY, CALM = 400, 0.3  # so many types differ enough by themselves, and need less noise


@dataclass(frozen=True, slots=True)
class Walk:
    """The *panels* taken and their *weights*, which make up the target if it is *finished*.

    A walk that is not finished has all panels that it met, and no weights.

    Args:
        astray: whether it no longer looked for panels with every share rounded.
    """

    panels: tuple[Panel, ...]
    weights: tuple[Fraction, ...]
    finished: bool
    astray: bool = False


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left: *numbers*, for each type and then for each row, out of *total*.

    Args:
        unit: what one of *total* is worth in the units of the target.
    """

    numbers: list[int]
    total: int
    unit: Fraction


@dataclass(frozen=True, slots=True)
class _Shares:
    """The numbers of a rest for one of its total, rounded *down* and *up*, and in floats."""

    down: Floats
    up: Floats
    floats: Floats

    @classmethod
    def of(cls, rest: _Rest) -> _Shares:
        """Those of *rest*, exact but for the floats, which are never more than it rounds up to."""
        parts = [divmod(x, rest.total) for x in rest.numbers]
        down = np.array([whole for whole, _ in parts], dtype=np.float64)
        broken = np.array([left > 0 for _, left in parts])
        return cls(down, down + broken, down + np.array([left / rest.total for _, left in parts]))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How many of each type, and then of each row, a panel has at least and at most."""

    lower: Floats
    upper: Floats

    @classmethod
    def of(cls, panels: Panels) -> _Bounds:
        box = everything(panels)
        return cls(np.append(box.lower, box.row_lower), np.append(box.upper, box.row_upper))


def walk(
    panels: Panels,
    target: Sequence[int],
    total: int,
    *,
    lots: Lots,
    near: Near,
    whole: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Walk:
    """Panels with weights that add up to *target* for each type, and to *total* altogether.

    Args:
        target: between 0 and *total* times the size, for each type.
        whole: whether the weights must be whole numbers.
        progress: is told the share of the target that is reached, now and then.
    """
    bounds = _Bounds.of(panels)
    rest = _Rest([*target, *panels.count(target)], total, Fraction(1))
    before: list[_Rest] = []
    taken: list[tuple[Panel, Fraction]] = []
    met: dict[Panel, None] = {}
    times_back = iter(STEPS_BACK_WHOLE if whole else STEPS_BACK)
    face = _Face(panels, bounds, near, lots)
    while rest.total:
        shares = _Shares.of(rest)
        panel = face.panel(shares)
        counts = [*panel, *panels.count(panel)] if panel else []
        length = _longest_step(bounds, rest, shares, counts) if panel else Fraction(0)
        length = Fraction(int(length)) if whole else length
        if panel is None or length <= 0:
            ending = None if whole else _ending(panels, before)
            if ending is not None:
                back, pairs = ending
                taken = [*taken[:-back], *pairs]
                break
            back = min(next(times_back, 0), len(before))
            if not back:
                return Walk(tuple(met), (), finished=False, astray=face.astray)
            rest = before[-back]
            del before[-back:], taken[-back:]
            continue
        before.append(rest)
        taken.append((panel, length * rest.unit))
        met[panel] = None
        rest = _without(rest, counts, length)
        progress(1 - float(rest.total * rest.unit / total))
    return Walk(tuple(p for p, _ in taken), tuple(w for _, w in taken), finished=True)


def _ending(
    panels: Panels, before: Sequence[_Rest]
) -> tuple[int, list[tuple[Panel, Fraction]]] | None:
    """How many steps to take back, and panels with weights that make up what was left then.

    ``None`` where those on its face do not, or are too many to be listed.
    """
    for back in ENDINGS:
        if back > len(before):
            return None
        rest = before[-back]
        seats = zip(rest.numbers[: len(panels.types)], panels.sizes, strict=True)
        chances = [Fraction(x, rest.total * m) for x, m in seats]
        face = whole_face(panels, chances)
        if face is None:
            return None
        mixture = mixed(panels, chances, face, [])
        if mixture is not None:
            unit = rest.total * rest.unit
            pairs = zip(mixture.panels, mixture.weights, strict=True)
            return back, [(panel, weight * unit) for panel, weight in pairs]
    return None


def noise(lots: Lots, n: int) -> Floats:
    """*n* numbers between -1/2 and 1/2, from one lot made longer by SHAKE-256."""
    lot = lots.below(2**256).to_bytes(32, "big")
    words = np.frombuffer(shake_256(lot).digest(4 * n), dtype=">u4")
    return words.astype(np.float64) / 2**32 - 0.5


class _Face:
    """Looks for panels on the smallest face that holds the rest.

    Attributes:
        steps: so many in a row came to panels without every share rounded.
    """

    def __init__(self, panels: Panels, bounds: _Bounds, near: Near, lots: Lots) -> None:
        self._panels, self._bounds, self._near, self._lots = panels, bounds, near, lots
        self.steps = 0

    @property
    def astray(self) -> bool:
        """Whether panels with every share rounded are no longer looked for."""
        return self.steps >= STRAYED

    def panel(self, shares: _Shares) -> Panel | None:
        """A panel on the face: first one with every share rounded, then any."""
        n, bounds = len(self._panels.types), self._bounds
        broken = (shares.floats - shares.down)[:n]
        wish = np.where(shares.down[:n] < shares.up[:n], _log_odds(broken), 0.0)
        wish += (NOISE if n <= MANY else CALM) * noise(self._lots, n)
        panel = None
        if not self.astray:
            panel = self._near.point(wish, _box(shares.down, shares.up, n))
            self.steps = 0 if panel else self.steps + 1
        if panel is None:
            lower = np.where(shares.down == bounds.upper, bounds.upper, bounds.lower)
            upper = np.where(shares.up == bounds.lower, bounds.lower, bounds.upper)
            panel = self._near.point(wish, _box(lower, upper, n))
        return panel if panel and self._panels.allow(panel) else None


def _box(lower: Floats, upper: Floats, n: int) -> Box:
    """The box between these bounds of *n* types and then of the rows."""
    return Box(lower[:n], upper[:n], lower[n:], upper[n:])


def _longest_step(bounds: _Bounds, rest: _Rest, shares: _Shares, counts: Sequence[int]) -> Fraction:
    """How much of the panel with these *counts* can be taken with what is left still inside.

    Floats tell which bounds may be the first to be met; how far they are is found in fractions.
    """
    R = rest.total
    taken = np.array(counts, dtype=np.float64)
    length, parts = R, 1
    for sign, bound in ((1, bounds.lower), (-1, bounds.upper)):
        use = sign * (taken - bound)
        binding = np.nonzero(use > 0)[0]
        far = (sign * (shares.floats - bound))[binding] / use[binding]
        for i in binding[far <= min(1.0, far.min(initial=1.0)) + SLIGHT].tolist():
            room, times = sign * (rest.numbers[i] - int(bound[i]) * R), int(use[i])
            if room * parts < length * times:
                length, parts = room, times
    return Fraction(length, parts)


def _without(rest: _Rest, counts: Sequence[int], length: Fraction) -> _Rest:
    """The rest after the step, in the smallest whole numbers."""
    a, b = length.numerator, length.denominator
    numbers = [b * x - a * c for x, c in zip(rest.numbers, counts, strict=True)]
    total = b * rest.total - a
    common = gcd(total, *numbers) or 1
    return _Rest([x // common for x in numbers], total // common, rest.unit * common / b)


def _log_odds(shares: Floats) -> Floats:
    """About the logarithm of share to rest, by roots, which are the same on every machine."""
    apart: Floats = 2 * shares - 1
    return 2 * apart / np.sqrt(np.sqrt(1 - apart * apart + EDGE))
