"""A draw as a document: the public seed, the ticket, the panel and its alternates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.canonical import digest
from deliberation.record.numbering import encode_numbering, tickets_in
from deliberation.seeds import seed_of, signature_of
from deliberation.sortition.draw import HAND, Draw
from deliberation.sortition.numbering import Numbering

FORMAT = "deliberation draw 1"


def encode_draw(
    lottery: Mapping[str, Any],
    draw: Draw,
    alternates: Sequence[str] = (),
    *,
    announcement: Announcement | None = None,
) -> dict[str, Any]:
    """The document ``draw.json`` for a draw from the document *lottery*.

    Args:
        alternates: in order of calling.
        announcement: how the draw was said to go, where that was published.

    Raises:
        InvalidInputError: the draw is not one from this lottery, its tickets were numbered for
            another, a draw by hand shows another number, or it was announced otherwise.
    """
    panel = sorted(draw.panel)
    tickets = tickets_in(lottery, draw.numbering)
    try:
        holds = [*tickets.panel_of(draw.ticket)] == panel
    except NotFoundError:
        holds = False
    if not holds:
        raise InvalidInputError(
            [f"ticket {draw.ticket} of this lottery does not belong to the panel drawn"]
        )
    if draw.method == HAND and (
        draw.numbering is None or draw.seed != tickets.written(draw.ticket)
    ):
        raise InvalidInputError(["a draw by hand shows the number of a ticket that was numbered"])
    if announcement is not None:
        if announcement.commitment != lottery["commitment"]:
            raise InvalidInputError(["the announcement is that of another lottery"])
        announcement.require_draw(draw)
    announced = None if announcement is None else digest(encode_announcement(announcement))
    numbered = draw.numbering and digest(encode_numbering(lottery, draw.numbering))
    return {
        "format": FORMAT,
        "commitment": lottery["commitment"],
        "announcement": announced,
        "numbering": numbered,
        "method": draw.method,
        "seed": str(draw.seed),
        "signature": signature_of(draw.seed),
        "ticket": draw.ticket,
        "panel": panel,
        "alternates": [*alternates],
    }


def decode_draw(
    document: Mapping[str, Any], lottery: Mapping[str, Any], numbering: Numbering | None
) -> Draw:
    """The draw in a document ``draw.json`` that was made from the document *lottery*.

    Args:
        numbering: of the lottery's tickets, where they were numbered.

    Raises:
        InvalidInputError: the document is not a draw, is one from another lottery or by another
            numbering, or was changed.
    """
    if document.get("format") != FORMAT:
        raise InvalidInputError([f"this is not a draw: its format is not {FORMAT!r}"])
    if document.get("commitment") != lottery["commitment"]:
        raise InvalidInputError(["the draw was made from another lottery"])
    try:
        seed = seed_of(document["seed"], document["signature"])
        panel = tuple(document["panel"])
        drawn = Draw(seed, document["ticket"], panel, numbering, document["method"])
        again = encode_draw(lottery, drawn, document["alternates"])
        same = again | {"announcement": document["announcement"]} == document
    except InvalidInputError:
        raise
    except (LookupError, TypeError, AttributeError):
        same = False
    if not same:
        raise InvalidInputError(["the draw was changed: it does not fit its lottery"])
    return drawn
