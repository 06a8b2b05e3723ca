"""Markup as text: elements, and words with everything escaped that means something in a page."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import Final, NewType

Markup = NewType("Markup", str)
"""Text that is safe to stand in a page: made by ``element`` and ``text`` only."""

Number = float | int | Fraction

EMPTY: Final = frozenset({"line", "meta", "path", "rect"})
"""Elements that hold nothing; all others are closed by a tag of their own."""


def element(name: str, /, *children: Markup, **attributes: str | Number | None) -> Markup:
    """An element; ``stroke_width=2`` is written ``stroke-width="2"``, and ``None`` left out.

    >>> element("rect", x=0.5, class_="a&b")
    '<rect x="0.5" class="a&amp;b"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return Markup(f"<{name}{written}/>" if name in EMPTY else f"<{name}{written}>{inside}</{name}>")


def text(content: str) -> Markup:
    """*content* with everything escaped that means something in a page."""
    return Markup(escape(content))


def attribute(value: str | Number) -> str:
    """The value of an attribute, escaped; numbers in at most two decimals."""
    if isinstance(value, str):
        return escape(value)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
