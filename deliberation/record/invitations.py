"""Stage one as a document: who was to get how many letters, by which seed, and who got one.

The addresses themselves stay with the organiser. The document holds digests of the register and of
those chosen; whoever may see the register can choose again, and compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from deliberation.record.canonical import digest
from deliberation.sortition.letters.invitations import AreaLetters, Invitations
from deliberation.sortition.letters.register import Register

FORMAT = "deliberation invitations 1"
COMMITMENT = "deliberation invitations commitment 1"
SEPARATOR = "\x1f"  # the ASCII unit separator


def encode_invitations(register: Register, invitations: Invitations) -> dict[str, Any]:
    """The document ``invitations.json``.

    Raises:
        InvalidInputError: the seed cannot be written.
    """
    chosen = zip((area.area for area in invitations.areas), invitations.addresses, strict=True)
    areas = _areas(register, invitations.areas)
    held = register_digest(register)
    return {
        "format": FORMAT,
        "letters": invitations.letters,
        "areas": areas,
        "seed": invitations.seed,
        "digests": {
            "register": held,
            "chosen": _digest_of_lines(chosen),
        },
        "commitment": _commitment(areas, held),
    }


def letters_commitment(register: Register, areas: Sequence[AreaLetters]) -> str:
    """The digest that fixes the register and the letters before the seed exists."""
    return _commitment(_areas(register, areas), register_digest(register))


def register_digest(register: Register) -> str:
    """SHA-256 over a line for each household: its area and its addresses, all sorted."""
    return _digest_of_lines(
        (area, [SEPARATOR.join(register.shared.get(first, (first,))) for first in ids])
        for area, ids in register.areas.items()
    )


def _areas(register: Register, areas: Sequence[AreaLetters]) -> list[dict[str, Any]]:
    return [
        {
            "area": area.area,
            "households": area.households,
            "adults": register.adults[area.area] if register.adults else None,
            "factor": str(area.factor),
            "response": None if area.response is None else str(area.response),
            "letters": area.letters,
            "chance": str(area.chance),
        }
        for area in areas
    ]


def _commitment(areas: Sequence[Mapping[str, Any]], register: str) -> str:
    return digest({"format": COMMITMENT, "areas": areas, "register": register})


def _digest_of_lines(areas: Iterable[tuple[str, Sequence[str]]]) -> str:
    """SHA-256 of all lines of all *areas*: the area, U+001F, the rest, and a line feed."""
    total = sha256()
    for area, rest in areas:
        total.update("".join([f"{area}{SEPARATOR}{line}\n" for line in rest]).encode())
    return total.hexdigest()
