"""A result as a picture: an SVG file, or a page with every picture and the numbers behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deliberation.cli.explained import explained
from deliberation.errors import InvalidInputError
from deliberation.figures import (
    STYLE,
    Table,
    flow,
    flow_table,
    pairwise,
    pairwise_table,
    rounds,
    rounds_table,
    totals,
    totals_table,
)
from deliberation.figures.page import figure, heading, items, page
from deliberation.io.files import write_bytes
from deliberation.voting import Answer, Count, Tally

LANGUAGE = "en"


def write_picture(path: Path, result: Answer, *, title: str) -> None:
    """Write the pictures of a *result*.

    Args:
        path: ends with ``.svg`` for the first picture alone, or with ``.html`` for a page.

    Raises:
        InvalidInputError: it ends with something else, or this result has no picture.
        OSError: the file cannot be written.
    """
    drawn = [*_pictures(result)]
    if path.suffix.lower() not in {".svg", ".html"}:
        raise InvalidInputError([f"{str(path)!r} must end with .svg or .html"])
    if not drawn:
        raise InvalidInputError([f"a result of {result.rule} has no picture; take --explain"])
    if path.suffix.lower() == ".svg":
        svg = drawn[0][0]
        begin = svg.index(">") + 1
        write_bytes(path, f"{svg[:begin]}<style>{STYLE}</style>{svg[begin:]}\n".encode())
        return
    parts = [heading(title or result.rule, level=1), *(figure(svg, table) for svg, table in drawn)]
    told = items(explained(result))
    write_bytes(path, page(*parts, told, title=title or result.rule, language=LANGUAGE).encode())


def _pictures(result: Answer) -> Iterator[tuple[str, Table]]:
    """Each picture of a result, and the numbers of it."""
    if isinstance(result, Count):
        yield flow(result), flow_table(result)
        yield rounds(result), rounds_table(result)
    pairs = getattr(result, "pairwise", None)
    if pairs:
        yield pairwise(pairs), pairwise_table(pairs)
    if isinstance(result, Tally):
        yield totals(result), totals_table(result)
