"""The pictures of a result, each with the table of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from deliberation.figures.flow import flow, flow_table
from deliberation.figures.rounds import rounds, rounds_table
from deliberation.figures.table import Table
from deliberation.voting.tally import Result


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, ready to stand in a page, and the same as a table."""

    id: str
    svg: Markup
    table: Table


def pictures_of(result: Result, words: Mapping[str, str]) -> tuple[Picture, ...]:
    """What is to be seen of *result*, the most important first."""
    return (
        _picture("rounds", rounds(result, words=words), rounds_table(result, words=words)),
        _picture("flow", flow(result, words=words), flow_table(result, words=words)),
    )


def _picture(id: str, svg: str, table: Table) -> Picture:
    """A figure whose text the figures package has escaped."""
    return Picture(id, Markup(svg), table)  # noqa: S704
