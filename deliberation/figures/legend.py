"""What the signs in a figure mean: a sample and a sentence each, below the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from deliberation.figures.markup import Markup
from deliberation.figures.svg import MARGIN, SMALL, WIDTH, block_of_text, line_of_text

INDENT = 30.0

Sample = Callable[[float, float], Markup]
"""Draws a sign for the line of text whose foot is at *y*, beginning at *x*."""


def legend(entries: Iterable[tuple[Sample, str]], y: float) -> tuple[list[Markup], float]:
    """The *entries* from *y* downwards, and where the next thing may begin."""
    shapes: list[Markup] = []
    for sample, sentence in entries:
        shapes.append(sample(MARGIN, y + SMALL * 1.25))
        lines, y = block_of_text(
            MARGIN + INDENT,
            y,
            sentence,
            width=WIDTH - 2 * MARGIN - INDENT,
            size=SMALL,
            class_="fig-faint",
        )
        shapes += lines
    return shapes, y


def initial(letter: str) -> Sample:
    """A letter as a sign: the short name of a candidate."""
    return lambda x, y: line_of_text(x + 11, y, letter, size=SMALL, anchor="middle", bold=True)
