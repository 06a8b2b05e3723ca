"""Votes bought with credits: how many voters gave each number of votes, and what that cost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from deliberation.figures.legend import Sample, initial, legend
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
from deliberation.figures.words import ENGLISH, number, say

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
ACROSS = 12  # numbers of votes beside each other; more begin a new strip below
TALL = 26.0

Votes = Mapping[str, Mapping[int | Fraction, int]]
"""For each candidate, by number of votes, how many voters gave so many."""


def spending(
    votes: Votes,
    *,
    elected: Collection[str] = (),
    credits: int | None = None,
    id: str = "spending",
    words: Mapping[str, str] = ENGLISH,
) -> str:
    """A picture of a quadratic vote as SVG: for each candidate a bar for each number of votes.

    Args:
        elected: who is marked.
        credits: what all voters had together; ``None`` where that is not known.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    most = max((n for given in votes.values() for n in given.values()), default=1)
    shapes: list[Markup] = []
    y = 0.0
    for name in _in_order(votes, elected):
        row, y = _row(name, votes[name], most, name in elected, y, words)
        shapes += row
    signs, y = legend([*_signs(votes, words), *_sums(votes, credits, words)], y + 2)
    title = say(words, "spending")
    desc = say(words, "spending described", credits=number(words, sum(map(_cost, votes.values()))))
    return picture(*shapes, *signs, id=id, title=title, desc=desc, height=y + MARGIN, words=words)


def spending_table(
    votes: Votes,
    *,
    elected: Collection[str] = (),
    credits: int | None = None,
    words: Mapping[str, str] = ENGLISH,
) -> Table:
    """The numbers of ``spending``: a row for each candidate and number of votes."""
    heads = ("candidate", "votes given", "voters", "credits spent")
    rows = [
        (name, number(words, n), number(words, voters), number(words, n * n * voters))
        for name in _in_order(votes, elected)
        for n, voters in sorted(votes[name].items(), reverse=True)
    ]
    if credits is not None:
        left = credits - sum(map(_cost, votes.values()))
        rows.append((say(words, "not spent"), "–", "–", number(words, left)))
    return Table(say(words, "spending"), tuple(say(words, head) for head in heads), tuple(rows))


def _in_order(votes: Votes, elected: Collection[str]) -> list[str]:
    """The candidates by the sum of their votes, the greatest first; of equals the elected."""

    def total(name: str) -> int | Fraction:
        return sum(n * voters for n, voters in votes[name].items())

    return sorted(votes, key=lambda name: (-total(name), name not in elected))


def _cost(given: Mapping[int | Fraction, int]) -> int | Fraction:
    return sum(n * n * voters for n, voters in given.items())


def _row(
    name: str,
    given: Mapping[int | Fraction, int],
    most: int,
    chosen: bool,
    y: float,
    words: Mapping[str, str],
) -> tuple[list[Markup], float]:
    """One candidate: the name, the credits spent, and the strips of bars."""
    told = say(words, "credits told", credits=number(words, _cost(given)))
    indent = 14 if chosen else 0
    room = RIGHT - LEFT - indent - text_width(told, SMALL) - 10
    shapes, below = block_of_text(LEFT + indent, y, name, width=room, bold=chosen)
    if chosen:
        shapes.append(check_mark(LEFT, y + 15))
    shapes.append(line_of_text(RIGHT, y + 15, told, size=SMALL, anchor="end", class_="fig-faint"))
    columns = sorted(given.items())
    for first in range(0, len(columns), ACROSS):
        shapes += _strip(columns[first : first + ACROSS], most, below, words)
        below += TALL + 34
    return shapes, below + 2


def _strip(
    columns: list[tuple[int | Fraction, int]], most: int, y: float, words: Mapping[str, str]
) -> Iterator[Markup]:
    """Up to ``ACROSS`` bars on a line: above each the voters, below it the votes of each."""
    step = (RIGHT - LEFT) / max(len(columns), ACROSS)
    foot = y + TALL + 16
    yield rule(LEFT, foot, RIGHT, foot, "fig-line", stroke_opacity="0.4")
    for place, (votes, voters) in enumerate(columns):
        middle = LEFT + step * (place + 0.5)
        high = max(TALL * voters / most, 1.5)
        x, wide = middle - step * 0.3, step * 0.6
        if votes > 0:
            yield rectangle(x, foot - high, wide, high, "fig-bar", fill=ACCENT)
        else:
            yield rectangle(
                x, foot - high, wide, high, "fig-hollow", fill="none", stroke="currentColor"
            )
        count = number(words, voters)
        yield line_of_text(middle, foot - high - 3, count, size=SMALL, anchor="middle")
        label = number(words, votes)
        yield line_of_text(
            middle, foot + 13, label, size=SMALL, anchor="middle", class_="fig-faint"
        )


def _signs(votes: Votes, words: Mapping[str, str]) -> Iterator[tuple[Sample, str]]:
    """What the bars mean."""
    yield (
        lambda x, y: rectangle(x + 6, y - 10, 10, 10, "fig-bar", fill=ACCENT),
        say(words, "legend votes for"),
    )
    if any(n < 0 for given in votes.values() for n in given):
        yield (
            lambda x, y: rectangle(
                x + 6, y - 10, 10, 10, "fig-hollow", fill="none", stroke="currentColor"
            ),
            say(words, "legend votes against"),
        )


def _sums(
    votes: Votes, credits: int | None, words: Mapping[str, str]
) -> Iterator[tuple[Sample, str]]:
    """What was spent for and against, and what was not spent."""
    below = {name: {n: v for n, v in given.items() if n < 0} for name, given in votes.items()}
    spent, against = (sum(map(_cost, part.values())) for part in (votes, below))
    sums = {"in_favour": number(words, spent - against), "against": number(words, against)}
    yield initial("="), say(words, "credits sorted", **sums)
    if credits is not None:
        left = number(words, credits - spent)
        yield initial("="), say(words, "credits left", left=left, all=number(words, credits))
