"""SVG as text: shapes, lines of text, marks, and the frame that every figure stands in.

Presentation attributes and classes only: no inline style, no script, no link, so that a strict
content security policy lets a figure stand inside a page. Lines of text are broken here by an
estimate of their width, on the wide side, because nothing here can measure a font.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from deliberation.figures.markup import Markup, attribute, element, text
from deliberation.figures.mirror import mirrored
from deliberation.figures.words import apart, direction, say

WIDTH: Final = 324.0
"""How wide a figure is: as wide as the text of a page on a phone of 360, so that its letters keep
their size there."""

MARGIN: Final = 8.0
SIZE: Final = 14.0
"""Letters are this high, and ``SMALL`` where they explain."""

SMALL: Final = 13.0
FEWEST: Final = 4
"""A word that is broken leaves so many letters for its last line."""

ACCENT: Final = "#2f78b0"
"""Stands out from white and from black, for pages that bring no style sheet; so does ``BAND``."""

BAND: Final = "#6b6b6b"
ON_BAR: Final = "#ffffff"


def picture(
    *shapes: Markup, id: str, title: str, desc: str, height: float, words: Mapping[str, str]
) -> str:
    """The frame: *shapes* under a title and a description that screen readers read out.

    Args:
        id: begins the ids inside the figure; give every figure on a page its own.
        words: say whether the figure is read from right to left; then it is mirrored.
    """
    reading = say(words, "direction mark")
    if reading == "rtl":
        shapes = tuple(mirrored(shape, width=WIDTH) for shape in shapes)
    drawn = element(
        "svg",
        element("title", text(title), id=f"{id}-title"),
        element("desc", text(desc), id=f"{id}-desc"),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        class_="figure",
        viewBox=f"0 0 {attribute(WIDTH)} {attribute(height)}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
        direction=reading,
        font_family="system-ui, sans-serif",
        font_size=SIZE,
        fill="currentColor",
    )
    return str(drawn)


def line_of_text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = SIZE,
    anchor: str | None = None,
    bold: bool = False,
    class_: str = "fig-ink",
    fill: str | None = None,
) -> Markup:
    """One line of text with its foot at *y*."""
    return element(
        "text",
        text(apart(content)),
        x=x,
        y=y,
        font_size=None if size == SIZE else size,
        text_anchor=anchor,
        font_weight=600 if bold else None,
        class_=class_,
        fill=fill,
    )


def block_of_text(
    x: float,
    y: float,
    content: str,
    *,
    width: float,
    size: float = SIZE,
    bold: bool = False,
    class_: str = "fig-ink",
) -> tuple[list[Markup], float]:
    """Lines of text from *y* downwards, and where the next thing may begin."""
    lines = directed(wrap(content, width=width, size=size), content)
    step = size * 1.25
    drawn = [
        line_of_text(x, y + step * n, line, size=size, bold=bold, class_=class_)
        for n, line in enumerate(lines, start=1)
    ]
    return drawn, y + step * len(lines) + size * 0.3


def rectangle(x: float, y: float, width: float, height: float, class_: str, **more: str) -> Markup:
    """A filled rectangle."""
    return element(
        "rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), class_=class_, **more
    )


def rule(x1: float, y1: float, x2: float, y2: float, class_: str, **more: str) -> Markup:
    """A straight line."""
    more = {"stroke": "currentColor", **more}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_, **more)


def check_mark(x: float, y: float) -> Markup:
    """The mark of the elected, drawn, so that no font need have it."""
    return element(
        "path",
        d=f"M{attribute(x)} {attribute(y - 4)}l3 4l5-8",
        fill="none",
        stroke="currentColor",
        stroke_width=2,
        class_="fig-mark",
    )


def cross_mark(x: float, y: float) -> Markup:
    """The mark of the eliminated."""
    return element(
        "path",
        d=f"M{attribute(x)} {attribute(y - 7)}l7 7m0-7l-7 7",
        fill="none",
        stroke="currentColor",
        stroke_width=1.6,
        class_="fig-mark",
    )


def text_width(content: str, size: float = SIZE) -> float:
    """About how wide *content* stands, rather too wide than too narrow."""
    return size * sum(_em(character) for character in content)


def wrap(content: str, *, width: float, size: float = SIZE) -> list[str]:
    """*content* in lines that fit into *width*; a word that does not fit is broken."""
    lines = [""]
    for word in _pieces(content.split(), width, size):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def directed(lines: list[str], content: str) -> list[str]:
    """The *lines* into which *content* was broken, each in the direction that the whole has.

    A figure is drawn from left to right, and so its lines would be read. What is kept apart from
    its sentence stays so where a line ends in it.
    """
    if (
        len(lines) < 2
        or content.isascii()
        or not any(unicodedata.bidirectional(c) in {"R", "AL"} for c in content)
    ):
        return lines
    mark = {"R": "\u2067", "L": "\u2066"}.get(direction(content), "")
    whole, left_open = [], ""
    for line in lines:
        begun = left_open + line
        left_open = _left_open(begun)
        whole.append(mark + begun + "\u2069" * len(mark + left_open))
    return whole


def _left_open(line: str) -> str:
    """The marks that keep apart what does not end on this *line*."""
    marks: list[str] = []
    for character in line:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            marks.append(character)
        elif kind == "PDI" and marks:
            marks.pop()
    return "".join(marks)


def _pieces(words: Iterable[str], width: float, size: float) -> Iterable[str]:
    """The *words*, those wider than a line cut into pieces, of which none is a lost letter."""
    for word in words:
        pieces = [""]
        for character in word:
            if pieces[-1] and text_width(pieces[-1] + character, size) > width:
                pieces.append("")
            pieces[-1] += character
        lost = FEWEST - len(pieces[-1])
        if len(pieces) > 1 and 0 < lost < len(pieces[-2]) - FEWEST:
            pieces[-2:] = [pieces[-2][:-lost], pieces[-2][-lost:] + pieces[-1]]
        yield from pieces


def _em(character: str) -> float:
    """About how wide a character is, in heights of its line."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in " .,:;'|!()[]-ijlrtfI":
        return 0.36
    if character in "mwMW%@":
        return 0.92
    return 0.68 if character.isupper() else 0.6
