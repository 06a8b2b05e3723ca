"""The numbers of the tickets as a document: by panel, and by person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.seeds import seed_of, signature_of
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering, Tickets

FORMAT = "deliberation numbering 1"


def encode_numbering(lottery: Mapping[str, Any], numbering: Numbering) -> dict[str, Any]:
    """The document ``numbering.json`` for the tickets of the document *lottery*.

    Raises:
        InvalidInputError: the numbering goes with another commitment, or there are more tickets
            than are numbered.
    """
    if numbering.commitment != lottery["commitment"]:
        raise InvalidInputError(["the tickets were numbered for another lottery"])
    tickets = tickets_in(lottery, numbering)
    return {
        "format": FORMAT,
        "commitment": numbering.commitment,
        "seed": str(numbering.seed),
        "signature": signature_of(numbering.seed),
        "panels": [[*numbers] for numbers in tickets.panels],
        "people": {id: [*numbers] for id, numbers in tickets.by_person().items()},
    }


def decode_numbering(document: Mapping[str, Any], lottery: Mapping[str, Any]) -> Numbering:
    """The numbering in a document ``numbering.json`` that belongs to the document *lottery*.

    Raises:
        InvalidInputError: the numbers are not those that follow from the seed.
    """
    try:
        seed = seed_of(document["seed"], document["signature"])
        numbering = Numbering(seed, document["commitment"])
        same = encode_numbering(lottery, numbering) == document
    except InvalidInputError:
        raise
    except (LookupError, TypeError):
        same = False
    if not same:
        raise InvalidInputError(["the numbering was changed: its numbers do not follow its seed"])
    return numbering


def tickets_in(lottery: Mapping[str, Any], numbering: Numbering | None) -> Tickets:
    """The tickets of a document *lottery*, whether or not it shows the people's answers."""
    members = tuple(tuple(panel["members"]) for panel in lottery["panels"])
    counts = tuple(panel["tickets"] for panel in lottery["panels"])
    ids = tuple(person["id"] for person in lottery["people"])
    return Tickets(Lottery(ids, members, counts, lottery["objective"]), numbering)
