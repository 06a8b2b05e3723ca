"""How the papers of the excluded move: all at once, or those of one value after the other."""

from __future__ import annotations

from typing import Literal

from deliberation.voting.stv.parcels import Parcel
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.transfer import NOTHING, Piles, by_value

Stages = Literal["once", "values"]

Waiting = list[tuple[str, Parcel]]
"""Papers of the excluded that have not yet moved, and on whose pile they lie."""


def waiting_papers(piles: Piles, out: tuple[str, ...]) -> Waiting:
    """All papers of those who are *out*."""
    return [(candidate, parcel) for candidate in out for parcel in piles.parcels(candidate)]


def next_stage(sheet: Sheet[Piles], waiting: Waiting) -> Waiting:
    """Move the papers of the highest value, of all who are excluded together.

    Returns:
        The papers that are left.
    """
    piles = sheet.piles
    highest = max((parcel.value for _, parcel in waiting), default=NOTHING)
    batch = [(c, parcel) for c, parcel in waiting if parcel.value == highest]
    for source in dict.fromkeys(c for c, _ in batch):
        parcels = [parcel for c, parcel in batch if c == source]
        piles.take(source, parcels)
        worth = sum((parcel.papers * parcel.value for parcel in parcels), NOTHING)
        keep = piles.totals[source] - worth
        sheet.transfers += piles.send(source, by_value(parcels), keep=keep)
    return [(c, parcel) for c, parcel in waiting if parcel.value != highest]
