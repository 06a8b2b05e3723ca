"""Blocks of a report as the source of a PDF, in the language of the typesetter Typst.

Every word of the report stands in it as a text in quotation marks, so that none is taken for a
command. What comes out is tagged for screen readers (PDF/UA-1): headings, lists, the heads of
tables, and a description of each picture. It is legible in grey.

Source: the reference of Typst 0.14, on ``table``, ``image``, ``outline`` and text literals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from deliberation.figures.blocks import (
    Block,
    Command,
    Contents,
    Definitions,
    Figure,
    Heading,
    Items,
    Paragraph,
    Rows,
    Section,
)
from deliberation.figures.table import Table

MANY: Final = 8
"""Columns of a table from which its letters are smaller."""

_TOLD: Final = re.compile(r"<title[^>]*>(.*?)</title><desc[^>]*>(.*?)</desc>", re.DOTALL)

_SIZE: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

WIDEST: Final = 11.0
HIGHEST: Final = 19.0
"""Centimetres that a picture takes at most, so that its heading stands above it."""

NARROWEST: Final = 3.5
"""Centimetres below which nobody reads the letters of a picture; then its table stands alone."""

LONG: Final = 40
"""Rows of a table from which they are closer, and its first column takes the room that is left."""

LISTED: Final = 12
"""Of a longer list of those who are chosen the entries stand in two columns."""

_FRAME: Final = """\
#set page(paper: "a4", margin: (x: 22mm, y: 20mm), numbering: "1 / 1")
#set par(leading: 0.7em, spacing: 1em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 2): it => block(above: 2.2em, below: 0.9em, sticky: true, it)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 3): it => block(above: 1.6em, below: 0.8em, sticky: true, it)
#show heading.where(level: 4): it => block(above: 1em, below: 0.5em, sticky: true, it)
#show outline: set heading(outlined: false)
#show outline: it => { show heading: set text(size: 12pt); it }
#show raw: set text(size: 8.5pt)
#set table(stroke: (x: none, y: 0.4pt + luma(60%)), inset: (x: 5pt, y: 4pt))
#show table.cell.where(y: 0): strong
"""


def typeset(blocks: Iterable[Block], *, title: str, language: str) -> str:
    """The source of a PDF that holds the *blocks*, one below the other."""
    start = (
        f"#set document(title: {_text(title)}, date: none)\n"
        f"#set text(lang: {_text(language)}, size: 10.5pt)\n"
    )
    return start + _FRAME + "".join(f"{line}\n" for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        for part in block.blocks:
            yield from _lines(part)
    elif isinstance(block, Figure):
        yield f"#heading(level: 3)[#{_text(block.table.caption)}]"
        if _width(block.svg) >= NARROWEST:
            yield _picture(block.svg)
        yield _table(block.table)
    else:
        yield _written(block)


def _written(
    block: Heading | Paragraph | Items | Definitions | Contents | Command | Rows,
) -> str:
    match block:
        case Heading():
            return f"#heading(level: {block.level})[#{_text(block.text)}]"
        case Paragraph():
            return _paragraph(block)
        case Items():
            return _items(block)
        case Definitions():
            return _definitions(block)
        case Contents():
            return f"#outline(title: {_text(block.label)}, target: heading.where(level: 2))"
        case Command():
            return f"#block(fill: luma(93%), inset: 8pt, width: 100%, raw({_text(block.line)}))"
        case Rows():
            return _table(block.table)


def _paragraph(block: Paragraph) -> str:
    inside = f"#{_text(block.text)}"
    match block.kind:
        case "question":
            return f"#quote(block: true)[{inside}]"
        case "hint":
            return f"#text(size: 9pt)[{inside}]\n"
        case _:
            return f"{inside}\n"


def _items(block: Items) -> str:
    if block.kind == "codes" and not block.ordered:
        cells = ", ".join(f"[#{_text(entry)}]" for entry in block.entries)
        return f"#grid(columns: (1fr,) * 6, row-gutter: 6pt, {cells})"
    name = "enum" if block.ordered else "list"
    entries = f"#{name}({', '.join(f'[#{_text(entry)}]' for entry in block.entries)})"
    apart = block.kind == "winners" and len(block.entries) > LISTED
    return f"#columns(2)[{entries}]" if apart else entries


def _definitions(block: Definitions) -> str:
    """A digest in letters that tell 0 from O."""
    wrap = "raw({})" if block.kind == "facts" else "[#{}]"
    pairs = (f"terms.item({_text(n)}, {wrap.format(_text(v))})" for n, v in block.pairs)
    return f"#terms(separator: [: ], {', '.join(pairs)})" if block.pairs else ""


def _picture(svg: str) -> str:
    """A picture, with what it says for those who do not see it."""
    told = _TOLD.search(svg)
    alt = ". ".join(unescape(part) for part in told.groups()) if told else ""
    image = f'image(bytes({_text(svg)}), format: "svg", height: 100%, alt: {_text(alt)})'
    return f"#block(height: {_height(svg):.1f}cm, sticky: true, {image})"


def _height(svg: str) -> float:
    """How high a picture stands, in centimetres: as wide as fits well, on one page."""
    wide, high = _size(svg)
    return min(WIDEST * high / wide, HIGHEST)


def _width(svg: str) -> float:
    """How wide it is then."""
    wide, high = _size(svg)
    return _height(svg) * wide / high


def _size(svg: str) -> tuple[float, float]:
    """How wide and how high a picture is drawn."""
    size = _SIZE.search(svg)
    return (float(size[1]), float(size[2])) if size else (1.0, 1.0)


def _table(table: Table) -> str:
    """A table whose head is repeated on every page that it goes on to."""
    align = ", ".join("start" if n < table.labels else "end" for n in range(len(table.header)))
    head = ", ".join(map(_cell, table.header))
    rows = ", ".join(_cell(cell) for row in table.rows for cell in row)
    size = "7.5pt" if len(table.header) > MANY else "9pt"
    columns, close = str(len(table.header)), ""
    if len(table.rows) >= LONG and len(table.header) <= MANY:
        size, close = "8pt", "inset: (x: 4pt, y: 2.2pt), "
        columns = f"({', '.join(['3fr'] + ['1fr'] * (len(table.header) - 1))})"
    return (
        f'#[#set text(size: {size}, number-width: "tabular")\n'
        f"#table(columns: {columns}, {close}align: ({align},), "
        f"table.header({head}), {rows})]"
    )


def _cell(content: str) -> str:
    return f"[#{_text(content)}]"


def _text(content: str) -> str:
    """A text literal; nothing in it is a command."""
    escaped = content.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\r") + '"'
