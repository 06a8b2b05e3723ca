"""The parts of a page in one file: headings, tables, definitions, figures, and the frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from deliberation.figures.markup import Markup, element, text
from deliberation.figures.style import PAGE, STYLE
from deliberation.figures.table import Table

LONG: Final = 30  # letters of a word that may have to be broken on a phone
FROM_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
BESIDE: Final = 6  # columns of a table that stands beside its picture


def page(*parts: Markup, title: str, language: str, style: str = "") -> str:
    """A whole page: *parts* in the frame, with its style sheet inside and no script.

    Args:
        style: rules that this page has besides those of every page.
    """
    html = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("title", text(title)),
            element("style", Markup(STYLE + PAGE + style)),
        ),
        element("body", element("main", *parts)),
        lang=language,
        dir="rtl" if language in FROM_RIGHT_TO_LEFT else None,
    )
    return f"<!doctype html>\n{html}\n"


def paragraph(*sentences: str, class_: str | None = None) -> Markup:
    """Sentences after each other; those that are empty are left out."""
    return element("p", text(" ".join(filter(None, sentences))), class_=class_)


def heading(
    content: str, *, level: int = 2, id: str | None = None, class_: str | None = None
) -> Markup:
    """A heading."""
    return element(f"h{level}", text(content), id=id, class_=class_)


def items(entries: Iterable[str], *, ordered: bool = False, class_: str | None = None) -> Markup:
    """A list."""
    rows = (element("li", text(entry)) for entry in entries)
    return element("ol" if ordered else "ul", *rows, class_=class_)


def definitions(pairs: Iterable[tuple[str, str]], *, class_: str) -> Markup:
    """Names and what they stand for."""
    return _defined(((name, text(value)) for name, value in pairs), class_)


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Names and what they stand for, which may be written in letters of another direction."""
    return _defined(((name, element("bdi", text(value))) for name, value in pairs), "facts")


def _defined(pairs: Iterable[tuple[str, Markup]], class_: str) -> Markup:
    return element(
        "dl",
        *(element("div", element("dt", text(name)), element("dd", value)) for name, value in pairs),
        class_=class_,
    )


def command(line: str) -> Markup:
    """A command to be typed; its short words stay whole where it is broken."""
    words = (
        element("span", text(word), class_="word") if len(word) < LONG else text(word)
        for word in line.split(" ")
    )
    return element("pre", element("code", Markup(" ".join(words))), dir="ltr")


def data_table(table: Table, *, titled: bool = True) -> Markup:
    """A table that scrolls by itself where the page is too narrow for it.

    Args:
        titled: whether its title stands above it; else a heading of the page says it already.
    """
    head = (
        element("th", text(name), scope="col", class_=None if place < table.labels else "num")
        for place, name in enumerate(table.header)
    )
    caption = [element("caption", text(table.caption))] if titled else []
    return element(
        "div",
        element(
            "table",
            *caption,
            element("thead", element("tr", *head)),
            element("tbody", *_rows(table)),
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label=table.caption,
    )


def figure(svg: str, table: Table) -> Markup:
    """A picture beside the same numbers as a table, or above it where the table is wide."""
    beside = len(table.header) <= BESIDE
    return element(
        "section",
        heading(table.caption, level=3),
        element(
            "div",
            element("figure", Markup(svg)),
            data_table(table, titled=False),
            class_="pair" if beside else "stack",
        ),
    )


def _rows(table: Table) -> Iterator[Markup]:
    """The rows; where several columns name a row, equal first names are written once."""
    if table.labels == 1:
        yield from (_row(row, 1) for row in table.rows)
        return
    for name, group in groupby(table.rows, key=lambda row: row[0]):
        rows = list(group)
        first = element("th", text(name), scope="rowgroup", rowspan=len(rows))
        for n, row in enumerate(rows):
            yield _row(row[1:], table.labels - 1, *([first] if n == 0 else []))


def _row(cells: tuple[str, ...], labels: int, *before: Markup) -> Markup:
    """A row: its first label is its heading."""
    return element(
        "tr",
        *before,
        element("th", text(cells[0]), scope="row"),
        *(element("td", text(cell)) for cell in cells[1:labels]),
        *(element("td", text(cell), class_="num") for cell in cells[labels:]),
    )
