"""What the public page says about a draw: the commitment, everybody's chances, the panel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from deliberation.assembly import Assembly, Stage
from deliberation.beacon import NAME
from deliberation.figures.chances import chances, chances_table, in_order
from deliberation.figures.table import Table
from deliberation.procedures.drawing import announced, numbered
from deliberation.procedures.pools import whole_pool
from deliberation.procedures.populating import population_of
from deliberation.record.announcement import Announcement
from deliberation.sortition.draw import Draw
from deliberation.sortition.fairness import GroupChances, by_value, whose_chances
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas
from deliberation.store import Store
from webapp.likeness import Likeness, likeness_shown
from webapp.words import decimal, figure_words


@dataclass(frozen=True, slots=True)
class Seats:
    """How many of the panel have one value, beside its quota and the pool."""

    value: str
    lower: int
    upper: int
    pool: int
    panel: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A lottery that was committed to, and the draw from it once there is one.

    Args:
        announcement, numbering: how the draw was said to go, and what numbered the tickets, if so.
        by_round: whether it was said that a round of a beacon would draw the ticket.
        ticket: the number of the ticket drawn, as it stands on it.
        seats: for each feature, the panel by its values; none where some answers are erased.
        likeness: the panel beside the pool and the population, where that was given.
        picture, table: everybody's chances; only where the people's answers are published.
    """

    people: int
    size: int
    panels: int
    tickets: int
    commitment: str
    published: datetime
    announcement: Announcement | None
    numbering: Numbering | None
    by_round: bool
    draw: Draw | None
    ticket: str
    seats: tuple[tuple[str, tuple[Seats, ...]], ...]
    likeness: Likeness | None
    picture: Markup | None
    table: Table | None


def drawing(store: Store, assembly: Assembly) -> Drawing:
    """What *assembly* has published of its draw.

    Raises:
        NotFoundError: nothing has been committed to yet.
    """
    commitment = store.commitment(assembly.id)
    lottery = store.lottery(assembly.id)
    pool, quotas = whole_pool(store, assembly.id), store.quotas(assembly.id)
    draw = store.drawn(assembly.id) if assembly.stage is Stage.DRAWN else None
    groups: tuple[GroupChances, ...] = ()
    if pool is not None and commitment.publish_people:
        chances_of = by_value(pool, lottery, among=whose_chances(pool, lottery))
        groups = in_order(chances_of, quotas)
    words = figure_words()
    announcement = announced(store, assembly.id)
    return Drawing(
        people=len(lottery.people),
        size=quotas.size,
        panels=len(lottery.panels),
        tickets=lottery.total,
        commitment=commitment.digest,
        published=commitment.published,
        announcement=announcement,
        numbering=numbered(store, assembly.id),
        by_round=announcement is not None and announcement.draw.startswith(NAME),
        draw=draw,
        ticket=written(draw, lottery) if draw else "",
        seats=_seats(pool, quotas, draw) if draw and pool else (),
        likeness=_beside(store, assembly, pool, quotas, draw),
        picture=Markup(chances(groups, words=words)) if groups else None,  # noqa: S704 - escaped there
        table=chances_table(groups, words=words) if groups else None,
    )


def _beside(
    store: Store, assembly: Assembly, pool: Pool | None, quotas: Quotas, draw: Draw | None
) -> Likeness | None:
    """The panel beside the population: how many, never who, and so nothing before the draw."""
    if draw is None:
        return None
    return likeness_shown(pool, population_of(store, assembly.id), quotas, panel=draw.panel)


def written(draw: Draw, lottery: Lottery) -> str:
    """The number of the ticket drawn: as it stands on a ticket that was numbered, such as 042."""
    digits = len(str(lottery.total - 1))
    return f"{draw.ticket:0{digits}}" if draw.numbering else decimal(draw.ticket)


def _seats(pool: Pool, quotas: Quotas, draw: Draw) -> tuple[tuple[str, tuple[Seats, ...]], ...]:
    """The panel by values: how many, never who."""
    members = set(draw.panel)
    there = quotas.counted(pool)
    drawn = quotas.counted(person for person in pool if person.id in members)
    groups: dict[str, list[Seats]] = {}
    for quota, people, seats in zip(quotas, there, drawn, strict=True):
        features, values = quota.labels
        groups.setdefault(features, []).append(
            Seats(values, quota.lower, quota.upper, people, seats)
        )
    return tuple((features, tuple(rows)) for features, rows in groups.items())
