"""A picture for readers from right to left: everything on its other side, letters as they are."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from deliberation.figures.markup import Markup, attribute
from deliberation.figures.words import direction

MARK = 8.0
"""How wide the mark of the elected is, and about that of the eliminated."""

_BEGIN = re.compile(r"M(-?[\d.]+)")


def mirrored(shape: Markup, *, width: float) -> Markup:
    """A *shape* where it stands in the mirror of a figure that is so wide.

    A text keeps its anchor: where the figure is read from right to left, its start is on the right.
    """
    drawn = ElementTree.fromstring(shape)  # noqa: S314 - our own element
    match drawn.tag:
        case "text":
            _move(drawn, "x", width)
            drawn.text = _apart(drawn.text or "")
        case "line":
            _move(drawn, "x1", width)
            _move(drawn, "x2", width)
        case "rect":
            _move(drawn, "x", width - float(drawn.get("width", 0)))
        case "path" if drawn.get("class") == "fig-mark":
            begin = _BEGIN.match(drawn.get("d", ""))
            assert begin, "a mark begins where it stands"
            aside = attribute(width - 2 * float(begin[1]) - MARK)
            drawn.set("transform", f"translate({aside} 0)")
        case "path":
            drawn.set("transform", f"matrix(-1 0 0 1 {attribute(width)} 0)")
    return Markup(ElementTree.tostring(drawn, encoding="unicode"))


def _move(drawn: ElementTree.Element, key: str, to: float) -> None:
    """Move a place to the other side."""
    drawn.set(key, attribute(to - float(drawn.get(key, 0))))


def _apart(content: str) -> str:
    """A line without letters that are read from right to left, so that it keeps its signs."""
    return content if direction(content, turned=True) else f"\u2066{content}\u2069"
