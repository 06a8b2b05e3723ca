"""One total for each candidate: bars to the right of nought, and to the left where below it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from deliberation.figures.legend import legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    SMALL,
    WIDTH,
    block_of_text,
    check_mark,
    line_of_text,
    picture,
    rectangle,
    rule,
    text_width,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, listed, number, say
from deliberation.voting.tally import Tally

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BAR = 14.0
LEAST = frozenset({"minimax", "dodgson"})
"""The rules by which the smallest total wins."""


def totals(
    tally: Tally, *, counted: str = "", id: str = "totals", words: Mapping[str, str] = ENGLISH
) -> str:
    """A picture of the totals of a tally as SVG, the best first, the elected marked.

    Args:
        counted: what the numbers count, to stand below them.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    ordered = in_order(tally)
    room = max(text_width(number(words, total), SMALL) for _, total in ordered) + 8
    most = max((total for _, total in ordered), default=Fraction(0))
    least = min((total for _, total in ordered), default=Fraction(0))
    below, above = max(-least, Fraction(0)), max(most, Fraction(0))
    scale = (RIGHT - LEFT - room * (2 if below else 1)) / max(float(below + above), 1e-9)
    zero = LEFT + (room if below else 0) + float(below) * scale
    shapes: list[Markup] = []
    y = 0.0
    for name, total in ordered:
        row, y = _row(name, total, zero, scale, y, name in tally.elected, words)
        shapes += row
    signs, y = legend([(_sign, counted)] if counted else [], y + 4)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "totals"),
        desc=say(
            words,
            "totals described",
            winners=listed(words, tally.elected),
            total=listed(words, tuple(number(words, tally.totals[name]) for name in tally.elected)),
        ),
        height=y + MARGIN,
        words=words,
    )


def totals_table(tally: Tally, *, words: Mapping[str, str] = ENGLISH) -> Table:
    """The numbers of ``totals``."""
    return Table(
        say(words, "totals"),
        tuple(say(words, key) for key in ("candidate", "outcome", "total")),
        tuple(
            (
                name,
                say(words, "elected" if name in tally.elected else "not elected"),
                number(words, total),
            )
            for name, total in in_order(tally)
        ),
        labels=2,
    )


def in_order(tally: Tally) -> list[tuple[str, Fraction]]:
    """The candidates by total, the best first; of equals the elected, then as they stood."""
    best = 1 if tally.rule in LEAST else -1
    return sorted(
        tally.totals.items(), key=lambda item: (best * item[1], item[0] not in tally.elected)
    )


def _sign(x: float, y: float) -> Markup:
    """A sample of a bar."""
    return rectangle(x + 2, y - 9, 18, 9, "fig-bar", fill=ACCENT)


def _row(
    name: str,
    total: Fraction,
    zero: float,
    scale: float,
    y: float,
    elected: bool,
    words: Mapping[str, str],
) -> tuple[list[Markup], float]:
    """One candidate: the name, and a bar from nought with its number at the end."""
    indent = 14 if elected else 0
    shapes, below = block_of_text(LEFT + indent, y, name, width=RIGHT - LEFT - indent, bold=elected)
    if elected:
        shapes.append(check_mark(LEFT, y + 15))
    length = float(abs(total)) * scale
    start = zero if total >= 0 else zero - length
    opacity = {} if elected else {"fill_opacity": "0.45"}
    shapes.append(rectangle(start, below + 1, length, BAR, "fig-bar", fill=ACCENT, **opacity))
    shapes.append(rule(zero, below, zero, below + BAR + 2, "fig-line", stroke_opacity="0.5"))
    beyond, anchor = (zero + length + 4, "start") if total >= 0 else (start - 4, "end")
    numeral = number(words, total)
    shapes.append(line_of_text(beyond, below + 12, numeral, size=SMALL, anchor=anchor))
    return shapes, below + BAR + 8
