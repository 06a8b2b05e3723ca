"""The public face of an urn: on which terms ballots are sealed, and with which keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from deliberation.errors import InvalidInputError
from deliberation.urn.terms import Terms

PROTOCOL: Final = b"deliberation urn 1"
"""The label that everything sealed, named or split in an urn begins with."""

SEPARATOR: Final = b"\x1f"

KEY: Final = 32  # bytes of a key of X25519 or of Ed25519
OVERHEAD: Final = 32 + 16  # bytes that sealing adds: an ephemeral key, and a tag


class Split(StrEnum):
    """Among whom the key that opens an urn is split, and how many of them open it."""

    TWO_OF_TWO = "2 of 2"
    TWO_OF_THREE = "2 of 3"
    REHEARSAL = "rehearsal"

    @property
    def holders(self) -> tuple[str, ...]:
        """Who holds a share; in a rehearsal one person, who alone can open the urn."""
        return _HOLDERS[self]

    @property
    def needed(self) -> int:
        """How many shares open the urn."""
        return 1 if self is Split.REHEARSAL else 2


_HOLDERS: Final = {
    Split.TWO_OF_TWO: ("facilitator", "observer"),
    Split.TWO_OF_THREE: ("facilitator", "observer", "safe"),
    Split.REHEARSAL: ("rehearsal",),
}


@dataclass(frozen=True, slots=True)
class Urn:
    """An urn as everybody may see it, from its opening on.

    Args:
        terms: what a ballot may say.
        key: the public half of the key that ballots are sealed with (X25519, 32 bytes).
        receipts: the public half of the key that signs receipts (Ed25519, 32 bytes).
        split: among whom the private half of ``key`` is split.

    Raises:
        InvalidInputError: a key has another length.
    """

    terms: Terms
    key: bytes
    receipts: bytes
    split: Split

    def __post_init__(self) -> None:
        keys = {"ballots are sealed with": self.key, "signs receipts": self.receipts}
        problems = [
            f"the key that {what} has {len(key)} bytes, and must have {KEY}"
            for what, key in keys.items()
            if len(key) != KEY
        ]
        if problems:
            raise InvalidInputError(problems)

    @property
    def vote_id(self) -> str:
        """The vote that it is for."""
        return self.terms.vote_id

    @property
    def rehearsal(self) -> bool:
        """Whether one person alone can open it, so that nothing is secret from that person."""
        return self.split is Split.REHEARSAL

    @property
    def sealed_length(self) -> int:
        """The bytes of every sealed ballot in it."""
        return self.terms.length + OVERHEAD


def bound(what: bytes, *texts: str) -> bytes:
    r"""The protocol's label, *what* it is used for, and *texts*, so that no two uses are mistaken.

    >>> bound(b"seal", "lamps")
    b'deliberation urn 1\x1fseal\x1flamps'
    """
    return SEPARATOR.join([PROTOCOL, what, *(text.encode() for text in texts)])
