"""The parts of a page in one file: headings, tables, definitions, figures, and the frame."""

from __future__ import annotations

from collections.abc import Iterable

from deliberation.figures.markup import Markup, element, text
from deliberation.figures.style import PAGE, STYLE
from deliberation.figures.table import Table


def page(*parts: Markup, title: str, language: str) -> str:
    """A whole page: *parts* in the frame, with its style sheet inside and no script."""
    html = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", text(title)),
            element("style", Markup(STYLE + PAGE)),
        ),
        element("body", element("main", *parts)),
        lang=language,
    )
    return f"<!doctype html>\n{html}\n"


def paragraph(*sentences: str, class_: str | None = None) -> Markup:
    """Sentences after each other; those that are empty are left out."""
    return element("p", text(" ".join(filter(None, sentences))), class_=class_)


def heading(content: str, *, level: int = 2, id: str | None = None) -> Markup:
    """A heading."""
    return element(f"h{level}", text(content), id=id)


def items(entries: Iterable[str], *, ordered: bool = False, class_: str | None = None) -> Markup:
    """A list."""
    rows = (element("li", text(entry)) for entry in entries)
    return element("ol" if ordered else "ul", *rows, class_=class_)


def definitions(pairs: Iterable[tuple[str, str]], *, class_: str) -> Markup:
    """Names and what they stand for."""
    return element(
        "dl",
        *(
            element("div", element("dt", text(name)), element("dd", text(value)))
            for name, value in pairs
        ),
        class_=class_,
    )


def command(line: str) -> Markup:
    """A command to be typed."""
    return element("pre", element("code", text(line)))


def data_table(table: Table) -> Markup:
    """A table that scrolls by itself where the page is too narrow for it."""
    head = (
        element("th", text(name), scope="col", class_=None if place < table.labels else "num")
        for place, name in enumerate(table.header)
    )
    return element(
        "div",
        element(
            "table",
            element("caption", text(table.caption)),
            element("thead", element("tr", *head)),
            element("tbody", *(_row(row, table.labels) for row in table.rows)),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=table.caption,
    )


def figure(svg: str, table: Table) -> Markup:
    """A picture beside the same numbers as a table."""
    return element(
        "div",
        element("figure", element("figcaption", text(table.caption)), Markup(svg)),
        data_table(table),
        class_="pair",
    )


def _row(cells: tuple[str, ...], labels: int) -> Markup:
    """A row: its first label is its heading."""
    return element(
        "tr",
        element("th", text(cells[0]), scope="row"),
        *(element("td", text(cell)) for cell in cells[1:labels]),
        *(element("td", text(cell), class_="num") for cell in cells[labels:]),
    )
