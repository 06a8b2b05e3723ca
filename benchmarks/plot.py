"""The picture of growth: CPU seconds against people, seats and features, one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Final

from deliberation.figures.markup import Markup, attribute, element
from deliberation.figures.scale import scale
from deliberation.figures.svg import (
    ACCENT,
    BAND,
    MARGIN,
    SMALL,
    WIDTH,
    block_of_text,
    line_of_text,
    picture,
    rectangle,
    rule,
)
from deliberation.figures.words import ENGLISH

LEFT, RIGHT = MARGIN + 26, WIDTH - MARGIN - 6
TALL: Final = 110.0
"""How high each of the three stands."""

ROOM: Final = 30.0
"""How far apart the numbers below an axis stand; those in between are in the table."""

INK: Final = "#222222"
"""The picture is a file of its own on white paper; it takes no colour from a page."""


@dataclass(frozen=True, slots=True)
class Curve:
    """CPU seconds of several populations at each value of *what* grows."""

    what: str
    points: Mapping[int, tuple[float, ...]]


def growth(curves: Sequence[Curve], *, fixed: str) -> str:
    """The *curves* as SVG: a dot for each run, a line through the medians.

    Args:
        fixed: what stays the same, in words.
    """
    shapes: list[Markup] = []
    y = MARGIN
    for curve in curves:
        drawn, y = _one(curve, y)
        shapes += drawn
    notes, y = block_of_text(
        MARGIN,
        y + 4,
        f"CPU seconds for leximin, one thread. A dot is one made-up population, the line goes "
        f"through the medians. {fixed}.",
        width=WIDTH - 2 * MARGIN,
        size=SMALL,
    )
    shapes += notes
    height = y + MARGIN
    paper = rectangle(0, 0, WIDTH, height, "fig-paper", fill="#ffffff")
    return picture(
        paper,
        element("g", *shapes, fill=INK, color=INK),
        id="growth",
        title="How the cost of leximin grows",
        desc=" ".join(_in_words(curve) for curve in curves),
        height=height,
        words=ENGLISH,
    )


def _in_words(curve: Curve) -> str:
    """From where to where a curve goes."""
    (low, first), *_, (high, last) = curve.points.items()
    return (
        f"From {low:,} to {high:,} {curve.what} the median goes from {median(first):.2f} to "
        f"{median(last):.2f} seconds."
    )


def _one(curve: Curve, y: float) -> tuple[list[Markup], float]:
    """One curve with its axes, from *y* downwards."""
    top, step = map(float, scale(Fraction(max(max(times) for times in curve.points.values()))))
    end, foot = max(curve.points), y + 24 + TALL

    def across(n: float) -> float:
        return LEFT + n / end * (RIGHT - LEFT)

    def up(seconds: float) -> float:
        return foot - seconds / top * TALL

    shapes = [line_of_text(MARGIN, y + 13, curve.what, bold=True)]
    for mark in range(round(top / step) + 1):
        height = up(mark * step)
        shapes += [
            rule(LEFT, height, RIGHT, height, "fig-line", stroke=BAND, stroke_opacity="0.3"),
            line_of_text(LEFT - 4, height + 4, f"{mark * step:g}", size=SMALL, anchor="end"),
        ]
    for n, times in curve.points.items():
        shapes += [_dot(across(n), up(seconds)) for seconds in times]
    shown = RIGHT + ROOM
    for n in sorted(curve.points, reverse=True):
        if shown - across(n) >= ROOM:
            shown, anchor = across(n), "end" if n == end else "middle"
            shapes.append(line_of_text(shown, foot + 15, f"{n:,}", size=SMALL, anchor=anchor))
    places = [(across(n), up(median(times))) for n, times in curve.points.items()]
    path = "L".join(f"{attribute(px)} {attribute(py)}" for px, py in places)
    shapes.append(element("path", d=f"M{path}", fill="none", stroke=ACCENT, stroke_width=2))
    return shapes, foot + 24


def _dot(x: float, y: float) -> Markup:
    """A small circle."""
    start = f"M{attribute(x - 2.5)} {attribute(y)}"
    return element("path", d=f"{start}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0", fill=BAND)
