"""Grades or answers: for each candidate one bar, from the best grade to the worst."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from deliberation.figures.legend import Sample, legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    SMALL,
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

Line = Fraction | Mapping[str, Fraction] | None


def grades(
    given: Given,
    scale: Sequence[str],
    *,
    line: Line = None,
    of: Mapping[str, int] | None = None,
    told: Mapping[str, str] | None = None,
    elected: Collection[str] = (),
    id: str = "grades",
    words: Mapping[str, str] = ENGLISH,
) -> str:
    """A picture of grades as SVG: stacked bars, the darkest for the best grade.

    Args:
        scale: the grades in words, from the best to the worst.
        line: the part of a bar that carries, for all or for each candidate; ``None`` where the
            grade in the middle decides.
        of: with how many voters a whole bar is compared, where it is not those who gave a grade.
        told: what a bar comes to, such as its middle grade, to stand beside the name.
        elected: who is marked, in this order.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    shapes: list[Markup] = []
    y = 0.0
    for name in _in_order(given, elected):
        whole = (of or {}).get(name, sum(given[name]))
        at = line[name] if isinstance(line, Mapping) else line or Fraction(1, 2)
        beside = (told or {}).get(name, "")
        row, y = _row(name, beside, given[name], whole, at, name in elected, y, words)
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
        words=words,
    )


def grades_table(
    given: Given,
    scale: Sequence[str],
    *,
    told: tuple[str, Mapping[str, str]] | None = None,
    elected: Collection[str] = (),
    words: Mapping[str, str] = ENGLISH,
) -> Table:
    """The numbers of ``grades``.

    Args:
        told: what a bar comes to, under its heading.
    """
    rows = tuple(
        (
            name,
            say(words, "elected" if name in elected else "not elected"),
            *([told[1][name]] if told else []),
            *(number(words, voters) for voters in given[name]),
        )
        for name in _in_order(given, elected)
    )
    heads = (say(words, "candidate"), say(words, "outcome"), *(told[:1] if told else ()), *scale)
    return Table(say(words, "grades"), heads, rows, labels=3 if told else 2)


def _in_order(given: Given, elected: Collection[str]) -> list[str]:
    """The elected in their order, then the others as they stood."""
    return [*elected, *(name for name in given if name not in elected)]


def shade(place: int, grades: int) -> str:
    """How dark a grade is drawn: the best wholly, the worst hardly; told apart in grey too."""
    return f"{1 - 0.92 * place / max(grades - 1, 1):.2f}"


def _row(
    name: str,
    told: str,
    voters: Sequence[int],
    whole: int,
    line: Fraction,
    chosen: bool,
    y: float,
    words: Mapping[str, str],
) -> tuple[list[Markup], float]:
    """One candidate: name and what it comes to, the bar with the line, and the numbers below."""
    indent = 14 if chosen else 0
    room = RIGHT - LEFT - indent - (text_width(told, SMALL) + 10 if told else 0)
    shapes, below = block_of_text(LEFT + indent, y, name, width=room, bold=chosen)
    if told:
        shapes.append(
            line_of_text(RIGHT, y + 15, told, size=SMALL, anchor="end", class_="fig-faint")
        )
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
    edge = {"stroke": "#ffffff", "stroke_width": "5"}  # or the line is lost on the darkest grade
    shapes.append(rule(at, top - 4, at, top + BAR + 4, "fig-mean", **edge))
    shapes.append(
        rule(at, top - 4, at, top + BAR + 4, "fig-dash", stroke_width="2", stroke_dasharray="4 2")
    )
    return shapes, top + BAR + 18


def _signs(
    scale: Sequence[str], line: Line, words: Mapping[str, str]
) -> Iterator[tuple[Sample, str]]:
    """What the shades and the line mean."""
    for place, grade in enumerate(scale):
        yield _swatch(shade(place, len(scale))), grade
    if line is None:
        told = say(words, "legend middle")
    elif isinstance(line, Mapping):
        told = say(words, "legend needed")
    else:
        told = say(words, "legend share", share=str(line))
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
