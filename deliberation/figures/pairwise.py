"""Candidates compared in pairs: how many ballots prefer the one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deliberation.figures.legend import Sample, initial, legend
from deliberation.figures.markup import Markup
from deliberation.figures.standing import letter
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    ON_BAR,
    SMALL,
    WIDTH,
    line_of_text,
    picture,
    rectangle,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, number, say

HEAD = 22.0
LARGEST = 44.0
SHOWN = 12
"""So many candidates are in the picture, whose numbers can then be read on a phone; the table has
all of them."""

Pairs = Mapping[tuple[str, str], int]


def pairwise(
    pairs: Pairs,
    *,
    order: Sequence[str] = (),
    id: str = "pairs",
    words: Mapping[str, str] = ENGLISH,
) -> str:
    """A picture of pairs compared, as SVG: a square for each, the greater of two filled.

    Args:
        pairs: how many ballots prefer the first to the second, for every pair both ways.
        order: who stands first, such as the winner; others follow as the pairs name them.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    everybody = _names(pairs, order)
    names = everybody[:SHOWN]
    side = min(LARGEST, (WIDTH - 2 * MARGIN - HEAD) / max(len(names), 1))
    shapes: list[Markup] = []
    for i, row in enumerate(names):
        middle = HEAD + side * (i + 0.5)
        shapes.append(_head(MARGIN + HEAD / 2, middle + 5, letter(i)))
        shapes.append(_head(MARGIN + middle, HEAD - 5, letter(i)))
        for j, column in enumerate(names):
            if i != j:
                x, y = MARGIN + HEAD + side * j, HEAD + side * i
                shapes += _square(pairs[row, column], pairs[column, row], x, y, side, words)
    signs, y = legend(_signs(names, len(everybody), words), HEAD + side * len(names) + 6)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "pairwise"),
        desc=say(words, "pairwise described"),
        height=y + MARGIN,
        words=words,
    )


def pairwise_table(
    pairs: Pairs, *, order: Sequence[str] = (), words: Mapping[str, str] = ENGLISH
) -> Table:
    """The numbers of ``pairwise``, of all candidates."""
    names = _names(pairs, order)
    return Table(
        say(words, "pairwise"),
        ("", *names),
        tuple(
            (row, *("" if row == column else number(words, pairs[row, column]) for column in names))
            for row in names
        ),
    )


def _names(pairs: Pairs, order: Sequence[str]) -> tuple[str, ...]:
    """The candidates, first those in *order*, then as the pairs name them."""
    named = dict.fromkeys(name for pair in pairs for name in pair)
    return tuple(dict.fromkeys((*(name for name in order if name in named), *named)))


def _head(x: float, y: float, initial: str) -> Markup:
    """A letter above a column or before a row."""
    return line_of_text(x, y, initial, anchor="middle", bold=True)


def _square(
    mine: int, theirs: int, x: float, y: float, side: float, words: Mapping[str, str]
) -> Iterator[Markup]:
    """How many prefer the row to the column, filled where they are more."""
    more = mine > theirs
    fill = {"fill": ACCENT} if more else {"fill_opacity": "0.08"}
    yield rectangle(x + 1, y + 1, side - 2, side - 2, "fig-bar" if more else "fig-track", **fill)
    yield line_of_text(
        x + side / 2,
        y + side / 2 + 4.5,
        number(words, mine),
        size=min(SMALL, side / 2.2),
        anchor="middle",
        bold=more,
        class_="fig-on-bar" if more else "fig-ink",
        fill=ON_BAR if more else None,
    )


def _signs(
    names: tuple[str, ...], stood: int, words: Mapping[str, str]
) -> Iterator[tuple[Sample, str]]:
    """How to read a square, then whom each letter stands for, and how many are in the table only.

    Args:
        stood: how many candidates there are in all.
    """
    yield (
        lambda x, y: rectangle(x + 5, y - 10, 12, 12, "fig-bar", fill=ACCENT),
        say(words, "pairwise legend"),
    )
    for place, name in enumerate(names):
        yield initial(letter(place)), name
    if stood > len(names):
        told = say(words, "pairwise rest", shown=len(names), stood=stood)
        yield initial("…"), told
