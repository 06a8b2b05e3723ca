"""What quotas cost: the lowest chance now, with one seat of room, and without each quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from deliberation.figures.legend import legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    BAND,
    MARGIN,
    SMALL,
    WIDTH,
    block_of_text,
    line_of_text,
    picture,
    rectangle,
    rule,
    text_width,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, percent, say
from deliberation.sortition.limits.prices import Prices

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
BAR = 8.0
SHOWN = 12
"""So many of the dearest are in the picture; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The lowest chance with one seat of room for a rule, and without the rule.

    Args:
        at: which side of the quota the rule is; "both" of all quotas of a feature.
        quota: what the rule counts, as a page calls it.
        seats: the number that the rule asks for; ``None`` of all quotas of a feature.
    """

    at: Literal["least", "most", "both"]
    quota: str
    seats: int | None
    wider: Fraction
    dropped: Fraction


def costs(prices: Prices, *, names: Mapping[str, str] | None = None) -> tuple[Cost, ...]:
    """What costs the lowest chance anything, the dearest first.

    Args:
        names: what a page calls a quota, where that is not the name that it has.
    """
    called = names or {}
    listed = [
        Cost(
            price.bound.at,
            called.get(price.bound.quota, price.bound.quota),
            price.bound.number,
            price.wider,
            price.dropped,
        )
        for price in prices.of_bounds
    ]
    listed += [
        Cost("both", " & ".join(price.features), None, price.wider, price.dropped)
        for price in prices.of_features
    ]
    dear = [cost for cost in listed if cost.dropped > prices.lowest]
    return tuple(sorted(dear, key=lambda cost: (-cost.wider, -cost.dropped)))


def prices(
    lowest: Fraction,
    listed: Sequence[Cost],
    *,
    id: str = "prices",
    words: Mapping[str, str] = ENGLISH,
) -> str:
    """A picture of what each quota costs, as SVG.

    Args:
        lowest: the lowest chance now.
        listed: what costs something, as ``costs`` gives it; at least one.
        id: begins the ids inside the figure.
    """
    shown = listed[:SHOWN]
    top = max(cost.dropped for cost in shown)
    shapes: list[Markup] = []
    y = 4.0
    for cost in shown:
        row, y = _row(cost, y, lowest, top, words)
        shapes += row
    signs, y = _legend(y + 6, lowest, words)
    now = percent(words, lowest, 2)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "prices"),
        desc=say(words, "prices described", lowest=now),
        height=y + MARGIN,
    )


def prices_table(
    lowest: Fraction, listed: Sequence[Cost], *, words: Mapping[str, str] = ENGLISH
) -> Table:
    """The numbers of ``prices``, of all that is *listed*."""
    return Table(
        say(words, "prices"),
        tuple(say(words, key) for key in ("priced", "now", "wider", "dropped")),
        tuple(
            (
                _name(cost, words),
                *(percent(words, x, 2) for x in (lowest, cost.wider, cost.dropped)),
            )
            for cost in listed
        ),
    )


def _name(cost: Cost, words: Mapping[str, str]) -> str:
    """The rule in words."""
    return say(words, f"at {cost.at}", name=cost.quota, seats=cost.seats)


def _row(
    cost: Cost, y: float, lowest: Fraction, top: Fraction, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """One rule: its name, the chance with a seat of room, and the bar below."""
    gain = percent(words, cost.wider, 2)
    room = RIGHT - LEFT - text_width(gain, SMALL) - 10
    shapes, below = block_of_text(LEFT, y, _name(cost, words), width=room, size=SMALL + 0.5)
    shapes.append(line_of_text(RIGHT, y + 15, gain, size=SMALL, anchor="end", class_="fig-faint"))
    now, wider, dropped = (
        LEFT + float(x / top) * (RIGHT - LEFT) for x in (lowest, cost.wider, cost.dropped)
    )
    shapes += [
        rectangle(LEFT, below + 3, RIGHT - LEFT, BAR, "fig-track", fill_opacity="0.08"),
        rectangle(LEFT, below + 6, dropped - LEFT, BAR - 6, "fig-band", fill=BAND),
        rectangle(LEFT, below + 3, wider - LEFT, BAR, "fig-bar", fill=ACCENT),
        rule(now, below, now, below + BAR + 6, "fig-now", stroke_dasharray="3 2"),
    ]
    return shapes, below + BAR + 8


def _legend(y: float, lowest: Fraction, words: Mapping[str, str]) -> tuple[list[Markup], float]:
    """What the three signs mean."""
    return legend(
        [
            (
                lambda x, y: rectangle(x, y - 8, 22, BAR, "fig-bar", fill=ACCENT),
                say(words, "legend wider"),
            ),
            (
                lambda x, y: rectangle(x, y - 5, 22, BAR - 6, "fig-band", fill=BAND),
                say(words, "legend dropped"),
            ),
            (
                lambda x, y: rule(
                    x + 11.5, y - 12, x + 11.5, y + 4, "fig-now", stroke_dasharray="3 2"
                ),
                say(words, "legend now", lowest=percent(words, lowest, 2)),
            ),
        ],
        y,
    )
