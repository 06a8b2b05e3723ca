"""The pool and the panel beside the population, as the pages show them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from deliberation.figures import Table
from deliberation.figures.likeness import beside, likeness, likeness_table, likeness_told
from deliberation.sortition import Pool, Quotas
from deliberation.sortition.representation import Population
from webapp.words import figure_words


@dataclass(frozen=True, slots=True)
class Likeness:
    """The picture, the same as a *table*, and what the pool lacks most as a sentence, if any."""

    figure: Markup
    table: Table
    told: str


def likeness_shown(
    pool: Pool | None,
    population: Population,
    quotas: Quotas,
    *,
    panel: Collection[str] | None = None,
) -> Likeness | None:
    """How the *pool*, and the *panel* once it is drawn, stand beside the *population*.

    ``None`` where some answers of the pool are erased, or no share of its features is known.
    """
    if pool is None or not population.keys() & {*pool.features}:
        return None
    groups = beside(pool, population, quotas, panel=panel)
    words = figure_words()
    return Likeness(
        Markup(likeness(groups, words=words)),  # noqa: S704 - figures escape what they show
        likeness_table(groups, words=words),
        likeness_told(groups, words=words),
    )
