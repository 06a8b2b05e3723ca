"""A reserve list chosen for its effect, as a document: what it makes up for, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import digest
from deliberation.sortition.reserve.stand_ins import Readiness

FORMAT = "deliberation reserve 1"


def encode_reserve(
    draw: Mapping[str, Any],
    alternates: Sequence[str],
    *,
    rate: Fraction,
    ours: Readiness,
    theirs: Readiness,
) -> dict[str, Any]:
    """The document ``reserve.json`` for a list of *alternates* beside the document *draw*.

    Args:
        alternates: in order of calling.
        rate: the chance of each member to drop out.
        ours: what this list makes up for, in scenarios by the draw's lots for ``MEASURED``.
        theirs: the same of the alternates in the document of the draw.

    Raises:
        InvalidInputError: the two were not measured in equally many scenarios, or somebody steps
            in who is not on the list.
    """
    if len(ours.missed) != len(theirs.missed):
        raise InvalidInputError(["the two lists were measured in different scenarios"])
    if strangers := sorted({id for ids in ours.stand_ins for id in ids} - {*alternates}):
        raise InvalidInputError([f"{id!r} steps in, but is no reserve" for id in strangers])
    return {
        "format": FORMAT,
        "draw": digest(draw),
        "rate": str(rate),
        "alternates": [*alternates],
        "stand_ins": [[*ids] for ids in ours.stand_ins],
        "missed": str(ours.mean),
        "met": str(ours.met),
        "draw_missed": str(theirs.mean),
        "draw_met": str(theirs.met),
    }
