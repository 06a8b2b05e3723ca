"""A draw as a document: the public seed, the ticket, the panel and its alternates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.sortition.draw import Draw

FORMAT = "deliberation draw 1"


def encode_draw(
    lottery: Mapping[str, Any], draw: Draw, alternates: Sequence[str] = ()
) -> dict[str, Any]:
    """The document ``draw.json`` for a draw from the document *lottery*.

    Args:
        alternates: in order of calling.

    Raises:
        InvalidInputError: the draw is not one from this lottery.
    """
    panel = sorted(draw.panel)
    if _panel_of(lottery, draw.ticket) != panel:
        raise InvalidInputError(
            [f"ticket {draw.ticket} of this lottery does not belong to the panel drawn"]
        )
    return {
        "format": FORMAT,
        "commitment": lottery["commitment"],
        "seed": draw.seed,
        "ticket": draw.ticket,
        "panel": panel,
        "alternates": [*alternates],
    }


def _panel_of(lottery: Mapping[str, Any], ticket: int) -> list[str] | None:
    for panel in lottery["panels"]:
        if 0 <= ticket < panel["tickets"]:
            return [*panel["members"]]
        ticket -= panel["tickets"]
    return None
