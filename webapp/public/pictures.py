"""The pictures of a result, each with the table of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from deliberation import figures
from deliberation.figures import Table
from deliberation.voting.tally import Count, Result


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, ready to stand in a page, and the same as a table."""

    id: str
    svg: Markup
    table: Table


def pictures_of(result: Result, words: Mapping[str, str]) -> tuple[Picture, ...]:
    """What is to be seen of *result*, the most important first."""
    if isinstance(result, Count):
        rounds = _picture("rounds", figures.rounds, figures.rounds_table, result, words)
        flow = _picture("flow", figures.flow, figures.flow_table, result, words)
        return (rounds, flow) if len(result.rounds) > 1 else (rounds,)
    shown = [_picture("totals", figures.totals, figures.totals_table, result, words)]
    if result.pairwise:
        shown.append(
            _picture("pairs", figures.pairwise, figures.pairwise_table, result.pairwise, words)
        )
    return tuple(shown)


def _picture(
    id: str,
    draw: Callable[..., str],
    tabulate: Callable[..., Table],
    shown: object,
    words: Mapping[str, str],
) -> Picture:
    """A figure whose text the figures package has escaped, and its table."""
    svg = Markup(draw(shown, id=f"figure-{id}", words=words))  # noqa: S704
    return Picture(id, svg, tabulate(shown, words=words))
