"""How like the pool and the panel are to the population: each group's share of all three."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from deliberation.figures.bars import BAR, LEFT, RIGHT, across, bar_sign, line_sign, row
from deliberation.figures.legend import legend
from deliberation.figures.markup import Markup
from deliberation.figures.svg import (
    ACCENT,
    BAND,
    MARGIN,
    block_of_text,
    picture,
    rectangle,
    rule,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, listed, number, percent, say
from deliberation.sortition.likeness import GroupShares, group_shares
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quota
from deliberation.sortition.representation import Population

NAMED = 3
"""So many of the groups that the pool lacks most are named."""

WORTH_NAMING = Fraction(1, 100)
"""A group that lacks less than this share of the pool is not."""


def beside(
    pool: Pool,
    population: Population,
    quotas: Iterable[Quota],
    *,
    panel: Collection[str] | None = None,
) -> tuple[GroupShares, ...]:
    """Every group beside the *population*, in the order of the *quotas*.

    Args:
        population: as in ``group_shares``.
        panel: the ids of its members, once it is drawn.
    """
    answers = [answer for quota in quotas for answer in quota.answers]
    return group_shares(pool, population, panel=panel, answers=answers)


def likeness(
    groups: Sequence[GroupShares], *, id: str = "likeness", words: Mapping[str, str] = ENGLISH
) -> str:
    """A picture of each group's share of the panel, the pool and the population, as SVG.

    Args:
        groups: those of one feature stand together, as ``beside`` gives them; at
            least one. Before the draw the bars are shares of the pool.
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    top = max(share for group in groups for share in _shares(group))
    shapes: list[Markup] = []
    y = 0.0
    for feature, of_feature in groupby(groups, key=lambda group: group.feature):
        heading, y = block_of_text(LEFT, y + 4, feature, width=RIGHT - LEFT, bold=True)
        shapes += heading
        for group in of_feature:
            drawn, y = _row(group, y, top, words)
            shapes += drawn
    drawn_by = _is_drawn(groups)
    signs, y = _legend(y + 6, words, drawn=drawn_by)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, _title(groups)),
        desc=say(words, "likeness described" if drawn_by else "likeness described before"),
        height=y + MARGIN,
        words=words,
    )


def likeness_table(groups: Sequence[GroupShares], *, words: Mapping[str, str] = ENGLISH) -> Table:
    """The numbers of ``likeness``, and once there is a panel the seats of each group."""
    drawn = _is_drawn(groups)
    heads = ["feature", "value", "of the population", "of the pool"]
    heads += ["of the panel", "seats on it"] if drawn else []
    return Table(
        say(words, _title(groups)),
        tuple(say(words, head) for head in heads),
        tuple(
            (
                group.feature,
                group.value,
                _known(group.population, words),
                percent(words, group.pool),
                *((_known(group.panel, words), number(words, group.seats or 0)) if drawn else ()),
            )
            for group in groups
        ),
        labels=2,
    )


def likeness_told(groups: Sequence[GroupShares], *, words: Mapping[str, str] = ENGLISH) -> str:
    """Which groups the pool lacks most beside the population, in a sentence; blank where none."""
    lacking = [group for group in groups if group.missing >= WORTH_NAMING]
    lacking.sort(key=lambda group: -group.missing)
    named = tuple(
        say(
            words,
            "lacking group",
            name=say(words, "pair value", feature=group.feature, value=group.value),
            pool=percent(words, group.pool),
            population=_known(group.population, words),
        )
        for group in lacking[:NAMED]
    )
    return say(words, "likeness told", groups=listed(words, named)) if named else ""


def _is_drawn(groups: Sequence[GroupShares]) -> bool:
    return any(group.panel is not None for group in groups)


def _title(groups: Sequence[GroupShares]) -> str:
    return "likeness" if _is_drawn(groups) else "likeness before"


def _shares(group: GroupShares) -> list[Fraction]:
    """Those that are known."""
    return [s for s in (group.population, group.pool, group.panel) if s is not None]


def _known(share: Fraction | None, words: Mapping[str, str]) -> str:
    """A *share*, or that it is unknown."""
    return say(words, "unknown") if share is None else percent(words, share)


def _row(
    group: GroupShares, y: float, top: Fraction, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """One group: its name, its share and that of the population in words, and below the bars."""
    shown = group.pool if group.panel is None else group.panel
    told = say(
        words,
        "share beside",
        share=percent(words, shown),
        population=_known(group.population, words),
    )

    def drawn(below: float) -> list[Markup]:
        pool, bar = (across(share, top) - LEFT for share in (group.pool, shown))
        shapes = [rectangle(LEFT, below + 3, bar, BAR, "fig-bar", fill=ACCENT)]
        if group.panel is not None:
            shapes.append(rectangle(LEFT, below + 12, pool, BAR - 5, "fig-band", fill=BAND))
        if group.population is not None:
            x = across(group.population, top)
            shapes.append(rule(x, below, x, below + BAR + 8, "fig-equal", stroke_dasharray="3 2"))
        return shapes

    return row(group.value, told, y, drawn)


def _legend(y: float, words: Mapping[str, str], *, drawn: bool) -> tuple[list[Markup], float]:
    """What the signs mean."""
    population = (line_sign("fig-equal"), say(words, "legend population"))
    if not drawn:
        return legend([(bar_sign, say(words, "legend pool")), population], y)
    return legend(
        [
            (bar_sign, say(words, "legend panel")),
            (
                lambda x, y: rectangle(x, y - 5, 22, BAR - 5, "fig-band", fill=BAND),
                say(words, "legend pool"),
            ),
            population,
        ],
        y,
    )
