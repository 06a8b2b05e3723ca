"""Chances made into a lottery: walk down the faces of the polytope of panels, in whole numbers.

The target is a number for each type, out of a total. Take a panel that has of each type, and of
each row, the share that is left rounded up or down; such a panel lies on every face on which the
target lies, so some of it can be taken away without leaving the polytope. Take as much as goes,
subtract, and repeat: each step reaches a smaller face, until nothing is left. No step rounds, so
the panels with their weights add up to the target exactly.

Whether such a panel exists is not promised; where none is found some steps are taken back, and in
the end the walk gives up. The noise that makes one attempt differ from another comes from
``Lots``, so that every process walks the same way.

Source: the decomposition of doubly stochastic matrices (Birkhoff 1946), with panels for
permutations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat
from math import gcd, log

import numpy as np

from deliberation.randomness import Lots
from deliberation.solver import Floats
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.panels.near import Box, Near

STEPS_BACK = (8, 16)  # how many steps are taken back, each time that the walk is stuck
STEPS_BACK_WHOLE = (8, 16, 32, 64)  # with whole weights, walks cannot be joined later
NOISE = 1.0  # width of the noise in the log-odds: small, so that steps stay long


@dataclass(frozen=True, slots=True)
class Walk:
    """The *panels* taken and their *weights*, which make up the target if it is *finished*.

    A walk that is not finished has all panels that it met, and no weights.
    """

    panels: tuple[Panel, ...]
    weights: tuple[Fraction, ...]
    finished: bool


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left: *numbers* for each type and *sums* for each row, out of *total*.

    Args:
        unit: what one of *total* is worth in the units of the target.
    """

    numbers: list[int]
    sums: list[int]
    total: int
    unit: Fraction


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
    rest = _Rest(list(target), panels.count(target), total, Fraction(1))
    before: list[_Rest] = []
    taken: list[tuple[Panel, Fraction]] = []
    met: dict[Panel, None] = {}
    times_back = iter(STEPS_BACK_WHOLE if whole else STEPS_BACK)
    while rest.total:
        panel = _panel_on_face(panels, rest, near, lots)
        length = _longest_step(panels, rest, panel) if panel else Fraction(0)
        length = Fraction(int(length)) if whole else length
        if panel is None or length <= 0:
            back = min(next(times_back, 0), len(before))
            if not back:
                return Walk(tuple(met), (), finished=False)
            rest = before[-back]
            del before[-back:], taken[-back:]
            continue
        before.append(rest)
        taken.append((panel, length * rest.unit))
        met[panel] = None
        rest = _without(panels, rest, panel, length)
        progress(1 - float(rest.total * rest.unit / total))
    return Walk(tuple(p for p, _ in taken), tuple(w for _, w in taken), finished=True)


def noise(lots: Lots, n: int) -> Floats:
    """*n* numbers between -1/2 and 1/2, eight from each block."""
    blocks = [lots.below(2**256) for _ in range(-(-n // 8))]
    words = np.frombuffer(b"".join(b.to_bytes(32, "big") for b in blocks), dtype=">u4")
    return words[:n].astype(np.float64) / 2**32 - 0.5


def _panel_on_face(panels: Panels, rest: _Rest, near: Near, lots: Lots) -> Panel | None:
    """A panel on the smallest face that holds the rest: first one close to it, then any."""
    low = [x // rest.total for x in rest.numbers]
    high = [-(-x // rest.total) for x in rest.numbers]
    odds = [
        _log_odds((x - a * rest.total) / rest.total) if a < b else 0.0
        for x, a, b in zip(rest.numbers, low, high, strict=True)
    ]
    wish = np.array(odds) + NOISE * noise(lots, len(odds))
    close = Box(
        _floats(low),
        _floats(high),
        _floats([s // rest.total for s in rest.sums]),
        _floats([-(-s // rest.total) for s in rest.sums]),
    )
    panel = near.point(wish, close) or near.point(wish, _face(panels, rest))
    return panel if panel and panels.allow(panel) else None


def _face(panels: Panels, rest: _Rest) -> Box:
    """The bounds of all panels, closed where the rest stands at a bound."""
    R = rest.total
    types = list(zip(rest.numbers, panels.sizes, strict=True))
    rows = list(zip(rest.sums, panels.rows, strict=True))
    return Box(
        _floats([m if x == m * R else 0 for x, m in types]),
        _floats([0 if x == 0 else m for x, m in types]),
        _floats([row.upper if s == row.upper * R else row.lower for s, row in rows]),
        _floats([row.lower if s == row.lower * R else row.upper for s, row in rows]),
    )


def _longest_step(panels: Panels, rest: _Rest, panel: Panel) -> Fraction:
    """How much of *panel* can be taken from the rest with what is left still inside."""
    R = rest.total
    best, per = R, 1
    types = zip(rest.numbers, panel, repeat(0), panels.sizes)
    rows = (
        (s, c, row.lower, row.upper)
        for s, c, row in zip(rest.sums, panels.count(panel), panels.rows, strict=True)
    )
    for x, c, lower, upper in chain(types, rows):
        for room, use in ((x - lower * R, c - lower), (upper * R - x, upper - c)):
            if use > 0 and room * per < best * use:
                best, per = room, use
    return Fraction(best, per)


def _without(panels: Panels, rest: _Rest, panel: Panel, length: Fraction) -> _Rest:
    """The rest after the step, in the smallest whole numbers."""
    a, b = length.numerator, length.denominator
    numbers = [b * x - a * c for x, c in zip(rest.numbers, panel, strict=True)]
    total = b * rest.total - a
    common = gcd(total, *numbers) or 1
    numbers = [x // common for x in numbers]
    return _Rest(numbers, panels.count(numbers), total // common, rest.unit * common / b)


def _log_odds(share: float) -> float:
    return log((share + 1e-6) / (1 - share + 1e-6))


def _floats(numbers: list[int]) -> Floats:
    return np.array(numbers, dtype=np.float64)
