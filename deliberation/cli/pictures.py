"""A result as a picture: an SVG file, or a page with every picture and the numbers behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from deliberation.cli.drawn import drawn
from deliberation.cli.explained import explained
from deliberation.errors import InvalidInputError
from deliberation.figures import STYLE
from deliberation.figures.page import figure, heading, items, page
from deliberation.io.files import write_bytes
from deliberation.voting import Answer, Profile

LANGUAGE = "en"


def write_picture(
    path: Path, result: Answer, profile: Profile[Any], *, title: str, reached: str = ""
) -> None:
    """Write the pictures of a *result*.

    Args:
        profile: the ballots that it was counted from.
        path: ends with ``.svg`` for the first picture alone, or with ``.html`` for a page.
        reached: what else the ties could have led to, where some were settled; a page says it.

    Raises:
        InvalidInputError: it ends with something else, or this result has no picture.
        OSError: the file cannot be written.
    """
    pictures = [*drawn(result, profile)]
    if path.suffix.lower() not in {".svg", ".html"}:
        raise InvalidInputError([f"{str(path)!r} must end with .svg or .html"])
    if not pictures:
        raise InvalidInputError([f"a result of {result.rule} has no picture; take --explain"])
    if path.suffix.lower() == ".svg":
        svg = pictures[0][0]
        begin = svg.index(">") + 1
        write_bytes(path, f"{svg[:begin]}<style>{STYLE}</style>{svg[begin:]}\n".encode())
        return
    parts = [
        heading(title or result.rule, level=1),
        *(figure(svg, table) for svg, table in pictures),
    ]
    told = items(explained(result, reached))
    write_bytes(path, page(*parts, told, title=title or result.rule, language=LANGUAGE).encode())
