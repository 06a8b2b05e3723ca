"""What quotas cost: the lowest chance now, with one seat of room, and without each quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from deliberation.figures.bars import BAR, LEFT, across, bar_sign, line_sign, row
from deliberation.figures.legend import legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import ACCENT, BAND, MARGIN, picture, rectangle, rule
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, percent, say
from deliberation.sortition.limits.prices import Prices

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
        drawn, y = _row(cost, y, lowest, top, words)
        shapes += drawn
    signs, y = _legend(y + 6, lowest, words)
    now = percent(words, lowest, 2)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "prices"),
        desc=say(words, "prices described", lowest=now),
        height=y + MARGIN,
        words=words,
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
    now, wider, dropped = (across(x, top) for x in (lowest, cost.wider, cost.dropped))
    return row(
        _name(cost, words),
        percent(words, cost.wider, 2),
        y,
        lambda below: [
            rectangle(LEFT, below + 6, dropped - LEFT, BAR - 6, "fig-band", fill=BAND),
            rectangle(LEFT, below + 3, wider - LEFT, BAR, "fig-bar", fill=ACCENT),
            rule(now, below, now, below + BAR + 6, "fig-now", stroke_dasharray="3 2"),
        ],
    )


def _legend(y: float, lowest: Fraction, words: Mapping[str, str]) -> tuple[list[Markup], float]:
    """What the three signs mean."""
    return legend(
        [
            (bar_sign, say(words, "legend wider")),
            (
                lambda x, y: rectangle(x, y - 5, 22, BAR - 6, "fig-band", fill=BAND),
                say(words, "legend dropped"),
            ),
            (
                line_sign("fig-now"),
                say(words, "legend now", lowest=percent(words, lowest, 2)),
            ),
        ],
        y,
    )
