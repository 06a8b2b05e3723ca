"""How fair a lottery is: everybody's chance of a seat, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from deliberation.figures.bars import BAR, LEFT, RIGHT, across, bar_sign, line_sign, row
from deliberation.figures.legend import legend
from deliberation.figures.markup import Markup
from deliberation.figures.scale import scale
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    ON_BAR,
    SMALL,
    block_of_text,
    line_of_text,
    picture,
    rectangle,
    rule,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, number, percent, say
from deliberation.sortition.fairness import GroupChances
from deliberation.sortition.quotas import Quota

WHOLE = Fraction(1, 100)
"""Marks are whole percents."""


def chances(
    groups: Sequence[GroupChances], *, id: str = "chances", words: Mapping[str, str] = ENGLISH
) -> str:
    """A picture of the lowest, mean and highest chance in each group, as SVG.

    Args:
        groups: those of one feature stand together, as ``sortition.by_value`` gives them.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    top, step = scale(max(group.highest for group in groups), finest=WHOLE)
    people, equal = _equal_chance(groups)
    shapes, y = _axis(top, step, words)
    for feature, of_feature in groupby(groups, key=lambda group: group.feature):
        heading, y = block_of_text(LEFT, y + 4, feature, width=RIGHT - LEFT, bold=True)
        shapes += heading
        for group in of_feature:
            drawn, y = _row(group, y, top, equal, words)
            shapes += drawn
    signs, y = _legend(y + 6, people, equal, words)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "chances"),
        desc=say(
            words,
            "chances described",
            lowest=percent(words, min(group.lowest for group in groups)),
            highest=percent(words, max(group.highest for group in groups)),
            people=number(words, people),
            equal=percent(words, equal),
        ),
        height=y + MARGIN,
        words=words,
    )


def in_order(groups: Iterable[GroupChances], quotas: Iterable[Quota]) -> tuple[GroupChances, ...]:
    """The *groups* in the order in which the organiser's quotas name them.

    Values that no quota names, of features that only joint quotas ask about, come last of these.
    """
    answers = [*dict.fromkeys(answer for quota in quotas for answer in quota.answers)]
    values = {answer: place for place, answer in enumerate(answers)}
    features = {feature: place for (feature, _), place in reversed(values.items())}

    def place(group: GroupChances) -> tuple[int, int]:
        return features[group.feature], values.get((group.feature, group.value), len(values))

    return tuple(sorted(groups, key=place))


def chances_table(groups: Sequence[GroupChances], *, words: Mapping[str, str] = ENGLISH) -> Table:
    """The numbers of ``chances``."""
    return Table(
        say(words, "chances"),
        tuple(
            say(words, key) for key in ("feature", "value", "people", "lowest", "mean", "highest")
        ),
        tuple(
            (
                group.feature,
                group.value,
                number(words, group.people),
                *(percent(words, x) for x in (group.lowest, group.mean, group.highest)),
            )
            for group in groups
        ),
        labels=2,
    )


def _equal_chance(groups: Sequence[GroupChances]) -> tuple[int, Fraction]:
    """How many people there are, and the mean of all their chances: one feature covers them all."""
    first = [group for group in groups if group.feature == groups[0].feature]
    people = sum(group.people for group in first)
    return people, sum((group.mean * group.people for group in first), Fraction(0)) / people


def _axis(top: Fraction, step: Fraction, words: Mapping[str, str]) -> tuple[list[Markup], float]:
    """The marks of the scale."""
    shapes = []
    for n in range(int(top / step) + 1):
        x = across(step * n, top)
        anchor = "start" if n == 0 else "end" if step * n == top else "middle"
        shapes.append(
            line_of_text(
                x, 14, _mark(step * n, words), size=SMALL, anchor=anchor, class_="fig-faint"
            )
        )
    shapes.append(rule(LEFT, 19, RIGHT, 19, "fig-line", stroke_opacity="0.4"))
    return shapes, 20.0


def _mark(chance: Fraction, words: Mapping[str, str]) -> str:
    """A chance in whole percents."""
    return say(words, "percent", number=number(words, chance * 100, 0))


def _row(
    group: GroupChances, y: float, top: Fraction, equal: Fraction, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """One group: its name and range in words, and the bar below."""
    ends = [percent(words, group.lowest), percent(words, group.highest)]
    span = ends[0] if ends[0] == ends[1] else say(words, "from to", lowest=ends[0], highest=ends[1])
    name = say(words, "people in group", value=group.value, people=number(words, group.people))
    low, mean, high, fair = (
        across(x, top) for x in (group.lowest, group.mean, group.highest, equal)
    )
    return row(
        name,
        span,
        y,
        lambda below: [
            rectangle(low, below + 3, max(high - low, 2), BAR, "fig-bar", fill=ACCENT),
            rectangle(mean - 1.5, below + 1, 3, BAR + 4, "fig-mean", stroke=ON_BAR),
            rule(fair, below, fair, below + BAR + 7, "fig-equal", stroke_dasharray="3 2"),
        ],
    )


def _legend(
    y: float, people: int, equal: Fraction, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """What the three signs mean."""
    everybody = say(
        words, "legend equal", people=number(words, people), equal=percent(words, equal)
    )
    return legend(
        [
            (bar_sign, say(words, "legend range")),
            (
                lambda x, y: rectangle(x + 10, y - 10, 3, BAR + 4, "fig-mean", stroke=ON_BAR),
                say(words, "legend mean"),
            ),
            (line_sign("fig-equal"), everybody),
        ],
        y,
    )
