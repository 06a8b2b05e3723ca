"""Rows of a figure: a name, what it comes to, and below on a track what a figure draws there."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    SMALL,
    WIDTH,
    block_of_text,
    line_of_text,
    rectangle,
    rule,
    text_width,
)

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BAR = 8.0


def across(share: Fraction, top: Fraction) -> float:
    """Where *share* stands from left to right, on a scale that ends at *top*."""
    return LEFT + float(share / top) * (RIGHT - LEFT)


def row(
    name: str, told: str, y: float, drawn: Callable[[float], list[Markup]]
) -> tuple[list[Markup], float]:
    """A row from *y* downwards, and where the next may begin.

    Args:
        told: in numbers, what the row comes to; it stands at the end of the first line.
        drawn: what is drawn on the track, whose upper edge is 3 below where it is told.
    """
    room = RIGHT - LEFT - text_width(told, SMALL) - 10
    shapes, below = block_of_text(LEFT, y, name, width=room, size=SMALL + 0.5)
    shapes.append(line_of_text(RIGHT, y + 15, told, size=SMALL, anchor="end", class_="fig-faint"))
    shapes.append(rectangle(LEFT, below + 3, RIGHT - LEFT, BAR, "fig-track", fill_opacity="0.08"))
    return shapes + drawn(below), below + BAR + 8


def bar_sign(x: float, y: float) -> Markup:
    """The sign of a bar, for a legend."""
    return rectangle(x, y - 8, 22, BAR, "fig-bar", fill=ACCENT)


def line_sign(class_: str) -> Callable[[float, float], Markup]:
    """The sign of a line that crosses the tracks, for a legend."""
    return lambda x, y: rule(x + 11.5, y - 12, x + 11.5, y + 4, class_, stroke_dasharray="3 2")
