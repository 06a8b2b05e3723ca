"""A budget with its line: projects in the order of choice, and where the money ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
SUMS = frozenset({"cost", "added up"})
BAR = 12.0

Money = int | Fraction


@dataclass(frozen=True, slots=True)
class Spent:
    """What a budget was spent on.

    Args:
        total: what there was.
        costs: of every project.
        funded: the projects that are paid, in the order of choice.
        supporters: of every project how many voters chose it; empty where that is not shown.
        currency: of all sums, where the vote says one.
    """

    total: Money
    costs: Mapping[str, Money]
    funded: tuple[str, ...]
    supporters: Mapping[str, int]
    currency: str = ""

    @property
    def left(self) -> Money:
        """What is left in the end."""
        return self.total - sum(self.costs[name] for name in self.funded)


def budget(spent: Spent, *, id: str = "budget", words: Mapping[str, str] = ENGLISH) -> str:
    """A picture of a budget as SVG: what each project costs, one after the other, up to the line.

    Args:
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    used = spent.total - spent.left
    beyond = max((used + spent.costs[name] for name in _unfunded(spent)), default=spent.total)
    top = max(Fraction(spent.total) * 11 / 10, min(Fraction(beyond), Fraction(spent.total) * 3 / 2))
    scale = (RIGHT - LEFT) / float(top)
    shapes: list[Markup] = []
    y, before = 0.0, Fraction(0)
    for name in [*spent.funded, *_unfunded(spent)]:
        row, y = _row(spent, name, before if name in spent.funded else used, scale, y, words)
        shapes += row
        before += spent.costs[name] if name in spent.funded else 0
    signs, y = legend(_signs(spent, words), y + 4)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "budget"),
        desc=say(
            words,
            "budget described",
            projects=len(spent.funded),
            used=_money(spent, used, words),
            total=_money(spent, spent.total, words),
        ),
        height=y + MARGIN,
        words=words,
    )


def budget_table(spent: Spent, *, words: Mapping[str, str] = ENGLISH) -> Table:
    """The numbers of ``budget``: the cost of each project, and what comes to it one by one."""
    heads = ["project", "outcome", "cost", "added up"]
    heads += ["supporters"] if spent.supporters else []
    rows: list[tuple[str, ...]] = []
    added: Money = 0
    for name in [*spent.funded, *_unfunded(spent)]:
        paid = name in spent.funded
        added += spent.costs[name] if paid else 0
        cells = [name, say(words, "funded") if paid else reason(spent, name, words)]
        cells += [number(words, spent.costs[name]), number(words, added) if paid else "–"]
        cells += [number(words, spent.supporters[name])] if spent.supporters else []
        rows.append(tuple(cells))
    header = tuple(_priced(spent, head, words) for head in heads)
    return Table(say(words, "budget"), header, tuple(rows), labels=2)


def reason(spent: Spent, name: str, words: Mapping[str, str]) -> str:
    """Why a project is not paid."""
    cost = spent.costs[name]
    if spent.supporters and not spent.supporters[name]:
        return say(words, "no supporters")
    if cost > spent.total:
        return say(words, "beyond the budget")
    if cost > spent.left:
        return say(words, "money missing", missing=_money(spent, cost - spent.left, words))
    return say(words, "not reached")


def _money(spent: Spent, amount: Money, words: Mapping[str, str]) -> str:
    """A sum with its currency, where the vote says one: on one line, and in its own direction."""
    said = number(words, amount)
    return f"\u2068{said}\u00a0{spent.currency}\u2069" if spent.currency else said


def _priced(spent: Spent, head: str, words: Mapping[str, str]) -> str:
    """The head of a column, with the currency of its sums."""
    said = say(words, head)
    return f"{said} (\u2068{spent.currency}\u2069)" if spent.currency and head in SUMS else said


def _unfunded(spent: Spent) -> list[str]:
    """The projects that are not paid, the most chosen first."""
    rest = [name for name in spent.costs if name not in spent.funded]
    return sorted(rest, key=lambda name: -spent.supporters.get(name, 0))


def _row(
    spent: Spent, name: str, before: Money, scale: float, y: float, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """One project: its name and cost, its bar behind those before, and why it is not paid."""
    paid = name in spent.funded
    told = _money(spent, spent.costs[name], words)
    if spent.supporters:
        voters = number(words, spent.supporters[name])
        told = say(words, "cost and supporters", cost=told, voters=voters)
    indent = 14 if paid else 0
    room = RIGHT - LEFT - indent - text_width(told, SMALL) - 10
    shapes, below = block_of_text(
        LEFT + indent,
        y,
        name,
        width=room,
        bold=paid,
        class_="fig-ink" if paid else "fig-faint",
    )
    if paid:
        shapes.append(check_mark(LEFT, y + 15))
    shapes.append(line_of_text(RIGHT, y + 15, told, size=SMALL, anchor="end", class_="fig-faint"))
    end = LEFT + float(spent.total) * scale
    line = rule(end, below, end, below + BAR + 6, "fig-dash", stroke_width="2")
    x = LEFT + float(before) * scale
    wide = min(float(spent.costs[name]) * scale, RIGHT - x)
    if paid:
        shapes += [rectangle(x, below + 3, wide, BAR, "fig-bar", fill=ACCENT), line]
        return shapes, below + BAR + 10
    hollow = {"fill": "none", "stroke": "currentColor", "stroke_dasharray": "3 2"}
    shapes += [rectangle(x, below + 3, wide, BAR, "fig-hollow", **hollow), line]
    why = reason(spent, name, words)
    lines, below = block_of_text(
        LEFT, below + BAR + 3, why, width=RIGHT - LEFT, size=SMALL, class_="fig-faint"
    )
    return shapes + lines, below + 6


def _signs(spent: Spent, words: Mapping[str, str]) -> Iterator[tuple[Sample, str]]:
    """What the bars and the line mean."""
    yield (
        lambda x, y: rule(x + 11, y - 11, x + 11, y + 2, "fig-dash", stroke_width="2"),
        say(words, "legend money ends", total=_money(spent, spent.total, words)),
    )
    yield (
        lambda x, y: rectangle(x + 2, y - 9, 18, 9, "fig-bar", fill=ACCENT),
        say(words, "legend funded"),
    )
    left, total = number(words, spent.left), number(words, spent.total)
    yield initial("="), say(words, "credits left", left=left, all=total)
    if len(spent.funded) < len(spent.costs):
        yield (
            lambda x, y: rectangle(
                x + 2,
                y - 9,
                18,
                9,
                "fig-hollow",
                fill="none",
                stroke="currentColor",
                stroke_dasharray="3 2",
            ),
            say(words, "legend not funded"),
        )
