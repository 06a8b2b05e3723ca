"""Grades or answers: for each candidate one bar, from the best grade to the worst."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from deliberation.figures.legend import Sample, legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    WIDTH,
    block_of_text,
    check_mark,
    line_of_text,
    picture,
    rectangle,
    rule,
    text_width,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, listed, number, say

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BAR = 16.0
NUMERAL = 11.5

Given = Mapping[str, Sequence[int]]
"""For each candidate how many voters gave each grade, from the best to the worst."""


def grades(
    given: Given,
    scale: Sequence[str],
    *,
    line: Fraction,
    of: Mapping[str, int] | None = None,
    elected: Collection[str] = (),
    id: str = "grades",
    words: Mapping[str, str] = ENGLISH,
) -> str:
    """A picture of grades as SVG: stacked bars, the darkest for the best grade.

    Args:
        scale: the grades in words, from the best to the worst.
        line: the part of a bar that decides: a half for the middle grade, or the share needed.
        of: with how many voters a whole bar is compared, where it is not those who gave a grade.
        elected: who is marked, in this order.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    shapes: list[Markup] = []
    y = 0.0
    for name in _in_order(given, elected):
        whole = (of or {}).get(name, sum(given[name]))
        row, y = _row(name, given[name], whole, line, name in elected, y, words)
        shapes += row
    signs, y = legend(_signs(scale, line, words), y + 2)
    winners = listed(words, tuple(elected)) or say(words, "nobody")
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "grades"),
        desc=say(words, "grades described", winners=winners),
        height=y + MARGIN,
    )


def grades_table(
    given: Given,
    scale: Sequence[str],
    *,
    elected: Collection[str] = (),
    words: Mapping[str, str] = ENGLISH,
) -> Table:
    """The numbers of ``grades``."""
    rows = tuple(
        (
            name,
            say(words, "elected" if name in elected else "not elected"),
            *(number(words, voters) for voters in given[name]),
        )
        for name in _in_order(given, elected)
    )
    heads = (say(words, "candidate"), say(words, "outcome"), *scale)
    return Table(say(words, "grades"), heads, rows, labels=2)


def _in_order(given: Given, elected: Collection[str]) -> list[str]:
    """The elected in their order, then the others as they stood."""
    return [*elected, *(name for name in given if name not in elected)]


def shade(place: int, grades: int) -> str:
    """How dark a grade is drawn: the best wholly, the worst hardly; told apart in grey too."""
    return f"{1 - 0.92 * place / max(grades - 1, 1):.2f}"


def _row(
    name: str,
    voters: Sequence[int],
    whole: int,
    line: Fraction,
    chosen: bool,
    y: float,
    words: Mapping[str, str],
) -> tuple[list[Markup], float]:
    """One candidate: the name, the bar with the line across, and the numbers below."""
    indent = 14 if chosen else 0
    shapes, below = block_of_text(LEFT + indent, y, name, width=RIGHT - LEFT - indent, bold=chosen)
    if chosen:
        shapes.append(check_mark(LEFT, y + 15))
    top = below + 4
    x, scale = LEFT, (RIGHT - LEFT) / max(whole, sum(voters), 1)
    for place, n in enumerate(voters):
        wide = n * scale
        opacity = shade(place, len(voters))
        shapes.append(rectangle(x, top, wide, BAR, "fig-bar", fill=ACCENT, fill_opacity=opacity))
        numeral = number(words, n)
        if n and wide >= text_width(numeral, NUMERAL) + 1:
            foot = top + BAR + 11
            shapes.append(line_of_text(x + wide / 2, foot, numeral, size=NUMERAL, anchor="middle"))
        if n:
            shapes.append(
                rule(x + wide, top, x + wide, top + BAR, "fig-line", stroke_opacity="0.6")
            )
        x += wide
    frame = {"fill": "none", "stroke": "currentColor", "stroke_opacity": "0.6"}
    shapes.append(rectangle(LEFT, top, RIGHT - LEFT, BAR, "fig-frame", **frame))
    at = LEFT + float(line) * whole * scale
    shapes.append(
        rule(at, top - 4, at, top + BAR + 4, "fig-dash", stroke_width="2", stroke_dasharray="4 2")
    )
    return shapes, top + BAR + 18


def _signs(
    scale: Sequence[str], line: Fraction, words: Mapping[str, str]
) -> Iterator[tuple[Sample, str]]:
    """What the shades and the line mean."""
    for place, grade in enumerate(scale):
        yield _swatch(shade(place, len(scale))), grade
    half = line == Fraction(1, 2)
    told = say(words, "legend middle") if half else say(words, "legend share", share=str(line))
    yield (
        lambda x, y: rule(
            x + 11, y - 11, x + 11, y + 2, "fig-dash", stroke_width="2", stroke_dasharray="4 2"
        ),
        told,
    )


def _swatch(opacity: str) -> Sample:
    def drawn(x: float, y: float) -> Markup:
        return rectangle(
            x + 2,
            y - 10,
            18,
            11,
            "fig-bar",
            fill=ACCENT,
            fill_opacity=opacity,
            stroke="currentColor",
            stroke_opacity="0.6",
        )

    return drawn
