"""Blocks of a report as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from deliberation.figures import page
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
from deliberation.figures.markup import Markup, element, text


def web_page(blocks: Iterable[Block], *, title: str, language: str) -> str:
    """The *blocks* as one file with its styles inside, no script, nothing fetched."""
    return page.page(*map(_written, blocks), title=title, language=language)


def _written(block: Block) -> Markup:
    match block:
        case Heading():
            return page.heading(block.text, level=block.level, id=block.id)
        case Paragraph():
            return page.paragraph(block.text, class_=block.kind)
        case Items():
            return page.items(block.entries, ordered=block.ordered, class_=block.kind)
        case Definitions():
            return page.definitions(block.pairs, class_=block.kind)
        case Contents():
            links = (element("a", text(name), href=f"#{id}") for id, name in block.targets)
            entries = (element("li", link) for link in links)
            return element("nav", element("ul", *entries), aria_label=block.label)
        case Command():
            return page.command(block.line)
        case Rows():
            return page.data_table(block.table, titled=False)
        case Figure():
            return page.figure(block.svg, block.table)
        case Section():
            return element("section", *map(_written, block.blocks))
