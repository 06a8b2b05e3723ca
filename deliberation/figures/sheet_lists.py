"""The lists of the sheet: from ticket to panel, from panel to members, from person to tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from deliberation.figures.markup import Markup, element, text
from deliberation.figures.page import data_table, heading, paragraph
from deliberation.figures.table import Table
from deliberation.figures.words import percent, say
from deliberation.sortition.numbering import Tickets

Words = Mapping[str, str]

TEN: Final = 10  # tickets in a row
BLOCK: Final = 500  # tickets whose rows stand under each other on A4, two such blocks to a page


def ticket_lists(tickets: Tickets, words: Words) -> Iterator[Markup]:
    """Everything that somebody may want to look up, each part beginning on a new page of paper."""
    yield heading(say(words, "tickets"), class_="apart")
    yield from _tickets(tickets, words)
    yield heading(say(words, "panels"), class_="apart")
    yield paragraph(say(words, "panels told", size=tickets.lottery.size))
    yield _holders(_panels(tickets, words))
    yield heading(say(words, "everybody"), class_="apart")
    yield paragraph(say(words, "everybody told"))
    yield _holders(_people(tickets, words))


def _tickets(tickets: Tickets, words: Words) -> Iterator[Markup]:
    """For each number its panel, in rows of ten."""
    panels = {n: place for place, own in enumerate(tickets.panels, start=1) for n in own}
    total = tickets.lottery.total
    middle = total // 2
    example = tickets.written(middle)
    yield paragraph(
        say(
            words,
            "tickets told",
            example=example,
            row=say(words, "row of", digits=example[:-1]),
            column=example[-1],
            panel=panels[middle],
        )
    )
    blocks = (range(start, min(start + BLOCK, total)) for start in range(0, total, BLOCK))
    grids = (data_table(_grid(block, panels, tickets, words)) for block in blocks)
    yield element("div", *grids, class_="grids")


def _grid(block: range, panels: Mapping[int, int], tickets: Tickets, words: Words) -> Table:
    """The panels of a block of tickets; where a row goes beyond the last ticket, it is empty."""
    ends = {"first": tickets.written(block[0]), "last": tickets.written(block[-1])}
    rows = (
        (
            say(words, "row of", digits=tickets.written(start)[:-1]),
            *(str(panels.get(n, "")) for n in range(start, start + TEN)),
        )
        for start in range(block[0], block[-1] + 1, TEN)
    )
    header = (say(words, "row"), *(str(digit) for digit in range(TEN)))
    return Table(say(words, "tickets from to", **ends), header, tuple(rows))


def _panels(tickets: Tickets, words: Words) -> Iterator[tuple[str, str, str]]:
    """Each panel's name, its numbers, and its members."""
    together = zip(tickets.panels, tickets.lottery.panels, strict=True)
    for place, (own, members) in enumerate(together, start=1):
        yield say(words, "panel", number=place), _numbers(own, tickets, words), " ".join(members)


def _people(tickets: Tickets, words: Words) -> Iterator[tuple[str, str, str]]:
    """Each person's code with the chance, and their numbers."""
    chances = tickets.lottery.marginals()
    for id, own in tickets.by_person().items():
        name = f"\u2068{id}\u2069 · {percent(words, chances[id])}"
        yield name, _numbers(own, tickets, words), ""


def _numbers(own: tuple[int, ...], tickets: Tickets, words: Words) -> str:
    return " ".join(map(tickets.written, own)) or say(words, "no ticket")


def _holders(entries: Iterable[tuple[str, str, str]]) -> Markup:
    """Who holds tickets, their numbers, and what else there is to say."""
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", text(name)),
                element("dd", element("bdi", text(numbers))),
                *([element("dd", element("bdi", text(more)), class_="members")] if more else []),
            )
            for name, numbers, more in entries
        ),
        class_="holders",
    )
